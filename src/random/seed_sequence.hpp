#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::random {

/// NumPy's SeedSequence with its pool of four words: hashes a seed, and a key that names one of its uses, to random
/// words. NumPy keeps its output stable. Source: O'Neill, "C++ seeding surprises", pcg-random.org, 2015; NumPy NEP 19.
///
/// An integer goes in as its digits in base 2^32, the least significant first; 0 is the one word 0.
class SeedSequence {
 public:
  /// SeedSequence(entropy, spawn_key=…): each a concatenation of its integers' words. Either may be empty.
  explicit SeedSequence(std::span<const std::uint32_t> entropy, std::span<const std::uint32_t> spawn_key = {});
  explicit SeedSequence(std::uint64_t entropy, std::span<const std::uint32_t> spawn_key = {});

  /// generate_state(count): the first `count` of an endless sequence.
  std::vector<std::uint32_t> generate_state32(std::size_t count) const;
  /// generate_state(count, uint64): the same words in pairs, the low one first.
  std::vector<std::uint64_t> generate_state64(std::size_t count) const;

 private:
  std::array<std::uint32_t, 4> pool_;
};

}  // namespace ergodic::random

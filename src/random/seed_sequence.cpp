#include "random/seed_sequence.hpp"

#include <algorithm>

namespace ergodic::random {

namespace {

/// The hash by which words enter and leave the pool. Each word is hashed with other constants than the one before.
class Hash {
 public:
  constexpr Hash(std::uint32_t initial, std::uint32_t multiplier) : constant_(initial), multiplier_(multiplier) {}

  constexpr std::uint32_t operator()(std::uint32_t word) {
    word ^= constant_;
    constant_ *= multiplier_;
    word *= constant_;
    return word ^ (word >> 16);
  }

 private:
  std::uint32_t constant_;
  std::uint32_t multiplier_;
};

constexpr Hash entering() { return {0x43b0d7e5u, 0x931e8875u}; }
constexpr Hash leaving() { return {0x8b51f9ddu, 0x58f38dedu}; }

constexpr std::uint32_t mix(std::uint32_t x, std::uint32_t y) {
  const std::uint32_t mixed = 0xca01f9ddu * x - 0x4973f715u * y;
  return mixed ^ (mixed >> 16);
}

}  // namespace

SeedSequence::SeedSequence(std::span<const std::uint32_t> entropy, std::span<const std::uint32_t> spawn_key) {
  // Entropy is filled up to the pool's size: the end of a short one cannot be taken for the start of a key.
  std::vector<std::uint32_t> input(entropy.begin(), entropy.end());
  input.resize(std::max(input.size(), pool_.size()));
  input.insert(input.end(), spawn_key.begin(), spawn_key.end());

  Hash hash = entering();
  for (std::size_t i = 0; i < pool_.size(); ++i)
    pool_[i] = hash(input[i]);
  for (std::size_t source = 0; source < pool_.size(); ++source) {
    for (std::size_t target = 0; target < pool_.size(); ++target) {
      if (target != source) pool_[target] = mix(pool_[target], hash(pool_[source]));
    }
  }
  for (std::size_t source = pool_.size(); source < input.size(); ++source) {
    for (std::uint32_t& word : pool_)
      word = mix(word, hash(input[source]));
  }
}

// A high word of 0 is not a word of NumPy's, but is there all the same once the entropy is filled up.
SeedSequence::SeedSequence(std::uint64_t entropy, std::span<const std::uint32_t> spawn_key)
    : SeedSequence(std::array{static_cast<std::uint32_t>(entropy), static_cast<std::uint32_t>(entropy >> 32)},
                   spawn_key) {}

std::vector<std::uint32_t> SeedSequence::generate_state32(std::size_t count) const {
  Hash hash = leaving();
  std::vector<std::uint32_t> state(count);
  for (std::size_t i = 0; i < count; ++i)
    state[i] = hash(pool_[i % pool_.size()]);
  return state;
}

std::vector<std::uint64_t> SeedSequence::generate_state64(std::size_t count) const {
  const std::vector<std::uint32_t> words = generate_state32(2 * count);
  std::vector<std::uint64_t> state(count);
  for (std::size_t i = 0; i < count; ++i)
    state[i] = words[2 * i] | (std::uint64_t{words[2 * i + 1]} << 32);
  return state;
}

}  // namespace ergodic::random

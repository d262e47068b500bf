#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ergodic::store {

/// One of `count` contiguous parts of a study's blocks, in a file of its own. Counted from 1.
struct Shard {
  std::uint64_t index = 1;
  std::uint64_t count = 1;

  /// "2/5"
  std::string text() const;
  friend bool operator==(const Shard&, const Shard&) = default;
};

/// Reads "2/5"; nullopt when it is no such text, or not 1 ≤ index ≤ count.
std::optional<Shard> parse_shard(std::string_view text);

}  // namespace ergodic::store

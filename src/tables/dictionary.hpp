#pragma once

#include "tables/texts.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ergodic::tables {

/// Numbers texts, each once.
class Dictionary {
 public:
  Dictionary() : slots_(64) {}

  /// The number of a text; the next one, where it has not come before.
  std::int32_t code(std::string_view text) {
    // Tables are often sorted by some of their texts.
    if (last_ >= 0 && texts_[static_cast<std::size_t>(last_)] == text) return last_;
    return last_ = look_up(text);
  }

  const Texts& texts() const { return texts_; }
  Texts take_texts() { return std::move(texts_); }

 private:
  struct Slot {
    std::uint32_t tag = 0;
    std::int32_t code = -1;
  };

  std::int32_t look_up(std::string_view text);
  void grow();

  Texts texts_;
  std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half of them taken
  std::vector<std::uint64_t> hashes_;
  std::int32_t last_ = -1;
};

}  // namespace ergodic::tables

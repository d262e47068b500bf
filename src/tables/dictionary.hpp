#pragma once

#include "tables/texts.hpp"

#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::tables {

/// Numbers texts, each once.
class Dictionary {
 public:
  Dictionary() : slots_(64) {}

  /// The number of a text; the next one, where it has not come before.
  std::int32_t code(std::string_view text);

  /// The same of a text behind which seven bytes may be read.
  std::int32_t code_of_padded(std::string_view text) {
    return text.size() > 8 ? code(text) : find_short(text, first_letters(text));
  }

  Texts take_texts() { return std::move(texts_); }

 private:
  /// Of a short text its letters; of a long one a hash, by which few are taken for another.
  struct Slot {
    std::uint64_t word = 0;
    std::uint32_t size = 0;
    std::int32_t code = -1;
  };

  static std::uint64_t first_letters(std::string_view text) {
    std::uint64_t letters = 0;
    std::memcpy(&letters, text.data(), sizeof letters);
    return text.empty() ? 0 : letters & ~std::uint64_t{0} >> (64 - 8 * text.size());
  }
  static std::size_t spread(std::uint64_t word, std::size_t size) {
    // Fibonacci hashing: Knuth, The art of computer programming, 6.4.
    const std::uint64_t product = (word ^ size << 56) * 0x9E3779B97F4A7C15u;
    return product >> 32;
  }

  std::int32_t find_short(std::string_view text, std::uint64_t letters) {
    const Slot* const slots = slots_.data();
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = spread(letters, text.size()) & mask;; at = (at + 1) & mask) {
      const Slot& slot = slots[at];
      if (slot.word == letters && slot.size == text.size()) [[likely]]
        return slot.code;
      if (slot.code < 0) return add(text, letters, at);
    }
  }
  std::int32_t find_long(std::string_view text);
  std::int32_t add(std::string_view text, std::uint64_t word, std::size_t slot);
  std::size_t mask() const { return slots_.size() - 1; }

  Texts texts_;
  std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half of them taken
  std::int32_t last_ = -1;   ///< long one
};

}  // namespace ergodic::tables

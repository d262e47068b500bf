#include "tables/dictionary.hpp"

#include <bit>
#include <cstring>
#include <utility>

namespace ergodic::tables {
namespace {

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

std::uint64_t four_bytes(const char* at) {
  std::uint32_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Spreads texts over slots, and is seen nowhere else: what keeps equal ones together is that they are compared. The
/// constants are those of SplitMix64, whose steps each word goes through.
std::uint64_t hash_of(std::string_view text) {
  const auto mixed = [](std::uint64_t x) {
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    return x ^ x >> 31;
  };
  const char* at = text.data();
  std::size_t size = text.size();
  std::uint64_t hash = size * 0x9E3779B97F4A7C15u;
  for (; size > 8; size -= 8, at += 8)
    hash = mixed(hash ^ eight_bytes(at)) * 0x94D049BB133111EBu;
  std::uint64_t last = 0;
  if (size == 8)
    last = eight_bytes(at);
  else if (size >= 4)
    last = four_bytes(at) | four_bytes(at + size - 4) << 32;
  else if (size > 0)
    last = static_cast<std::uint64_t>(static_cast<unsigned char>(at[0])) << 16 |
           static_cast<std::uint64_t>(static_cast<unsigned char>(at[size / 2])) << 8 |
           static_cast<unsigned char>(at[size - 1]);
  return mixed(hash ^ last) * 0x94D049BB133111EBu;
}

}  // namespace

std::int32_t Dictionary::look_up(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  const auto tag = static_cast<std::uint32_t>(hash);
  std::size_t at = hash >> 32 & (slots_.size() - 1);
  for (; slots_[at].code >= 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].tag == tag && texts_[static_cast<std::size_t>(slots_[at].code)] == text) return slots_[at].code;
  }
  const std::int32_t code = texts_.add(text);
  slots_[at] = {tag, code};
  hashes_.push_back(hash);
  if (hashes_.size() * 2 > slots_.size()) grow();
  return code;
}

void Dictionary::grow() {
  slots_.assign(slots_.size() * 2, Slot{});
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    std::size_t at = hashes_[i] >> 32 & (slots_.size() - 1);
    while (slots_[at].code >= 0)
      at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {static_cast<std::uint32_t>(hashes_[i]), static_cast<std::int32_t>(i)};
  }
}

}  // namespace ergodic::tables

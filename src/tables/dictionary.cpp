#include "tables/dictionary.hpp"

#include <cstring>

namespace ergodic::tables {
namespace {

std::uint64_t eight_bytes(const char* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

/// Whether texts of one size, above 8, are equal; most are short.
bool are_equal(const char* a, const char* b, std::size_t size) {
  for (; size > 8; size -= 8, a += 8, b += 8) {
    if (eight_bytes(a) != eight_bytes(b)) return false;
  }
  return eight_bytes(a + size - 8) == eight_bytes(b + size - 8);
}

/// Spreads texts of more than eight letters, and is seen nowhere else: what keeps equal ones together is that they are
/// compared. The constants are those of SplitMix64, whose steps each word goes through.
std::uint64_t hash_of(std::string_view text) {
  const auto mixed = [](std::uint64_t x) {
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    return x ^ x >> 31;
  };
  const char* at = text.data();
  std::size_t size = text.size();
  std::uint64_t hash = 0;
  for (; size > 8; size -= 8, at += 8)
    hash = mixed(hash ^ eight_bytes(at));
  return mixed(hash ^ eight_bytes(at + size - 8));
}

}  // namespace

std::int32_t Dictionary::code(std::string_view text) {
  if (text.size() > 8) return find_long(text);
  std::uint64_t letters = 0;
  std::memcpy(&letters, text.data(), text.size());
  return find_short(text, letters);
}

std::int32_t Dictionary::find_long(std::string_view text) {
  const auto is = [&](std::int32_t code) {
    const std::string_view one = texts_[static_cast<std::size_t>(code)];
    return one.size() == text.size() && are_equal(one.data(), text.data(), text.size());
  };
  // Tables are often sorted by some of their texts.
  if (last_ >= 0 && is(last_)) return last_;
  const std::uint64_t hash = hash_of(text);
  std::size_t at = spread(hash, text.size()) & mask();
  for (; slots_[at].code >= 0; at = (at + 1) & mask()) {
    if (slots_[at].word == hash && slots_[at].size == text.size() && is(slots_[at].code))
      return last_ = slots_[at].code;
  }
  return last_ = add(text, hash, at);
}

std::int32_t Dictionary::add(std::string_view text, std::uint64_t word, std::size_t slot) {
  const std::int32_t code = texts_.add(text);
  slots_[slot] = {word, static_cast<std::uint32_t>(text.size()), code};
  // One in four while they fit a cache: then most are found where they are first looked for.
  const std::size_t room = slots_.size() / (slots_.size() < 1 << 16 ? 4 : 2);
  if (texts_.size() <= room) return code;
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& one : old) {
    if (one.code < 0) continue;
    std::size_t at = spread(one.word, one.size) & mask();
    while (slots_[at].code >= 0)
      at = (at + 1) & mask();
    slots_[at] = one;
  }
  return code;
}

}  // namespace ergodic::tables

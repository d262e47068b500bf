#include "study/values/json_escapes.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <cstdint>

namespace ergodic::study {
namespace {

/// The unit of UTF-16 that is escaped here; 0 where none is.
std::uint32_t unit_at(std::string_view json, std::size_t at) {
  if (json.size() < at + 6 || json.substr(at, 2) != "\\u") return 0;
  std::uint32_t unit = 0;
  const char* const end = json.data() + at + 6;
  return std::from_chars(json.data() + at + 2, end, unit, 16).ptr == end ? unit : 0;
}

}  // namespace

std::string with_whole_escapes(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::uint32_t high = unit_at(json, at), low = unit_at(json, at + 6);
    if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      text += fmt::format("\\U{:08x}", 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
      at += 12;
    } else {
      const std::size_t length = json[at] == '\\' ? 2 : 1;  // what is escaped is looked at with its backslash
      text += json.substr(at, length);
      at += length;
    }
  }
  return text;
}

}  // namespace ergodic::study

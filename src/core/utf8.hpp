#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ergodic {

/// One code point of well-formed UTF-8, and how many bytes it takes.
struct CodePoint {
  std::uint32_t value;
  std::size_t size;
};
CodePoint code_point(std::string_view text, std::size_t at);

bool is_control(std::uint32_t code);

/// The characters of UTF-8 text.
std::size_t characters(std::string_view text);

/// The offset of the first byte that is not part of well-formed UTF-8; npos when there is none.
std::size_t first_invalid_utf8(std::string_view text);

/// Whether UTF-8 text has a control character other than those in `allowed`.
bool has_control_character(std::string_view text, std::string_view allowed = {});

/// UTF-8 text as it stands between double quotes in YAML, and in JSON but for control characters.
std::string escaped(std::string_view text);

/// UTF-8 text for a message: as it is when it is short and printable, else escaped or cut.
std::string shown(std::string_view text);

}  // namespace ergodic

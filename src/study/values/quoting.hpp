#pragma once

#include <ergodic/money.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ergodic::study {

/// The shortest decimal that reads back as the same double. An exponent follows a fraction ("1.0e+20"): so it is a
/// number for readers of YAML 1.1 as well.
std::string shortest(double number);

/// "-2.50".
std::string dollars(Cents amount);

/// The text as a YAML scalar on one line, in double quotes unless every reader takes it for the same text without.
std::string yaml_text(std::string_view text);

/// The text for a message: as it is when it is short and printable, else escaped or cut.
std::string shown(std::string_view text);

/// The characters of UTF-8 text.
std::size_t characters(std::string_view text);

/// The line of a text with the byte at `offset`, as much as a screen is wide, and below it carets at `length` bytes
/// (at one place at least).
std::string pointed_at(std::string_view text, std::size_t offset, std::size_t length);

/// The offset of the first byte that is not part of well-formed UTF-8; npos when there is none.
std::size_t first_invalid_utf8(std::string_view text);

/// Whether UTF-8 text has a control character other than those in `allowed`.
bool has_control_character(std::string_view text, std::string_view allowed = {});

}  // namespace ergodic::study

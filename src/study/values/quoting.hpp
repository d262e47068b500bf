#pragma once

#include "core/utf8.hpp"

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

/// The line of a text with the byte at `offset`, as much as a screen is wide, and below it carets at `length` bytes
/// (at one place at least).
std::string pointed_at(std::string_view text, std::size_t offset, std::size_t length);

}  // namespace ergodic::study

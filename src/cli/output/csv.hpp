#pragma once

#include <string>

namespace ergodic::cli {

/// A text as a field of RFC 4180: quoted when it holds a comma, a quote or a line end.
std::string csv_field(const std::string& text);

/// The shortest digits that give the number back; empty when it is not finite.
std::string csv_number(double value);

}  // namespace ergodic::cli

#pragma once

#include <string>

namespace ergodic::cli {

/// A text as a field of RFC 4180: quoted when it holds a comma, a quote or a line end.
std::string csv_field(const std::string& text);

/// Adds the shortest digits that give the number back, with a point or an exponent always: who guesses the type of a
/// column from its first lines, as DuckDB does, would take "0" for a whole number and round the rest.
void add_csv_real(std::string& text, double value);

/// The same as a field; empty when it is not finite.
std::string csv_number(double value);

/// A unit as a field: "dimensionless" for 1, so that a column of units is one of texts in every study.
std::string csv_unit(const std::string& unit);

}  // namespace ergodic::cli

#include "cli/output/csv.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <iterator>

namespace ergodic::cli {

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void add_csv_real(std::string& text, double value) {
  const std::size_t begin = text.size();
  fmt::format_to(std::back_inserter(text), "{}", value);
  if (text.find_first_of(".en", begin) == std::string::npos) text += ".0";  // 'n': inf
}

std::string csv_number(double value) {
  std::string text;
  if (std::isfinite(value)) add_csv_real(text, value);
  return text;
}

std::string csv_unit(const std::string& unit) { return unit == "1" ? "dimensionless" : csv_field(unit); }

}  // namespace ergodic::cli

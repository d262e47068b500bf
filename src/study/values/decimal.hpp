#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ergodic::study {

/// A decimal number as written: (−1)^negative · digits · 10^exponent, without leading or trailing zeros; zero has no
/// digits. It keeps amounts exact: 0.10 has no binary form.
struct Decimal {
  bool negative = false;
  std::string digits;
  std::int64_t exponent = 0;
};

/// Reads a number of YAML 1.2's core schema in decimal: [-+]? digits, a point, an exponent. Nullopt for anything else.
std::optional<Decimal> parse_decimal(std::string_view text);

enum class Fit { exact, too_fine, too_large };

struct Scaled {
  Fit fit = Fit::exact;
  std::int64_t value = 0;
};

/// number · 10^places as a whole number: exact, or the reason why there is none in 64 bits.
Scaled scaled(const Decimal& number, int places);

/// The nearest double, or the reason why there is none: too large, or (other than zero) too small.
struct Real {
  Fit fit = Fit::exact;
  double value = 0;
};
Real to_real(std::string_view text, const Decimal& number);

}  // namespace ergodic::study

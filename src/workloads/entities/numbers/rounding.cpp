#include "workloads/entities/numbers/rounding.hpp"

#include <ergodic/missing.hpp>

#include <array>
#include <cmath>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

constexpr std::array<double, 10> powers_of_ten = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double first_without_fractions = 0x1p52;

double power(int places) { return powers_of_ten.at(static_cast<std::size_t>(places)); }

double without_sign_of_zero(double x) { return x == 0 ? 0.0 : x; }

}  // namespace

/// x · 10ⁿ is y + e exactly, y the product in doubles: only where y is a tie does e matter, for ties are doubles, and
/// rounding the product to one keeps the order.
double round_exact(double x, int places) {
  if (x != x) return missing_value<double>();
  const double scale = power(places);
  const double y = x * scale;
  if (std::fabs(y) >= first_without_fractions) return x;
  double nearest = std::nearbyint(y);  // even at ties
  const double below = std::floor(y);
  if (y - below == 0.5) {
    const double e = std::fma(x, scale, -y);
    if (e != 0) nearest = e > 0 ? below + 1 : below;
  }
  return without_sign_of_zero(nearest / scale);
}

double round_scaled(double x, int places) {
  if (x != x) return missing_value<double>();
  const double scale = power(places);
  return without_sign_of_zero(std::nearbyint(x * scale) / scale);
}

double round_quotient_away(std::int64_t numerator, std::int64_t denominator, int places) {
  const auto scale = static_cast<std::int64_t>(power(places));
  const bool negative = numerator < 0;
  const std::int64_t scaled = (negative ? -numerator : numerator) * scale;
  const std::int64_t whole = scaled / denominator;
  const std::int64_t rest = scaled % denominator;
  const std::int64_t rounded = whole + (rest >= denominator - rest ? 1 : 0);
  const double value = static_cast<double>(rounded) / static_cast<double>(scale);
  return without_sign_of_zero(negative ? -value : value);
}

}  // namespace ergodic::workloads::entities

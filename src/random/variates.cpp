#include "random/approximations.hpp"

#include <ergodic/variates.hpp>

#include <bit>
#include <cmath>
#include <limits>

namespace ergodic {

namespace {

/// c0 + c1 x + c2 x² + …, by Horner's rule.
template <std::size_t size>
constexpr double polynomial(const std::array<double, size>& coefficients, double x) {
  double value = coefficients[size - 1];
  for (std::size_t i = size - 1; i-- > 0;)
    value = value * x + coefficients[i];
  return value;
}

constexpr double quotient(const random::Rational& of, double x) {
  return polynomial(of.numerator, x) / polynomial(of.denominator, x);
}

}  // namespace

double portable_log(double x) {
  // x = 2^k m with √½ ≤ m < √2, and log m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + …), s = (m − 1)/(m + 1), |s| < 0.172:
  // the first term left out, s²¹/21, is below a tenth of a unit in the last place.
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto k = static_cast<std::int64_t>(bits - std::bit_cast<std::uint64_t>(0x1.6a09e667f3bcdp-1)) >> 52;
  const double f = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52)) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  // Two short chains of multiplications, side by side, take half the time of a long one.
  const double odd = polynomial(random::log_odd, z * z);
  const double even = polynomial(random::log_even, z * z);
  const double series = 2.0 * z * (odd + z * even);
  // 2s = f − sf, and the log of 2 in two parts, the first of which times k is exact: the rounding of s hardly matters.
  const double exponent = static_cast<double>(k);
  return exponent * 0x1.62e42feep-1 - ((s * (f - series) - exponent * 0x1.a39ef35793c76p-33) - f);
}

double portable_exp(double x) {
  if (!(x > -708.0)) return x != x ? x : 0.0;
  if (x > 0x1.62e42fefa39efp+9) return std::numeric_limits<double>::infinity();
  // x = k log 2 + r, |r| ≤ log(2)/2, with k log 2 in two parts, the first exact; and the series to r^13/13!, whose
  // first term left out is below a fiftieth of a unit in the last place.
  constexpr double to_whole = 0x1.8p52;  // adding it rounds to a whole number
  const double k = (x * 0x1.71547652b82fep+0 + to_whole) - to_whole;
  const double high = x - k * 0x1.62e42feep-1;
  const double low = k * 0x1.a39ef35793c76p-33;
  const double r = high - low;
  const double z = r * r;
  const double even = polynomial(random::exp_even, z);
  const double odd = polynomial(random::exp_odd, z);
  const double value = 1.0 + (high + (z * (even + r * odd) - low));
  // In two factors: 2^1024, which the largest results ask for, is none that a double holds.
  const auto exponent = static_cast<std::int64_t>(k);
  const auto power = [](std::int64_t e) { return std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52); };
  return value * power(exponent / 2) * power(exponent - exponent / 2);
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) return q * quotient(random::central, 0.180625 - q * q);
  const double tail = q < 0 ? p : 1.0 - p;
  const double r = std::sqrt(-portable_log(tail));
  const double x = r <= 5.0 ? quotient(random::near_tail, r - 1.6) : quotient(random::far_tail, r - 5.0);
  return q < 0 ? -x : x;
}

}  // namespace ergodic

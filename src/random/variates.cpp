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

/// A quotient of polynomials of degree 7, as AS 241 writes its three.
struct Rational {
  std::array<double, 8> numerator;
  std::array<double, 8> denominator;

  constexpr double operator()(double x) const { return polynomial(numerator, x) / polynomial(denominator, x); }
};

/// 0.075 ≤ p ≤ 0.925.
constexpr Rational central = {
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
     3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3}};

/// A tail of between e^−25 and 0.075.
constexpr Rational near_tail = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}};

/// A tail below e^−25.
constexpr Rational far_tail = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}};

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
  const double odd = polynomial<5>({1.0 / 3, 1.0 / 7, 1.0 / 11, 1.0 / 15, 1.0 / 19}, z * z);
  const double even = polynomial<4>({1.0 / 5, 1.0 / 9, 1.0 / 13, 1.0 / 17}, z * z);
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
  const double even = polynomial<6>({1.0 / 2, 1.0 / 24, 1.0 / 720, 1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600}, z);
  const double odd = polynomial<6>({1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800}, z);
  const double value = 1.0 + (high + (z * (even + r * odd) - low));
  // In two factors: 2^1024, which the largest results ask for, is none that a double holds.
  const auto exponent = static_cast<std::int64_t>(k);
  const auto power = [](std::int64_t e) { return std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52); };
  return value * power(exponent / 2) * power(exponent - exponent / 2);
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) return q * central(0.180625 - q * q);
  const double tail = q < 0 ? p : 1.0 - p;
  const double r = std::sqrt(-portable_log(tail));
  const double x = r <= 5.0 ? near_tail(r - 1.6) : far_tail(r - 5.0);
  return q < 0 ? -x : x;
}

}  // namespace ergodic

#pragma once

#include <array>

/// The coefficients of the polynomials behind the variates: for the scalar functions and for their twins in lanes,
/// which evaluate them in the same order and so to the same bits.
namespace ergodic::random {

/// 1/3 + x/5 + x²/7 + …, of artanh, as two polynomials in x².
inline constexpr std::array<double, 5> log_odd = {1.0 / 3, 1.0 / 7, 1.0 / 11, 1.0 / 15, 1.0 / 19};
inline constexpr std::array<double, 4> log_even = {1.0 / 5, 1.0 / 9, 1.0 / 13, 1.0 / 17};

/// 1/2! + x/3! + x²/4! + …, as two polynomials in x².
inline constexpr std::array<double, 6> exp_even = {1.0 / 2,     1.0 / 24,      1.0 / 720,
                                                   1.0 / 40320, 1.0 / 3628800, 1.0 / 479001600};
inline constexpr std::array<double, 6> exp_odd = {1.0 / 6,      1.0 / 120,      1.0 / 5040,
                                                  1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800};

/// A quotient of polynomials of degree 7, as AS 241 writes its three of the normal's quantile.
struct Rational {
  std::array<double, 8> numerator;
  std::array<double, 8> denominator;
};

/// 0.075 ≤ p ≤ 0.925.
inline constexpr Rational central = {
    {3.3871328727963666080e0, 1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
     4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3, 2.1213794301586595867e+4,
     3.9307895800092710610e+4, 2.8729085735721942674e+4, 5.2264952788528545610e+3}};

/// A tail of between e^−25 and 0.075.
inline constexpr Rational near_tail = {
    {1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
     1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9}};

/// A tail below e^−25.
inline constexpr Rational far_tail = {
    {6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
     2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15}};

}  // namespace ergodic::random

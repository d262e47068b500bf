#pragma once

namespace ergodic::workloads::players {

// Functions of statistics, of + − × ÷ √ and the portable logarithm and exponential alone: their values enter rows, and
// have the same bits on every machine.

/// log Γ(x), x > 0, within 1e-14 (or 1e-14 of its size): Stirling's series, from x ≥ 12 on.
double log_gamma(double x);

/// The regularised incomplete gamma function P(a, x), a > 0, x ≥ 0, and 1 − P(a, x). Source: Press et al., "Numerical
/// recipes", 6.2: a series below a + 1, Lentz's continued fraction above.
double gamma_share(double a, double x);
double gamma_rest(double a, double x);

/// The regularised incomplete beta function I_x(a, b), a, b > 0, 0 ≤ x ≤ 1. Source: ibid., 6.4.
double beta_share(double a, double b, double x);

/// The standard normal's distribution function; the lower tail has as many digits as the rest.
double normal_share(double x);

/// The x with P(chi-square ≤ x) = share, 0 < share < 1.
double chi_square_quantile(double share, double degrees);

/// The x with P(F ≤ x) = share, of Fisher's F.
double f_quantile(double share, double degrees, double other_degrees);

}  // namespace ergodic::workloads::players

#pragma once

/// What has gone of 1 that decays at a rate ≥ 0, and its integrals: without cancellation, down to no decay at all. Of
/// + − × ÷ and portable_exp alone, so that rows may rest on them.
namespace ergodic::workloads::paths {

/// 1 − e^−x, x ≥ 0.
double gone(double x);

/// Whether x = rate·time counts: below, no power of it up to the third does, and none goes under.
constexpr bool decays(double x) { return x > 1e-100; }

/// ∫ e^−rate·s ds over 0 < s < time.
double lasting(double rate, double time);

/// ∫ (1 − e^−rate·s) ds over 0 < s < time.
double lagging(double rate, double time);

/// x − 2 (1 − e^−x) + (1 − e^−2x)/2, decays(x): of which the integral of an Ornstein–Uhlenbeck process has its
/// variance; x³/3 for small x.
double spread_of_integral(double x);

}  // namespace ergodic::workloads::paths

#pragma once

namespace ergodic::workloads::paths {

/// The probabilities that a path reaches a level, and that it does not: neither is 1 less the other where that would
/// cost digits. `unknown` where the rounding of what they are made of decides.
struct Passage {
  double hit, miss;
};

/// Of x + drift·t + volatility·W(t), to a level `distance` > 0 above x, by `time`.
Passage passage(long double distance, long double drift, double volatility, double time);

/// Mean and standard deviation of how far a Brownian bridge over a distance `apart` ≥ 0, of the standard deviation `sd`
/// were it not pinned, rises above the higher of its ends: of the law P(excess > x) = exp(−2 x (x + apart)/sd²).
struct MeanAndSpread {
  double mean, standard_deviation;
};
MeanAndSpread excess_of_bridge(double apart, double sd);

}  // namespace ergodic::workloads::paths

#pragma once

#include "workloads/let_it_ride/play/hand_totals.hpp"

#include <ergodic/money.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

struct Moments {
  double mean;
  double standard_deviation;
};

/// The law of a session's result: exact but for rounding, and for ends of less than 1e-20 a hand that are left out.
struct SessionLaw {
  struct Point {
    Cents profit;
    double probability;
  };
  std::vector<Point> profits;                    ///< ascending; overshoot of the limits included
  std::vector<double> hands;                     ///< hands[k]: that k hands are played
  std::array<double, stop_reasons> by_reason{};  ///< by the stop reason's code
  double base_bets = 0;                          ///< mean sum over the hands of the bet on a circle [cents]
  double bonus_bets = 0;                         ///< mean sum over the hands of the bonus bet [cents]
  bool has_full_stakes = true;                   ///< whether no hand is played with less than the full stakes

  double probability(StopReason reason) const { return by_reason[static_cast<std::size_t>(reason)]; }
  double probability(Outcome outcome) const;
  Moments profit_moments() const;  ///< [cents]
  Moments hands_moments() const;
  /// The least profit that is not exceeded with probability `p` or more, 0 < p < 1.
  Cents profit_quantile(double p) const;
  std::int32_t hands_quantile(double p) const;
};

}  // namespace ergodic::workloads::let_it_ride

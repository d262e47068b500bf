#pragma once

#include "workloads/let_it_ride/session.hpp"

#include <ergodic/money.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What a hand brings at full stakes: by its net, how many of the equally likely deals bring it.
using NetLaw = std::map<Cents, std::int64_t>;

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

  double probability(StopReason reason) const { return by_reason[static_cast<std::size_t>(reason)]; }
  double probability(Outcome outcome) const;
  Moments profit_moments() const;  ///< [cents]
  Moments hands_moments() const;
  /// The least profit that is not exceeded with probability `p` or more, 0 < p < 1.
  Cents profit_quantile(double p) const;
  std::int32_t hands_quantile(double p) const;
};

/// The law of a session of flat bets whose hands bring independent nets, by recursion over hands and bankrolls: see
/// README.md. nullopt where a bankroll that plays on may be too small for the full stakes, so that nets do not have one
/// law, or where the bankrolls are too many: more than 10^9 additions (a second), or 2^23 bankrolls at a time (192
/// MiB).
std::optional<SessionLaw> session_law(const NetLaw& nets, const SessionRules& rules);

}  // namespace ergodic::workloads::let_it_ride

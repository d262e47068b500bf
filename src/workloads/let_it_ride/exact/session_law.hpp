#pragma once

#include "workloads/let_it_ride/play/casino_session.hpp"

#include <ergodic/money.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What a hand brings: for every unit on a circle, those pulled back left out, and for every unit on the bonus.
struct HandNet {
  std::int64_t main;
  std::int64_t bonus;

  friend auto operator<=>(const HandNet&, const HandNet&) = default;
};

/// By what a hand brings, how many of the equally likely deals bring it.
using NetLaw = std::map<HandNet, std::int64_t>;

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

/// Why the law of a session is not found: words for within a sentence.
struct Unknown {
  std::string why;
};

/// The law of a session of independent hands, whose bets follow a bounded progression beside a constant bonus bet, by
/// recursion over hands, states of the progression and bankrolls: see README.md. Unknown where stakes depend on more
/// than that, or where the bankrolls are too many: more than 10^9 additions (a second), or 2^23 bankrolls at a time.
std::variant<SessionLaw, Unknown> session_law(const NetLaw& nets, const SessionRules& rules);

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/betting/progression.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace ergodic::workloads::let_it_ride {

/// A share of the bankroll, rounded to a multiple of `round_to`, half up.
struct Proportional {
  double bankroll_percentage = 0.03;  ///< a fraction, in spite of its name
  Cents min_bet{5'00};
  Cents max_bet{100'00};
  Cents round_to{1'00};
};

class ProportionalBets {
 public:
  static constexpr bool begins_with_base_bet = false;
  static constexpr bool can_fail = false;

  ProportionalBets(const Proportional& system, Cents) : system_(&system) {}
  std::int64_t next(std::int64_t bankroll) const {
    const auto step = static_cast<double>(system_->round_to.count);
    const double steps = std::floor(static_cast<double>(bankroll) * system_->bankroll_percentage / step + 0.5);
    return static_cast<std::int64_t>(std::clamp(steps * step, static_cast<double>(system_->min_bet.count),
                                                static_cast<double>(system_->max_bet.count)));
  }
  void record(std::int64_t, std::int64_t) {}

 private:
  const Proportional* system_;
};

inline ProportionalBets bets_of(const Proportional& system, Cents base_bet) { return {system, base_bet}; }
inline Cents highest_bet_of(const Proportional& system, Cents) { return system.max_bet; }
/// Bets depend on the bankroll, not on the hands won and lost alone.
inline std::optional<Progression> states_of(const Proportional&, Cents) { return std::nullopt; }

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/betting/progression.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>

namespace ergodic::workloads::let_it_ride {

/// From the base bet `unit` up after a loss, `decrease_unit` down after a win.
struct DAlembert {
  Cents unit{5'00};
  Cents decrease_unit{5'00};
  Cents min_bet{5'00};
  Cents max_bet{500'00};
};

class DAlembertBets {
 public:
  static constexpr bool begins_with_base_bet = true;
  static constexpr bool can_fail = false;

  DAlembertBets(const DAlembert& system, Cents base_bet) : system_(&system), bet_(base_bet.count) {}
  std::int64_t next(std::int64_t) const { return bet_; }
  void record(std::int64_t net, std::int64_t) {
    const std::int64_t step = net > 0 ? -system_->decrease_unit.count : net < 0 ? system_->unit.count : 0;
    bet_ = std::clamp(bet_ + step, system_->min_bet.count, system_->max_bet.count);
  }

 private:
  const DAlembert* system_;
  std::int64_t bet_;
};

inline DAlembertBets bets_of(const DAlembert& system, Cents base_bet) { return {system, base_bet}; }
inline Cents highest_bet_of(const DAlembert& system, Cents) { return system.max_bet; }
/// A bet is a state. nullopt where there are too many.
std::optional<Progression> states_of(const DAlembert& system, Cents base_bet);

}  // namespace ergodic::workloads::let_it_ride

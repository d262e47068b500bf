#pragma once

#include "workloads/let_it_ride/betting/bet_formula.hpp"
#include "workloads/let_it_ride/betting/progression.hpp"

#include <ergodic/money.hpp>

#include <cstdint>
#include <optional>

namespace ergodic::workloads::let_it_ride {

/// The study's own formula, from `min_bet` to `max_bet`.
struct CustomBetting {
  BetFormula formula;
};

class CustomBets {
 public:
  static constexpr bool begins_with_base_bet = false;
  static constexpr bool can_fail = true;

  CustomBets(const CustomBetting& system, Cents base_bet) : formula_(&system.formula), before_(system.formula) {
    before_.set_base_bet(base_bet.count);
  }
  /// Throws UndefinedBet.
  std::int64_t next(std::int64_t bankroll) const { return formula_->bet(before_.at(bankroll)); }
  void record(std::int64_t net, std::int64_t bet) { before_.record(net, bet); }

 private:
  const BetFormula* formula_;
  HandsBefore before_;
};

inline CustomBets bets_of(const CustomBetting& system, Cents base_bet) { return {system, base_bet}; }
inline Cents highest_bet_of(const CustomBetting& system, Cents) { return system.formula.max_bet; }
/// An expression may look at anything.
inline std::optional<Progression> states_of(const CustomBetting&, Cents) { return std::nullopt; }

}  // namespace ergodic::workloads::let_it_ride

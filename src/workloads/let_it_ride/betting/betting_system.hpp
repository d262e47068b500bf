#pragma once

#include "workloads/let_it_ride/betting/bet_formula.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <variant>
#include <vector>

/// Betting systems: the bet on each circle, as a function of what the hands before brought. A hand is won or lost by
/// its whole net, the bonus included; one that brings nothing changes nothing. Bets are whole cents, before what the
/// bankroll allows.
namespace ergodic::workloads::let_it_ride {

/// One bet of a progression, and where a hand leads from it.
struct Rung {
  std::int64_t bet;                    ///< [cents]
  std::array<std::int32_t, 3> onward;  ///< the next rung, after a lost hand, one that brings nothing, a won one
};

/// A progression of finitely many bets. It begins on its first rung.
using Ladder = std::vector<Rung>;

/// base_bet · loss_multiplier^k after k lost hands. A hand lost at the last of the `max_progressions` bets is a
/// progression lost: it starts again from the base bet. Without `reset_on_win` a win leaves the bet as it is.
struct Martingale {
  double loss_multiplier = 2;
  bool reset_on_win = true;
  Cents max_bet{500'00};
  std::int64_t max_progressions = 6;
};
Ladder ladder_of(const Martingale& system, Cents base_bet);

/// base_bet · win_multiplier^k after k won hands, up to the last before the target; reaching it starts again. Without
/// `reset_on_loss` a loss leaves the bet as it is.
struct ReverseMartingale {
  double win_multiplier = 2;
  bool reset_on_loss = true;
  std::int64_t profit_target_streak = 3;
  Cents max_bet{500'00};
};
Ladder ladder_of(const ReverseMartingale& system, Cents base_bet);

/// The reverse martingale under its older name; a loss always starts again.
struct Paroli {
  double win_multiplier = 2;
  std::int64_t wins_before_reset = 3;
  Cents max_bet{500'00};
};
Ladder ladder_of(const Paroli& system, Cents base_bet);

/// base_bet · 1, 1, 2, 3, 5, 8, …: one step on after a loss, `win_regression` back after a win.
struct Fibonacci {
  std::int64_t win_regression = 2;
  Cents max_bet{500'00};
  std::int64_t max_position = 10;  ///< counted from 0
};
Ladder ladder_of(const Fibonacci& system, Cents base_bet);

/// From the base bet `unit` up after a loss, `decrease_unit` down after a win.
struct DAlembert {
  Cents unit{5'00};
  Cents decrease_unit{5'00};
  Cents min_bet{5'00};
  Cents max_bet{500'00};
};

/// A share of the bankroll, rounded to a multiple of `round_to`, half up.
struct Proportional {
  double bankroll_percentage = 0.03;  ///< a fraction, in spite of its name
  Cents min_bet{5'00};
  Cents max_bet{100'00};
  Cents round_to{1'00};
};

/// Always the base bet.
struct Flat {};

/// The study's own formula, from `min_bet` to `max_bet`.
struct CustomBetting {
  BetFormula formula;
};

using BettingSystem = std::variant<Flat, Ladder, DAlembert, Proportional, CustomBetting>;

/// No bet of the system is higher: what it asks for, whatever the bankroll allows.
Cents highest_bet(const BettingSystem& system, Cents base_bet);

// What follows plays a system through one session: next() is the bet that it asks for, record() takes a hand's net and
// what was bet on each circle. A fresh one starts afresh. They refer to their system, which must outlive them.

class FlatBets {
 public:
  static constexpr bool can_fail = false;

  FlatBets(const Flat&, Cents base_bet) : bet_(base_bet.count) {}
  std::int64_t next(std::int64_t) const { return bet_; }
  void record(std::int64_t, std::int64_t) {}

 private:
  std::int64_t bet_;
};

class LadderBets {
 public:
  static constexpr bool can_fail = false;

  LadderBets(const Ladder& ladder, Cents) : rungs_(ladder.data()) {}
  std::int64_t next(std::int64_t) const { return rungs_[at_].bet; }
  /// Without a branch: it would be mispredicted every few hands.
  void record(std::int64_t net, std::int64_t) {
    at_ = rungs_[at_].onward[static_cast<std::size_t>(1 + (net > 0) - (net < 0))];
  }

 private:
  const Rung* rungs_;
  std::int32_t at_ = 0;
};

class DAlembertBets {
 public:
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

class ProportionalBets {
 public:
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

class CustomBets {
 public:
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

inline FlatBets bets_of(const Flat& system, Cents base_bet) { return {system, base_bet}; }
inline LadderBets bets_of(const Ladder& system, Cents base_bet) { return {system, base_bet}; }
inline DAlembertBets bets_of(const DAlembert& system, Cents base_bet) { return {system, base_bet}; }
inline ProportionalBets bets_of(const Proportional& system, Cents base_bet) { return {system, base_bet}; }
inline CustomBets bets_of(const CustomBetting& system, Cents base_bet) { return {system, base_bet}; }

}  // namespace ergodic::workloads::let_it_ride

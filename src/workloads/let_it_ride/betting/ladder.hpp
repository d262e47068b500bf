#pragma once

#include "workloads/let_it_ride/betting/progression.hpp"

#include <ergodic/money.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Betting systems that are finite lists of bets, climbed up and down by the hands won and lost.
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

class LadderBets {
 public:
  static constexpr bool begins_with_base_bet = true;
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

inline LadderBets bets_of(const Ladder& ladder, Cents base_bet) { return {ladder, base_bet}; }
Cents highest_bet_of(const Ladder& ladder, Cents base_bet);
std::optional<Progression> states_of(const Ladder& ladder, Cents base_bet);

}  // namespace ergodic::workloads::let_it_ride

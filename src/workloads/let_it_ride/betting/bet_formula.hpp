#pragma once

#include "expression/expression.hpp"

#include <ergodic/money.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

/// Bets that a study writes as expressions of how the session goes.
namespace ergodic::workloads::let_it_ride {

/// What an expression for a bet may use. Amounts are in dollars.
const expression::Vocabulary& betting_vocabulary();
/// The same, and more of the hands before.
const expression::Vocabulary& bonus_vocabulary();

/// An expression has no value where a bet is asked for.
struct UndefinedBet : std::runtime_error {
  static constexpr const char* why = "it divides by zero, or a number is out of range";

  UndefinedBet(std::string key, int hand);

  std::string path;  ///< the expression's key in the study
};

/// The values of bonus_vocabulary(), of which those of betting_vocabulary() are the first.
struct BetValues {
  enum Index : std::size_t {
    bankroll,
    starting_bankroll,
    session_profit,
    base_bet,
    min_bet,
    max_bet,
    hands_played,
    last_result,
    streak,
    last_bet,
    betting_names,
    last_main_result = betting_names,
    main_streak,
    last_bonus_result,
    bonus_streak,
    last_bonus_bet,
    bonus_names,
  };

  std::array<double, bonus_names> of{};
};

/// An expression, and what is made of it.
struct BetFormula {
  expression::Expression expression;  ///< a number, in dollars
  std::string path;                   ///< its key in the study
  Cents starting_amount;
  Cents min_bet;
  Cents max_bet;

  /// To the nearest cent, from min_bet to max_bet [cents]. Throws UndefinedBet.
  std::int64_t bet(const BetValues& values) const;
  /// The same, but 0 where the expression gives 0 or less.
  std::int64_t bet_or_none(const BetValues& values) const;

 private:
  double value(const BetValues& values) const;
  std::int64_t within_bounds(double dollars) const;
};

/// What a formula sees of a session before a hand. Streaks are of wins, or, below 0, of losses in a row; a hand that
/// brings nothing, or has no bonus bet, leaves them.
class HandsBefore {
 public:
  HandsBefore() = default;
  explicit HandsBefore(const BetFormula& formula);

  void set_base_bet(std::int64_t cents);
  BetValues at(std::int64_t bankroll) const;
  /// Takes a hand: its whole net, and what was bet on each circle [cents].
  void record(std::int64_t net, std::int64_t bet);
  /// And of its parts: whether the main game paid, the bonus's sign, and what was bet on it [cents].
  void record_bonus(bool main_won, int bonus_sign, std::int64_t bet);

 private:
  BetValues values_;
};

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/betting/bet_formula.hpp"

#include <ergodic/money.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <variant>
#include <vector>

/// Bonus strategies: the bonus bet, as a function of how the session goes. It is chosen before the cards are dealt.
namespace ergodic::workloads::let_it_ride {

/// What the table takes: whole multiples of `increment`, rounded down, from `min_bet` to `max_bet`.
struct BonusLimits {
  Cents min_bet{1};
  Cents max_bet{10'000'000'00};
  Cents increment{1};

  /// The bet that comes nearest to an amount [cents, to the nearest] without exceeding it; 0 where none does.
  std::int64_t bet(double amount) const;
};

/// The same on every hand.
struct ConstantBonus {
  Cents amount;
};

/// A share of the hand's base bet.
struct BonusPerBaseBet {
  double ratio;
};

/// Bets while the session goes well enough. Each condition may be left out; equality bets.
struct BankrollConditional {
  /// Replaces the base amount while min_profit ≤ profit < max_profit.
  struct Tier {
    Cents min_profit{0};
    std::optional<Cents> max_profit = {};
    Cents bet_amount{1'00};
  };

  Cents base_amount{1'00};
  std::optional<Cents> min_session_profit = Cents{0};
  std::optional<double> min_bankroll_ratio = {};  ///< of the bankroll to the starting amount
  std::optional<double> profit_percentage = {};   ///< while there is a profit, this fraction of it is bet instead
  std::optional<double> max_drawdown = 0.25;      ///< below the starting amount, as a fraction of it
  std::vector<Tier> tiers = {};                   ///< the first that fits
};

/// What a hand was. A bonus that was not bet is neither won nor lost.
enum class HandEvent : std::uint8_t { main_win, main_loss, bonus_win, bonus_loss, any_win, any_loss };

/// Acts when `trigger` has happened `streak_length` times since `reset_on` last did: once more after every further
/// streak for amounts, once for stop and start. A hand that is both is a reset.
struct StreakBased {
  enum class Action : std::uint8_t { multiply, increase, decrease, stop, start };

  Cents base_amount{1'00};
  HandEvent trigger = HandEvent::bonus_loss;
  std::int64_t streak_length = 5;
  Action action = Action::multiply;
  double value = 2;  ///< the factor, or the step in dollars
  std::optional<HandEvent> reset_on = HandEvent::bonus_win;
  std::optional<double> max_multiplier = 5.0;  ///< of the base amount, when it grows
};

/// The amount of the first of these that holds: near the loss limit, near the win limit, early, otherwise.
struct SessionConditional {
  struct Early {
    std::int64_t hands = 20;  ///< the first so many hands
    Cents amount{1'00};
  };
  struct NearLimit {
    Cents profit;  ///< at the win limit's side: this profit or more; at the loss limit's: this one or less
    Cents amount;
  };

  std::optional<NearLimit> near_loss_limit = {};
  std::optional<NearLimit> near_win_limit = {};
  std::optional<Early> early_session = {};
  Cents default_amount{1'00};
};

/// The base amount times what the previous hand was worth; the base amount on the first hand.
struct Combined {
  struct RideCorrelation {
    double both_ride_multiplier = 2;
    double one_ride_multiplier = 1.5;
    double both_pull_multiplier = 0.5;
  };
  /// A strong hand is one that the main game paid.
  struct HandQuality {
    double strong_hand_multiplier = 1.5;
    double weak_hand_multiplier = 0.5;
  };

  Cents base_amount{1'00};
  std::optional<RideCorrelation> ride_correlation = RideCorrelation{};
  std::optional<HandQuality> hand_quality_adjustment = HandQuality{};
};

/// The study's own formula; none where it gives 0 or less.
struct CustomBonus {
  BetFormula formula;
};

struct BonusStrategy {
  BonusLimits limits = {};
  std::variant<ConstantBonus, BonusPerBaseBet, BankrollConditional, StreakBased, SessionConditional, Combined,
               CustomBonus>
      rule;
};

/// Where a session stands before a hand.
struct BonusSituation {
  std::int64_t bankroll;  ///< [cents]
  std::int64_t profit;    ///< [cents]
  std::int32_t hands_played;
  std::int64_t base_bet;  ///< of the hand to come [cents]
};

/// What bonus strategies see of a hand.
struct BonusResult {
  std::uint32_t rides;  ///< 0 to 2
  bool main_won;
  bool bonus_won;
  bool bonus_lost;
  std::int64_t net = 0;        ///< of the whole hand [cents]
  std::int64_t base_bet = 0;   ///< made on each circle [cents]
  std::int64_t bonus_bet = 0;  ///< made [cents]
};

/// Plays a strategy through one session. Refers to the strategy, which must outlive it.
class BonusBets {
 public:
  static constexpr bool may_bet = true;
  static constexpr bool can_fail = true;

  explicit BonusBets(const BonusStrategy& strategy);

  /// What is bet, before what the bankroll allows [cents]. Throws UndefinedBet.
  std::int64_t next(const BonusSituation& situation) const;
  void record(const BonusResult& result);

 private:
  /// What one strategy or another remembers.
  struct Memory {
    std::int64_t events = 0;  // of StreakBased
    bool betting = true;      // of StreakBased
    double multiplier = 1;    // of Combined
    HandsBefore before = {};  // of CustomBonus
  };

  static double amount(const ConstantBonus& rule, const BonusSituation& situation, const Memory& memory);
  static double amount(const BonusPerBaseBet& rule, const BonusSituation& situation, const Memory& memory);
  static double amount(const BankrollConditional& rule, const BonusSituation& situation, const Memory& memory);
  static double amount(const StreakBased& rule, const BonusSituation& situation, const Memory& memory);
  static double amount(const SessionConditional& rule, const BonusSituation& situation, const Memory& memory);
  static double amount(const Combined& rule, const BonusSituation& situation, const Memory& memory);

  static double amount(const CustomBonus& rule, const BonusSituation& situation, const Memory& memory);

  const BonusStrategy* strategy_;
  Memory memory_;
};

/// Never bets on the bonus.
struct NoBonusBets {
  static constexpr bool may_bet = false;
  static constexpr bool can_fail = false;
  std::int64_t next(const BonusSituation&) const { return 0; }
  void record(const BonusResult&) {}
};

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/strategy/analysis.hpp"
#include "workloads/let_it_ride/strategy/decision_rules.hpp"

#include <ergodic/schema.hpp>

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// When to let a bet ride rather than to pull it back. Bet 2 is decided as if bet 1 were not there, and the other way
/// round. Ordered and compared by all that it decides by.
struct Strategy {
  enum Name : std::uint8_t { basic, optimal, always_ride, always_pull, conservative, aggressive, custom };

  /// The least hand that rides: 1 a pair, 2 tens or better, 3 two pair, 4 three or four of a kind.
  struct Conservative {
    bool made_hands_only = true;  ///< else a draw to a straight flush rides too
    std::int64_t min_strength_bet1 = 2;
    std::int64_t min_strength_bet2 = 2;

    friend auto operator<=>(const Conservative&, const Conservative&) = default;
  };
  /// Which draws ride, beside what is sure to be paid.
  struct Aggressive {
    bool ride_on_draws = true;           ///< any
    bool include_gutshots = true;        ///< bet 2: inside straight draws too
    bool include_backdoor_flush = true;  ///< bet 1: three suited cards too

    friend auto operator<=>(const Aggressive&, const Aggressive&) = default;
  };

  // Not explicit: most strategies are their names.
  Strategy(Name strategy) : name(strategy) {}

  Name name;
  Conservative if_conservative = {};
  Aggressive if_aggressive = {};
  RuleLists if_custom = {};  ///< they decide every hand: check() of decision_rules.hpp

  friend auto operator<=>(const Strategy&, const Strategy&) = default;
};

/// Their names and what they mean, one a code.
const std::vector<Key::Choice>& strategy_choices();
Strategy::Name strategy_of(std::string_view name);

/// Whether the strategy lets bet 1 ride on three cards. Not for optimal, which looks at expected values, not at the
/// analysis.
bool rides_first(const Strategy& strategy, const Analysis& three);
/// Whether it lets bet 2 ride on four cards.
bool rides_second(const Strategy& strategy, const Analysis& four);

}  // namespace ergodic::workloads::let_it_ride

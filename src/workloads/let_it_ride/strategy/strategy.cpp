#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::workloads::let_it_ride {

namespace {

/// The published chart, as usually printed. The ace counts as a high card even where it plays low, so that suited A-2-4
/// and A-3-4 ride, although pulling them is better by 1/14 of the bet.
bool basic_rides_first(const Analysis& three) {
  if (three.has_paying_hand || three.is_royal_draw) return true;
  switch (three.straight_flush_spread) {
    case 3: return !three.is_excluded_sf_consecutive;
    case 4: return three.suited_high_cards >= 1;
    case 5: return three.suited_high_cards >= 2;
    default: return false;
  }
}

bool basic_rides_second(const Analysis& four) {
  return four.has_paying_hand || four.is_flush_draw || (four.is_open_straight_draw && four.high_cards >= 1) ||
         (four.is_inside_straight_draw && four.high_cards >= 4);
}

bool conservative_rides(const Strategy::Conservative& options, std::int64_t min_strength, const Analysis& cards) {
  const bool has_quads = cards.has_paying_hand && !cards.has_high_pair && !cards.has_two_pair;
  const int strength = cards.has_trips || has_quads ? 4
                       : cards.has_two_pair         ? 3
                       : cards.has_high_pair        ? 2
                                                    : int{cards.has_pair};
  return strength >= min_strength || (!options.made_hands_only && cards.is_straight_flush_draw);
}

bool aggressive_rides_first(const Strategy::Aggressive& options, const Analysis& three) {
  if (three.has_paying_hand || !options.ride_on_draws) return three.has_paying_hand;
  return three.is_straight_draw || (options.include_backdoor_flush && three.is_flush_draw);
}

bool aggressive_rides_second(const Strategy::Aggressive& options, const Analysis& four) {
  if (four.has_paying_hand || !options.ride_on_draws) return four.has_paying_hand;
  return four.is_flush_draw || four.is_open_straight_draw || (options.include_gutshots && four.is_straight_draw);
}

[[noreturn]] void no_rules() {
  throw InternalError("the strategy has no rules (it is computed) please report this with the study");
}

}  // namespace

const std::vector<Key::Choice>& strategy_choices() {
  static const std::vector<Key::Choice> choices = {
      {"basic", "the published chart of basic strategy"},
      {"optimal", "a bet rides exactly where its expected value is above zero"},
      {"always_ride", "both bets always ride"},
      {"always_pull", "both bets are always pulled back"},
      {"conservative", "a bet rides on a hand that is sure to be paid: tens or better"},
      {"aggressive", "a bet also rides when all cards are suited, or fit into one straight"},
      {"custom", "the study's own rules, strategy.custom"},
  };
  return choices;
}

Strategy::Name strategy_of(std::string_view name) {
  const auto& choices = strategy_choices();
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.value == name; });
  if (found == choices.end()) throw InternalError(fmt::format("no strategy \"{}\" (the schema lets it through)", name));
  return static_cast<Strategy::Name>(found - choices.begin());
}

bool rides_first(const Strategy& strategy, const Analysis& three) {
  switch (strategy.name) {
    case Strategy::basic: return basic_rides_first(three);
    case Strategy::always_ride: return true;
    case Strategy::always_pull: return false;
    case Strategy::conservative:
      return conservative_rides(strategy.if_conservative, strategy.if_conservative.min_strength_bet1, three);
    case Strategy::aggressive: return aggressive_rides_first(strategy.if_aggressive, three);
    case Strategy::custom: return rides(strategy.if_custom.bet1_rules, three);
    case Strategy::optimal: break;
  }
  no_rules();
}

bool rides_second(const Strategy& strategy, const Analysis& four) {
  switch (strategy.name) {
    case Strategy::basic: return basic_rides_second(four);
    case Strategy::always_ride: return true;
    case Strategy::always_pull: return false;
    case Strategy::conservative:
      return conservative_rides(strategy.if_conservative, strategy.if_conservative.min_strength_bet2, four);
    case Strategy::aggressive: return aggressive_rides_second(strategy.if_aggressive, four);
    case Strategy::custom: return rides(strategy.if_custom.bet2_rules, four);
    case Strategy::optimal: break;
  }
  no_rules();
}

}  // namespace ergodic::workloads::let_it_ride

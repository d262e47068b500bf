#include "workloads/let_it_ride/strategy.hpp"

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

bool aggressive_rides(const Analysis& cards) {
  return cards.has_paying_hand || cards.is_flush_draw || cards.is_straight_draw;
}

bool rides(Strategy strategy, const Analysis& cards, bool (*basic)(const Analysis&)) {
  switch (strategy) {
    case Strategy::basic: return basic(cards);
    case Strategy::always_ride: return true;
    case Strategy::always_pull: return false;
    case Strategy::conservative: return cards.has_paying_hand;
    case Strategy::aggressive: return aggressive_rides(cards);
    case Strategy::optimal: break;
  }
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
  };
  return choices;
}

Strategy strategy_of(std::string_view name) {
  const auto& choices = strategy_choices();
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.value == name; });
  if (found == choices.end()) throw InternalError(fmt::format("no strategy \"{}\" (the schema lets it through)", name));
  return static_cast<Strategy>(found - choices.begin());
}

bool rides_first(Strategy strategy, const Analysis& three) { return rides(strategy, three, basic_rides_first); }
bool rides_second(Strategy strategy, const Analysis& four) { return rides(strategy, four, basic_rides_second); }

}  // namespace ergodic::workloads::let_it_ride

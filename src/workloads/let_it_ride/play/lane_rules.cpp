#include "workloads/let_it_ride/play/lane_rules.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace ergodic::workloads::let_it_ride {

namespace {

constexpr std::int64_t most_of_profit = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t most_of_net = (1 << 23) - 1;  // what LaneRules::Effects has room for

/// The least whole number of units that is `amount` or more.
std::int64_t units_up(std::int64_t amount, std::int64_t unit) { return amount / unit + (amount % unit > 0 ? 1 : 0); }

std::int32_t clamped(std::int64_t amount) {
  return static_cast<std::int32_t>(std::clamp(amount, -most_of_profit, most_of_profit));
}

std::int32_t effects(std::size_t class_code, std::int64_t net, std::uint32_t bets) {
  const bool counted = class_code > 0;
  const std::size_t shift = counted ? 3 * (class_code - 1) : 0;
  return static_cast<std::int32_t>(net * 256 | static_cast<std::int64_t>(counted) << 7 |
                                   static_cast<std::int64_t>(shift) << 2 | bets);
}

}  // namespace

std::optional<LaneRules> lane_rules(const MainPaytable& main, const BonusPaytable& bonus, const SessionRules& rules) {
  if (rules.bonus_strategy || !rules.stop_on_insufficient_funds) return std::nullopt;
  const std::optional<Progression> progression = progression_of(rules.betting_system, rules.base_bet);
  if (!progression) return std::nullopt;
  const bool constant = progression->states.size() == 1;

  const std::int64_t first_stake = progression->states[0].stake, bonus_bet = rules.bonus_bet.count;
  std::int64_t unit = bonus_bet, largest = 0;
  for (const Progression::State& state : progression->states) {
    unit = std::gcd(unit, state.stake);
    largest = std::max(largest, state.stake);
  }

  LaneRules lanes{};
  lanes.unit = unit;
  lanes.at_risk_unit = constant ? first_stake : unit;
  lanes.max_hands = rules.most_hands();
  lanes.progresses = !constant;
  lanes.bets_bonus = bonus_bet > 0;
  std::int64_t largest_net = 0;
  for (std::uint32_t outcome = 0; outcome < outcomes; ++outcome) {
    const Hand hand = hand_of(outcome);
    const std::int64_t ratio = std::int64_t{main.net(hand.hand_class)} * hand.bets;
    const std::int64_t bonus_net = bonus.net(hand.bonus_class) * bonus_bet / unit;
    const std::int64_t net = constant ? ratio * first_stake / unit + bonus_net : ratio;
    lanes.hands[outcome] = effects(code(hand.hand_class), net, hand.bets);
    lanes.bonuses[outcome] = effects(code(hand.bonus_class), bonus_net, 0);
    if (std::max(std::abs(net), std::abs(bonus_net)) > most_of_net) return std::nullopt;
    largest_net = std::max(largest_net, std::abs(ratio) * largest / unit + std::abs(bonus_net));
  }
  // What profits can become, and the bets at risk: a session ends at its win limit, and cannot lose more than it has.
  const std::int64_t highest =
      std::min(largest_net * rules.most_hands(), rules.win_limit ? units_up(rules.win_limit->count, unit) + largest_net
                                                                 : std::numeric_limits<std::int64_t>::max());
  const std::int64_t lowest = units_up(rules.starting_amount.count, unit);
  if (highest + lowest > most_of_profit) return std::nullopt;
  if (3 * largest / unit * rules.most_hands() > most_of_profit) return std::nullopt;

  const std::int64_t above_loss = rules.loss_limit ? 1 - units_up(rules.loss_limit->count, unit) : -most_of_profit;
  for (std::int32_t rung = 0; const Progression::State& state : progression->states) {
    const std::int64_t affordable = units_up(3 * state.stake + bonus_bet - rules.starting_amount.count, unit);
    const auto offset = [](std::uint32_t number) { return static_cast<std::int32_t>(number) * LaneRules::rung_size; };
    lanes.rungs.push_back({static_cast<std::int32_t>(state.stake / unit), clamped(std::max(above_loss, affordable)),
                           offset(state.after_loss), LaneRules::rung_size * rung++, offset(state.after_win)});
  }
  lanes.win_at =
      rules.win_limit ? clamped(units_up(rules.win_limit->count, unit)) : std::numeric_limits<std::int32_t>::max();
  return lanes;
}

}  // namespace ergodic::workloads::let_it_ride

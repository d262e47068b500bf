#include "workloads/let_it_ride/settings/table_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace ergodic::workloads::let_it_ride {

namespace {

constexpr auto minutes_path = "bankroll.stop_conditions.max_duration_minutes";
constexpr auto pace_path = "table.hands_per_hour";
constexpr std::int64_t usual_burned = 3;

}  // namespace

Key table_key() {
  return section(
      "table",
      {
          integer("num_seats")
              .between(1, most_seats)
              .fallback(1)
              .unit("seats")
              .says("players who are dealt from one deck and share the community cards, each with bets of his own"),
          boolean("per_seat")
              .optional()
              .says("whether there are columns of each seat, along the axis seat; unset: where there are several. Set "
                    "it to "
                    "false where num_seats varies: all cases then have the columns of the whole table"),
          integer("total_rounds")
              .between(1, 1'000'000)
              .optional()
              .unit("rounds")
              .says("the table runs so long, and whoever leaves is replaced; unset: until all have left"),
          integer("hands_per_hour")
              .between(1, 1000)
              .optional()
              .unit("hands")
              .says("what each player is dealt in an hour; needed with max_duration_minutes, and only there"),
      });
}

Key dealer_key() {
  return section(
      "dealer",
      {
          boolean("discard_enabled")
              .fallback(false)
              .says("whether cards are burned between the players' and the community cards"),
          integer("discard_cards").between(1, most_burned).optional().unit("cards").says("how many; unset: 3"),
      });
}

Key max_duration_key() {
  return integer("max_duration_minutes")
      .at_least(1)
      .at_most(100'000)
      .optional()
      .unit("minutes")
      .says("the player leaves rather than begin a hand that would not end in time, at table.hands_per_hour");
}

TableRules table_rules_of(const Parameters& parameters) {
  TableRules rules;
  rules.layout.seats = static_cast<unsigned>(parameters.integer("table.num_seats"));
  if (parameters.has("table.per_seat")) rules.per_seat = parameters.boolean("table.per_seat");
  if (parameters.has("table.total_rounds"))
    rules.total_rounds = static_cast<std::int32_t>(parameters.integer("table.total_rounds"));
  const bool burns = parameters.boolean("dealer.discard_enabled");
  const bool counted = parameters.has("dealer.discard_cards");
  if (counted && !burns) {
    parameters.reject("dealer.discard_cards", "plays no part", "dealer.discard_enabled is false",
                      "remove it or set discard_enabled: true");
  }
  if (burns)
    rules.layout.burned = static_cast<unsigned>(counted ? parameters.integer("dealer.discard_cards") : usual_burned);
  return rules;
}

void reject_sums_beyond_64_bits(const Parameters& parameters, const TableRules& rules, const SessionRules& bets,
                                const MainPaytable& main, const BonusPaytable& bonus) {
  if (!rules.total_rounds) return;
  const Cents bonus_bet = bets.bonus_strategy ? bets.bonus_strategy->limits.max_bet : bets.bonus_bet;
  const auto most_of = [](Cents bet, std::int32_t ratio) { return static_cast<double>(bet.count) * ratio; };
  const double of_hand = 3 * most_of(highest_bet(bets.betting_system, bets.base_bet), main.highest()) +
                         most_of(bonus_bet, bonus.highest());
  const double most = of_hand * *rules.total_rounds * rules.layout.seats;
  constexpr double room = 9.2e18;  // cents
  if (most < room) return;
  parameters.reject("table.total_rounds",
                    fmt::format("{} rounds may bring more than a file can hold", *rules.total_rounds),
                    fmt::format("{:.2g} dollars, where 64 bits of cents hold {:.2g}", most / 100, room / 100),
                    "play fewer rounds, for smaller bets or by a smaller paytable");
}

std::optional<std::int32_t> hands_in_time(const Parameters& parameters) {
  if (!parameters.has(minutes_path)) {
    if (parameters.has(pace_path)) {
      parameters.reject(pace_path, "plays no part", "no one looks at the clock",
                        fmt::format("remove it or set {}", minutes_path));
    }
    return std::nullopt;
  }
  if (!parameters.has(pace_path)) {
    parameters.reject(minutes_path, "is a time without a pace", "how many hands it is depends on the table",
                      fmt::format("set {} too", pace_path));
  }
  const std::int64_t minutes = parameters.integer(minutes_path), pace = parameters.integer(pace_path);
  const std::int64_t hands = minutes * pace / 60;
  if (hands == 0) {
    parameters.reject(minutes_path, "leaves no time for a hand",
                      fmt::format("at {} an hour one takes longer than {} min", pace, minutes),
                      "stay longer or play faster");
  }
  return static_cast<std::int32_t>(hands);
}

}  // namespace ergodic::workloads::let_it_ride

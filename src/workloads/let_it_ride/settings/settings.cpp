#include "workloads/let_it_ride/settings/settings.hpp"

#include "workloads/let_it_ride/betting/amounts.hpp"
#include "workloads/let_it_ride/betting/betting_parameters.hpp"
#include "workloads/let_it_ride/betting/bonus_parameters.hpp"
#include "workloads/let_it_ride/paytables/paytable_parameters.hpp"
#include "workloads/let_it_ride/settings/table_parameters.hpp"
#include "workloads/let_it_ride/strategy/strategy_parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

Key simulation() {
  return section("simulation",
                 {
                     integer("hands_per_session")
                         .between(1, 10'000)
                         .fallback(200)
                         .unit("hands")
                         .says("a session ends after so many"),
                     moved("num_sessions", "sessions"),
                     moved("random_seed", "seeding.seed"),
                     retired("workers", "give the number of ranks to mpirun -n"),
                     retired("progress_interval", "leave it out: ergodic run --progress shows how far a run is"),
                     retired("detailed_logging", "leave it out: ergodic replay shows any session, hand by hand"),
                 });
}

Key bankroll() {
  return section(
      "bankroll",
      {
          amount("starting_amount").fallback(500).says("what the player brings; at least one hand's bets"),
          amount("base_bet")
              .fallback(5)
              .says("the bet on each of the three circles; where a system varies it, the first"),
          section(
              "stop_conditions",
              {
                  amount("win_limit").optional().says("the player leaves when ahead by so much"),
                  amount("loss_limit").optional().says("the player leaves when behind by so much"),
                  integer("max_hands")
                      .at_least(1)
                      .optional()
                      .unit("hands")
                      .says("the player leaves after so many hands, if hands_per_session is not less"),
                  max_duration_key(),
                  boolean("stop_on_insufficient_funds")
                      .fallback(true)
                      .says("the player leaves when the full bets are out of reach; else he goes on with what is left"),
              }),
          betting_system_key(),
      });
}

/// Of the study's own section, what older files say there.
Key output() {
  return section(
      "output",
      {
          retired("directory", "name the result file: ergodic run -o FOLDER/OUT.h5"),
          retired("prefix", "name the result file: ergodic run -o OUT.h5"),
          retired("timestamp_format", "name the result file: ergodic run -o OUT.h5"),
          retired("formats",
                  "leave it out: the result is one HDF5 file, of which ergodic summary --csv or --json makes tables"),
          retired("visualizations",
                  "leave it out and plot the columns of the HDF5 file, or what ergodic summary --csv writes"),
          retired("console", "leave it out: ergodic run --progress chooses what is shown meanwhile"),
      });
}

std::optional<Cents> limit(const Parameters& parameters, std::string_view path) {
  return parameters.has(path) ? std::optional(parameters.money(path)) : std::nullopt;
}

std::int32_t max_hands(const Parameters& parameters) {
  std::int64_t hands = parameters.integer("simulation.hands_per_session");
  constexpr auto own = "bankroll.stop_conditions.max_hands";
  if (parameters.has(own)) hands = std::min(hands, parameters.integer(own));
  return static_cast<std::int32_t>(hands);
}

/// A bonus bet that never varies is the rules' own.
void set_bonus(const Parameters& parameters, SessionRules& rules) {
  rules.bonus_strategy = bonus_strategy_of(parameters);
  if (!rules.bonus_strategy) return;
  if (const auto* constant = std::get_if<ConstantBonus>(&rules.bonus_strategy->rule)) {
    rules.bonus_bet = {rules.bonus_strategy->limits.bet(static_cast<double>(constant->amount.count))};
    rules.bonus_strategy.reset();
  }
}

/// What the first hand asks for, be it there or not.
Stakes first_stakes(const Parameters& parameters, SessionRules rules) {
  rules.stop_on_insufficient_funds = true;
  try {
    return with_staking(rules, [&](const auto& staking) { return staking.at(rules.starting_amount.count, 0); });
  } catch (const UndefinedBet& undefined) {
    parameters.reject(undefined.path, "has no value before the first hand", UndefinedBet::why,
                      "guard it, as in a / b if b != 0 else 0");
  }
}

HandKernel hand_kernel(const Parameters& parameters) {
  return parameters.text("kernel") == "deal" ? HandKernel::deal : HandKernel::law;
}

}  // namespace

const Schema& schema() {
  static const Schema schema = {
      simulation(),
      table_key(),
      dealer_key(),
      bankroll(),
      strategy_key(),
      bonus_strategy_key(),
      paytables_key(),
      choice(
          "kernel",
          {{"auto", "law"},
           {"law", "draw the outcome of a hand from the strategy's exact law"},
           {"deal",
            "deal the cards, the same for all strategies under seeding.common: some twice the work, for the same law"}})
          .fallback("auto")
          .says("how hands are made"),
      output(),
  };
  return schema;
}

Settings settings_of(const Parameters& parameters) {
  SessionRules rules;
  rules.starting_amount = parameters.money("bankroll.starting_amount");
  rules.base_bet = parameters.money("bankroll.base_bet");
  rules.betting_system = betting_system_of(parameters, rules.base_bet);
  set_bonus(parameters, rules);
  rules.win_limit = limit(parameters, "bankroll.stop_conditions.win_limit");
  rules.loss_limit = limit(parameters, "bankroll.stop_conditions.loss_limit");
  rules.max_hands = max_hands(parameters);
  rules.hands_in_time = hands_in_time(parameters);
  rules.stop_on_insufficient_funds = parameters.boolean("bankroll.stop_conditions.stop_on_insufficient_funds");
  const TableRules table = table_rules_of(parameters);
  if (table.deals_rounds() && parameters.text("kernel") == "law") {
    parameters.reject("kernel", "law draws no cards from a deck", "rounds of a table and burned cards are dealt",
                      "leave it out");
  }
  const Stakes first = first_stakes(parameters, rules);
  if (rules.starting_amount.count < first.total()) {
    parameters.reject("bankroll.starting_amount", dollars(rules.starting_amount) + " is less than the bets of one hand",
                      fmt::format("three bets of {} and a bonus bet of {} are {}", dollars({first.base_bet}),
                                  dollars({first.bonus_bet}), dollars({first.total()})),
                      "bring more or bet less");
  }
  const MainPaytable main = main_paytable_of(parameters);
  const BonusPaytable bonus = bonus_paytable_of(parameters);
  reject_sums_beyond_64_bits(parameters, table, rules, main, bonus);
  return {strategy_of(parameters),
          main,
          bonus,
          rules,
          hand_kernel(parameters),
          parameters.text("bankroll.betting_system.type"),
          parameters.text("bonus_strategy.type"),
          table};
}

}  // namespace ergodic::workloads::let_it_ride

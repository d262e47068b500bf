#include "workloads/let_it_ride/betting/betting_parameters.hpp"

#include "study/study_expression.hpp"
#include "workloads/let_it_ride/betting/amounts.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

const std::string place = "bankroll.betting_system";

/// A betting system that a study may choose: its name, its keys, and how they make one.
struct Row : Variant {
  /// `keys` are those of its own section, where that is there.
  BettingSystem (*make)(const Parameters& study, const std::optional<Parameters>& keys, Cents base_bet);
};

Key multiplier(std::string name, double fallback) {
  return real(std::move(name)).above(1).at_most(1000).fallback(fallback);
}

Key max_bet(Cents fallback) {
  return amount("max_bet").fallback(whole_dollars(fallback)).says("no bet is higher: it is cut to this");
}

Key number(std::string name, std::int64_t fallback) {
  return integer(std::move(name)).between(1, 100).fallback(fallback);
}

/// A first bet that is cut already would make every bet the same.
void reject_cut_first_bet(const Parameters& study, Cents base_bet, Cents max_bet) {
  if (base_bet <= max_bet) return;
  study.reject("bankroll.base_bet", dollars(base_bet) + " is above the betting system's highest bet",
               fmt::format("its max_bet is {}", dollars(max_bet)), "bet less or raise max_bet");
}

Row flat() {
  return {{"flat", "the same bet on every hand"},
          [](const Parameters&, const std::optional<Parameters>&, Cents) -> BettingSystem { return Flat{}; }};
}

Row martingale() {
  const Martingale usual;
  return {{"martingale",
           "more after each loss",
           {multiplier("loss_multiplier", usual.loss_multiplier).says("each lost hand multiplies the bet by it"),
            boolean("reset_on_win")
                .fallback(usual.reset_on_win)
                .says("whether a win brings the base bet back; else it leaves the bet as it is"),
            max_bet(usual.max_bet),
            number("max_progressions", usual.max_progressions)
                .unit("bets")
                .says("bets of a progression: when the last is lost too, the base bet is next")}},
          [](const Parameters& study, const std::optional<Parameters>& keys, Cents base_bet) -> BettingSystem {
            Martingale system;
            if (keys) {
              system = {keys->real("loss_multiplier"), keys->boolean("reset_on_win"), keys->money("max_bet"),
                        keys->integer("max_progressions")};
            }
            reject_cut_first_bet(study, base_bet, system.max_bet);
            return ladder_of(system, base_bet);
          }};
}

Row reverse_martingale() {
  const ReverseMartingale usual;
  return {{"reverse_martingale",
           "more after each win, up to a streak",
           {multiplier("win_multiplier", usual.win_multiplier).says("each won hand multiplies the bet by it"),
            boolean("reset_on_loss")
                .fallback(usual.reset_on_loss)
                .says("whether a loss brings the base bet back; else it leaves the bet as it is"),
            number("profit_target_streak", usual.profit_target_streak)
                .unit("wins")
                .says("after so many wins the base bet is next"),
            max_bet(usual.max_bet)}},
          [](const Parameters& study, const std::optional<Parameters>& keys, Cents base_bet) -> BettingSystem {
            ReverseMartingale system;
            if (keys) {
              system = {keys->real("win_multiplier"), keys->boolean("reset_on_loss"),
                        keys->integer("profit_target_streak"), keys->money("max_bet")};
            }
            reject_cut_first_bet(study, base_bet, system.max_bet);
            return ladder_of(system, base_bet);
          }};
}

Row paroli() {
  const Paroli usual;
  return {{"paroli",
           "the same, under its older name",
           {multiplier("win_multiplier", usual.win_multiplier).says("each won hand multiplies the bet by it"),
            number("wins_before_reset", usual.wins_before_reset)
                .unit("wins")
                .says("after so many wins the base bet is next"),
            max_bet(usual.max_bet)}},
          [](const Parameters& study, const std::optional<Parameters>& keys, Cents base_bet) -> BettingSystem {
            Paroli system;
            if (keys)
              system = {keys->real("win_multiplier"), keys->integer("wins_before_reset"), keys->money("max_bet")};
            reject_cut_first_bet(study, base_bet, system.max_bet);
            return ladder_of(system, base_bet);
          }};
}

Row dalembert() {
  const DAlembert usual;
  return {
      {"dalembert",
       "a unit more after a loss, a unit less after a win",
       {amount("unit").fallback(whole_dollars(usual.unit)).says("a lost hand raises the bet by it"),
        amount("decrease_unit").fallback(whole_dollars(usual.decrease_unit)).says("a won hand lowers the bet by it"),
        amount("min_bet").fallback(whole_dollars(usual.min_bet)).says("no bet is lower"),
        amount("max_bet").fallback(whole_dollars(usual.max_bet)).says("no bet is higher")}},
      [](const Parameters& study, const std::optional<Parameters>& keys, Cents base_bet) -> BettingSystem {
        DAlembert system;
        if (keys) {
          system = {keys->money("unit"), keys->money("decrease_unit"), keys->money("min_bet"), keys->money("max_bet")};
          reject_empty_range(*keys, system.min_bet, system.max_bet);
        }
        if (base_bet < system.min_bet || base_bet > system.max_bet) {
          study.reject(
              "bankroll.base_bet", dollars(base_bet) + " is out of the betting system's bounds",
              fmt::format("{}.dalembert goes from {} to {}", place, dollars(system.min_bet), dollars(system.max_bet)),
              "begin within them");
        }
        return system;
      }};
}

Row fibonacci() {
  const Fibonacci usual;
  return {{"fibonacci",
           "1, 1, 2, 3, 5, ... base bets, on by losses, back by wins",
           {amount("unit").optional().says("may be set, but only to base_bet, with which the bets begin"),
            number("win_regression", usual.win_regression).unit("positions").says("a win goes back so many"),
            max_bet(usual.max_bet),
            integer("max_position")
                .between(1, 50)
                .fallback(usual.max_position)
                .says("losses lead no further; the base bet has position 0")}},
          [](const Parameters& study, const std::optional<Parameters>& keys, Cents base_bet) -> BettingSystem {
            Fibonacci system;
            if (keys) {
              if (keys->has("unit") && keys->money("unit") != base_bet) {
                keys->reject("unit", dollars(keys->money("unit")) + " is not the base bet",
                             fmt::format("the bets begin with bankroll.base_bet, which is {}", dollars(base_bet)),
                             "set base_bet alone");
              }
              system = {keys->integer("win_regression"), keys->money("max_bet"), keys->integer("max_position")};
            }
            reject_cut_first_bet(study, base_bet, system.max_bet);
            return ladder_of(system, base_bet);
          }};
}

Row proportional() {
  const Proportional usual;
  return {{"proportional",
           "a share of the bankroll; base_bet plays no part",
           {real("bankroll_percentage")
                .between(0.001, 0.5)
                .fallback(usual.bankroll_percentage)
                .says("the bet as a fraction of the bankroll: 0.03 is 3 %"),
            amount("min_bet").fallback(whole_dollars(usual.min_bet)).says("no bet is lower"),
            amount("max_bet").fallback(whole_dollars(usual.max_bet)).says("no bet is higher"),
            amount("round_to").fallback(whole_dollars(usual.round_to)).says("bets are multiples of it")}},
          [](const Parameters&, const std::optional<Parameters>& keys, Cents) -> BettingSystem {
            Proportional system;
            if (keys) {
              system = {keys->real("bankroll_percentage"), keys->money("min_bet"), keys->money("max_bet"),
                        keys->money("round_to")};
              reject_empty_range(*keys, system.min_bet, system.max_bet);
            }
            return system;
          }};
}

Row custom() {
  return {{"custom",
           "the study's own formula",
           {text("expression").fallback("base_bet").says("the bet on each circle, in dollars"),
            amount("min_bet").fallback(5).says("no bet is lower"),
            amount("max_bet").fallback(500).says("no bet is higher")}},
          [](const Parameters& study, const std::optional<Parameters>& keys, Cents) -> BettingSystem {
            const std::string path = place + ".custom";
            if (!keys)
              study.reject(place + ".type", "custom has no expression", path + " is not set", "set its expression");
            CustomBetting system{{expression_at(*keys, "expression", betting_vocabulary(), expression::Type::number),
                                  path + ".expression", study.money("bankroll.starting_amount"), keys->money("min_bet"),
                                  keys->money("max_bet")}};
            reject_empty_range(*keys, system.formula.min_bet, system.formula.max_bet);
            return system;
          }};
}

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {flat(),      martingale(), reverse_martingale(), paroli(),
                                        dalembert(), fibonacci(),  proportional(),       custom()};
  return rows;
}

}  // namespace

Key betting_system_key() {
  return section("betting_system", {variant("type", rows()).fallback("flat").says("how the bet varies")});
}

BettingSystem betting_system_of(const Parameters& study, Cents base_bet) {
  const std::string type = place + ".type";
  return row_of(rows(), study.text(type)).make(study, study.chosen_section(type), base_bet);
}

}  // namespace ergodic::workloads::let_it_ride

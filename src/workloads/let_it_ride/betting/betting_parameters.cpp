#include "workloads/let_it_ride/betting/betting_parameters.hpp"

#include "workloads/let_it_ride/paytables/typed_sections.hpp"

#include "study/study_expression.hpp"

#include <fmt/format.h>

#include <string>

namespace ergodic::workloads::let_it_ride {

namespace {

const std::string place = "bankroll.betting_system";

Key multiplier(std::string name, double fallback) {
  return real(std::move(name)).above(1).at_most(1000).fallback(fallback);
}

Key max_bet(Cents fallback) {
  return amount("max_bet").fallback(whole_dollars(fallback)).says("no bet is higher: it is cut to this");
}

Key number(std::string name, std::int64_t fallback) {
  return integer(std::move(name)).between(1, 100).fallback(fallback);
}

Key martingale() {
  const Martingale usual;
  return section(
             "martingale",
             {
                 multiplier("loss_multiplier", usual.loss_multiplier).says("each lost hand multiplies the bet by it"),
                 boolean("reset_on_win")
                     .fallback(usual.reset_on_win)
                     .says("whether a win brings the base bet back; else it leaves the bet as it is"),
                 max_bet(usual.max_bet),
                 number("max_progressions", usual.max_progressions)
                     .unit("bets")
                     .says("bets of a progression: when the last is lost too, the base bet is next"),
             })
      .optional();
}

Key reverse_martingale() {
  const ReverseMartingale usual;
  return section("reverse_martingale",
                 {
                     multiplier("win_multiplier", usual.win_multiplier).says("each won hand multiplies the bet by it"),
                     boolean("reset_on_loss")
                         .fallback(usual.reset_on_loss)
                         .says("whether a loss brings the base bet back; else it leaves the bet as it is"),
                     number("profit_target_streak", usual.profit_target_streak)
                         .unit("wins")
                         .says("after so many wins the base bet is next"),
                     max_bet(usual.max_bet),
                 })
      .optional();
}

Key paroli() {
  const Paroli usual;
  return section("paroli",
                 {
                     multiplier("win_multiplier", usual.win_multiplier).says("each won hand multiplies the bet by it"),
                     number("wins_before_reset", usual.wins_before_reset)
                         .unit("wins")
                         .says("after so many wins the base bet is next"),
                     max_bet(usual.max_bet),
                 })
      .optional();
}

Key dalembert() {
  const DAlembert usual;
  return section("dalembert",
                 {
                     amount("unit").fallback(whole_dollars(usual.unit)).says("a lost hand raises the bet by it"),
                     amount("decrease_unit")
                         .fallback(whole_dollars(usual.decrease_unit))
                         .says("a won hand lowers the bet by it"),
                     amount("min_bet").fallback(whole_dollars(usual.min_bet)).says("no bet is lower"),
                     amount("max_bet").fallback(whole_dollars(usual.max_bet)).says("no bet is higher"),
                 })
      .optional();
}

Key fibonacci() {
  const Fibonacci usual;
  return section("fibonacci",
                 {
                     amount("unit").optional().says("may be set, but only to base_bet, with which the bets begin"),
                     number("win_regression", usual.win_regression).unit("positions").says("a win goes back so many"),
                     max_bet(usual.max_bet),
                     integer("max_position")
                         .between(1, 50)
                         .fallback(usual.max_position)
                         .says("losses lead no further; the base bet has position 0"),
                 })
      .optional();
}

Key proportional() {
  const Proportional usual;
  return section("proportional",
                 {
                     real("bankroll_percentage")
                         .between(0.001, 0.5)
                         .fallback(usual.bankroll_percentage)
                         .says("the bet as a fraction of the bankroll: 0.03 is 3 %"),
                     amount("min_bet").fallback(whole_dollars(usual.min_bet)).says("no bet is lower"),
                     amount("max_bet").fallback(whole_dollars(usual.max_bet)).says("no bet is higher"),
                     amount("round_to").fallback(whole_dollars(usual.round_to)).says("bets are multiples of it"),
                 })
      .optional();
}

Key custom() {
  return section("custom", {text("expression").fallback("base_bet").says("the bet on each circle, in dollars"),
                            amount("min_bet").fallback(5).says("no bet is lower"),
                            amount("max_bet").fallback(500).says("no bet is higher")})
      .optional();
}

/// A first bet that is cut already would make every bet the same.
void reject_cut_first_bet(const Parameters& parameters, Cents base_bet, Cents max_bet) {
  if (base_bet <= max_bet) return;
  parameters.reject("bankroll.base_bet", dollars(base_bet) + " is above the betting system's highest bet",
                    fmt::format("its max_bet is {}", dollars(max_bet)), "bet less or raise max_bet");
}

Ladder martingale_of(const Parameters& parameters, Cents base_bet) {
  Martingale system;
  if (parameters.has(place + ".martingale")) {
    const Parameters keys = parameters.section(place + ".martingale");
    system = {keys.real("loss_multiplier"), keys.boolean("reset_on_win"), keys.money("max_bet"),
              keys.integer("max_progressions")};
  }
  reject_cut_first_bet(parameters, base_bet, system.max_bet);
  return ladder_of(system, base_bet);
}

Ladder reverse_martingale_of(const Parameters& parameters, Cents base_bet) {
  ReverseMartingale system;
  if (parameters.has(place + ".reverse_martingale")) {
    const Parameters keys = parameters.section(place + ".reverse_martingale");
    system = {keys.real("win_multiplier"), keys.boolean("reset_on_loss"), keys.integer("profit_target_streak"),
              keys.money("max_bet")};
  }
  reject_cut_first_bet(parameters, base_bet, system.max_bet);
  return ladder_of(system, base_bet);
}

Ladder paroli_of(const Parameters& parameters, Cents base_bet) {
  Paroli system;
  if (parameters.has(place + ".paroli")) {
    const Parameters keys = parameters.section(place + ".paroli");
    system = {keys.real("win_multiplier"), keys.integer("wins_before_reset"), keys.money("max_bet")};
  }
  reject_cut_first_bet(parameters, base_bet, system.max_bet);
  return ladder_of(system, base_bet);
}

Ladder fibonacci_of(const Parameters& parameters, Cents base_bet) {
  Fibonacci system;
  if (parameters.has(place + ".fibonacci")) {
    const Parameters keys = parameters.section(place + ".fibonacci");
    if (keys.has("unit") && keys.money("unit") != base_bet) {
      keys.reject("unit", dollars(keys.money("unit")) + " is not the base bet",
                  fmt::format("the bets begin with bankroll.base_bet, which is {}", dollars(base_bet)),
                  "set base_bet alone");
    }
    system = {keys.integer("win_regression"), keys.money("max_bet"), keys.integer("max_position")};
  }
  reject_cut_first_bet(parameters, base_bet, system.max_bet);
  return ladder_of(system, base_bet);
}

DAlembert dalembert_of(const Parameters& parameters, Cents base_bet) {
  const std::string path = place + ".dalembert";
  DAlembert system;
  if (parameters.has(path)) {
    const Parameters keys = parameters.section(path);
    system = {keys.money("unit"), keys.money("decrease_unit"), keys.money("min_bet"), keys.money("max_bet")};
    reject_empty_range(parameters, path, system.min_bet, system.max_bet);
  }
  if (base_bet < system.min_bet || base_bet > system.max_bet) {
    parameters.reject("bankroll.base_bet", dollars(base_bet) + " is out of the betting system's bounds",
                      fmt::format("{} goes from {} to {}", path, dollars(system.min_bet), dollars(system.max_bet)),
                      "begin within them");
  }
  return system;
}

Proportional proportional_of(const Parameters& parameters) {
  const std::string path = place + ".proportional";
  Proportional system;
  if (parameters.has(path)) {
    const Parameters keys = parameters.section(path);
    system = {keys.real("bankroll_percentage"), keys.money("min_bet"), keys.money("max_bet"), keys.money("round_to")};
    reject_empty_range(parameters, path, system.min_bet, system.max_bet);
  }
  return system;
}

CustomBetting custom_of(const Parameters& parameters) {
  const std::string path = place + ".custom";
  if (!parameters.has(path))
    parameters.reject(place + ".type", "custom has no expression", path + " is not set", "set its expression");
  const Parameters keys = parameters.section(path);
  CustomBetting system{{expression_at(keys, "expression", betting_vocabulary(), expression::Type::number),
                        path + ".expression", parameters.money("bankroll.starting_amount"), keys.money("min_bet"),
                        keys.money("max_bet")}};
  reject_empty_range(parameters, path, system.formula.min_bet, system.formula.max_bet);
  return system;
}

}  // namespace

Key betting_system_key() {
  return section("betting_system",
                 {choice("type",
                         {
                             {"flat", "the same bet on every hand"},
                             {"martingale", "more after each loss"},
                             {"reverse_martingale", "more after each win, up to a streak"},
                             {"paroli", "the same, under its older name"},
                             {"dalembert", "a unit more after a loss, a unit less after a win"},
                             {"fibonacci", "1, 1, 2, 3, 5, ... base bets, on by losses, back by wins"},
                             {"proportional", "a share of the bankroll; base_bet plays no part"},
                             {"custom", "the study's own formula"},
                         })
                      .fallback("flat")
                      .says("how the bet varies"),
                  martingale(), reverse_martingale(), paroli(), dalembert(), fibonacci(), proportional(), custom()});
}

BettingSystem betting_system_of(const Parameters& parameters, Cents base_bet) {
  reject_other_sections(
      parameters, place,
      {"martingale", "reverse_martingale", "paroli", "dalembert", "fibonacci", "proportional", "custom"});
  const std::string type = parameters.text(place + ".type");
  if (type == "martingale") return martingale_of(parameters, base_bet);
  if (type == "reverse_martingale") return reverse_martingale_of(parameters, base_bet);
  if (type == "paroli") return paroli_of(parameters, base_bet);
  if (type == "dalembert") return dalembert_of(parameters, base_bet);
  if (type == "fibonacci") return fibonacci_of(parameters, base_bet);
  if (type == "proportional") return proportional_of(parameters);
  if (type == "custom") return custom_of(parameters);
  return Flat{};
}

}  // namespace ergodic::workloads::let_it_ride

#include "workloads/let_it_ride/import/translation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::let_it_ride::import {

namespace {

const std::string system = "bankroll.betting_system";

/// The key of the chosen system, and its value.
void keep_keys(const Translation& t, const std::string& section, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    t.keep(fmt::format("{}.{}.{}", system, section, name));
}

/// There it stays at its last bet until a win; here it begins again after it. A progression that has reached its
/// highest bet stays there too, and one of 100 bets outlasts any series of losses.
void import_martingale(const Translation& t) {
  constexpr int endless = 100;
  const Parameters keys = t.keys().section(system + ".martingale");
  const auto last = static_cast<double>(keys.integer("max_progressions") - 1);
  const double bound = static_cast<double>(keys.money("max_bet").count);
  const double top =
      static_cast<double>(t.keys().money("bankroll.base_bet").count) * std::pow(keys.real("loss_multiplier"), last);
  t.keep(system + ".martingale.loss_multiplier");
  t.leave_out(
      system + ".martingale.reset_on_win",
      "Had no effect there: a win always brought the base bet back. It has one here: false leaves the bet as it is.");
  t.to.remark(system + ".martingale",
              fmt::format("There the bet stayed at the last of {} until a win. Here base_bet is next when the last bet "
                          "is lost; so the highest bet is the last one's, and the progression too long to end.",
                          keys.integer("max_progressions")),
              t.from.lines(system + ".martingale.max_progressions"));
  if (top < bound) t.leave_out(system + ".martingale.max_bet", "Was never reached.");
  t.to.set(system + ".martingale.max_bet", amount_text({std::llround(std::min(top, bound))}));
  t.to.set(system + ".martingale.max_progressions", std::to_string(endless));
}

void import_reverse_martingale(const Translation& t) {
  keep_keys(t, "reverse_martingale", {"win_multiplier", "profit_target_streak", "max_bet"});
  t.leave_out(
      system + ".reverse_martingale.reset_on_loss",
      "Had no effect there: a loss always brought the base bet back. It has one here: false leaves the bet as it is.");
}

void import_dalembert(const Translation& t) {
  t.require_bounds(system + ".dalembert");
  t.keep(system + ".dalembert.unit");
  t.leave_out(system + ".dalembert.decrease_unit",
              "Had no effect there: wins lowered the bet by unit too. It has one here, and so is set to unit.");
  t.to.set(system + ".dalembert.decrease_unit", t.from.value(system + ".dalembert.unit"));
  keep_keys(t, "dalembert", {"min_bet", "max_bet"});
}

void import_fibonacci(const Translation& t) {
  constexpr std::int64_t last_there = 19;  // of the twenty numbers that it knew
  const std::int64_t last = t.keys().integer(system + ".fibonacci.max_position");
  t.leave_out(system + ".fibonacci.unit", "Is base_bet here.");
  keep_keys(t, "fibonacci", {"win_regression", "max_bet"});
  if (last > last_there)
    t.leave_out(system + ".fibonacci.max_position", "The original knew twenty Fibonacci numbers, and went no further.");
  t.to.set(system + ".fibonacci.max_position", std::to_string(std::min(last, last_there)));
}

void import_unfinished(const Translation& t, const std::string& type, const std::vector<std::string>& names) {
  t.require_bounds(system + "." + type);
  t.to.remark(system,
              fmt::format("The original accepted {} bets and stopped with an error when it came to play them.", type));
  keep_keys(t, type, names);
}

void import_betting_system(const Translation& t) {
  const std::string type = t.keys().text(system + ".type");
  if (type != "flat") {
    t.require_section(system, type);
    t.to.remark(
        system,
        "There each of the three bets was cut to the whole bankroll, so that a session could end below zero, and "
        "funds were tested against base_bet. Here they are tested against the bets that come next, and bets are whole "
        "cents.");
  }
  t.keep(system + ".type");
  if (type == "martingale") import_martingale(t);
  if (type == "reverse_martingale") import_reverse_martingale(t);
  if (type == "paroli") keep_keys(t, type, {"win_multiplier", "wins_before_reset", "max_bet"});
  if (type == "dalembert") import_dalembert(t);
  if (type == "fibonacci") import_fibonacci(t);
  if (type == "proportional") import_unfinished(t, type, {"bankroll_percentage", "min_bet", "max_bet", "round_to"});
  if (type == "custom") import_unfinished(t, type, {"expression", "min_bet", "max_bet"});
  t.leave_out_other_sections(
      system, type, {"martingale", "reverse_martingale", "paroli", "dalembert", "fibonacci", "proportional", "custom"});
}

void import_base_bet(const Translation& t) {
  const bool is_fibonacci = t.keys().text(system + ".type") == "fibonacci" && t.keys().has(system + ".fibonacci");
  if (!is_fibonacci || t.keys().money(system + ".fibonacci.unit") == t.keys().money("bankroll.base_bet")) {
    t.keep("bankroll.base_bet");
    return;
  }
  t.to.remark(
      "bankroll",
      fmt::format("bankroll.betting_system.fibonacci.unit there, with which the bets began. base_bet, {} there, "
                  "was for the test of funds alone.",
                  t.from.value("bankroll.base_bet")),
      t.from.lines("bankroll.base_bet"));
  t.to.set("bankroll.base_bet", t.from.value(system + ".fibonacci.unit"));
}

void import_stop_conditions(const Translation& t) {
  const std::string stop = "bankroll.stop_conditions";
  t.follow({
      {"bankroll.stop_conditions.win_limit"},
      {"bankroll.stop_conditions.loss_limit"},
      {"bankroll.stop_conditions.max_hands",
       "Had no effect there: simulation.hands_per_session alone counted. It has one here: the player leaves after so "
       "many "
       "hands, if hands_per_session is not less."},
      {"bankroll.stop_conditions.max_duration_minutes",
       "Had no effect there. It has one here, together with table.hands_per_hour, the pace."},
  });
  if (t.keys().integer("table.num_seats") > 1) {
    t.to.remark(stop, "Funds were never tested at tables there, and players went below zero. Here they are.");
  } else if (!t.keys().boolean(stop + ".stop_on_insufficient_funds")) {
    t.to.remark(
        stop,
        "There a bankroll of nothing stopped the whole run. Here the player goes on with what is left, while he "
        "has a cent for each circle.");
  }
  t.keep_if_given(stop + ".stop_on_insufficient_funds");
}

}  // namespace

void import_bankroll(const Translation& t) {
  t.keep("bankroll.starting_amount");
  import_base_bet(t);
  import_stop_conditions(t);
  import_betting_system(t);
}

}  // namespace ergodic::workloads::let_it_ride::import

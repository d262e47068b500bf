#include "workloads/let_it_ride/import/original_schema.hpp"

#include "workloads/let_it_ride/paytables/hand_class.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride::import {

namespace {

Key dollars_above_0(std::string name) { return money(std::move(name)).above(0); }
Key dollars_from_0(std::string name) { return money(std::move(name)).at_least(0); }
Key share(std::string name) { return real(std::move(name)).above(0).at_most(1).optional(); }
Key factor(std::string name, double usual) { return real(std::move(name)).above(0).fallback(usual); }
Key multiplier(std::string name) { return real(std::move(name)).above(1).fallback(2.0); }
Key count(std::string name, int usual) { return integer(std::move(name)).at_least(1).fallback(usual); }
Key flag(std::string name, bool usual) { return boolean(std::move(name)).fallback(usual); }

Key one_of(std::string name, const std::vector<std::string>& values) {
  std::vector<Key::Choice> choices;
  for (const std::string& value : values)
    choices.push_back({value, ""});
  return choice(std::move(name), std::move(choices)).fallback(values.front().c_str());
}

Key simulation() {
  return section("simulation", {integer("num_sessions").between(1, 1e8).fallback(10'000),
                                integer("hands_per_session").between(1, 10'000).fallback(200),
                                integer("random_seed").optional(), text("workers").fallback("auto"),
                                count("progress_interval", 10'000), flag("detailed_logging", false)});
}

Key betting_system() {
  return section(
      "betting_system",
      {one_of("type", {"flat", "proportional", "martingale", "reverse_martingale", "paroli", "dalembert", "fibonacci",
                       "custom"}),
       section("proportional",
               {real("bankroll_percentage").between(0.001, 0.5).fallback(0.03), dollars_above_0("min_bet").fallback(5),
                dollars_above_0("max_bet").fallback(100), dollars_above_0("round_to").fallback(1)})
           .optional(),
       section("martingale", {multiplier("loss_multiplier"), flag("reset_on_win", true),
                              dollars_above_0("max_bet").fallback(500), count("max_progressions", 6)})
           .optional(),
       section("reverse_martingale", {multiplier("win_multiplier"), flag("reset_on_loss", true),
                                      count("profit_target_streak", 3), dollars_above_0("max_bet").fallback(500)})
           .optional(),
       section("paroli",
               {multiplier("win_multiplier"), count("wins_before_reset", 3), dollars_above_0("max_bet").fallback(500)})
           .optional(),
       section("dalembert", {dollars_above_0("unit").fallback(5), dollars_above_0("decrease_unit").fallback(5),
                             dollars_above_0("min_bet").fallback(5), dollars_above_0("max_bet").fallback(500)})
           .optional(),
       section("fibonacci", {dollars_above_0("unit").fallback(5), count("win_regression", 2),
                             dollars_above_0("max_bet").fallback(500), count("max_position", 10)})
           .optional(),
       section("custom", {text("expression").fallback("base_bet"), dollars_above_0("min_bet").fallback(5),
                          dollars_above_0("max_bet").fallback(500)})
           .optional()});
}

Key bankroll() {
  return section("bankroll", {dollars_above_0("starting_amount").fallback(500), dollars_above_0("base_bet").fallback(5),
                              section("stop_conditions", {dollars_above_0("win_limit").optional(),
                                                          dollars_above_0("loss_limit").optional(),
                                                          integer("max_hands").at_least(1).optional(),
                                                          integer("max_duration_minutes").at_least(1).optional(),
                                                          flag("stop_on_insufficient_funds", true)}),
                              betting_system()});
}

Key rules(std::string name) {
  return list(std::move(name), section("rule", {text("condition").required(),
                                                choice("action", {{"ride", ""}, {"pull", ""}}).required()}));
}

Key strategy() {
  return section(
      "strategy",
      {one_of("type", {"basic", "always_ride", "always_pull", "conservative", "aggressive", "custom"}),
       section("conservative", {flag("made_hands_only", true), integer("min_strength_bet1").between(1, 10).fallback(7),
                                integer("min_strength_bet2").between(1, 10).fallback(5)})
           .optional(),
       section("aggressive",
               {flag("ride_on_draws", true), flag("include_gutshots", true), flag("include_backdoor_flush", true)})
           .optional(),
       section("custom", {rules("bet1_rules"), rules("bet2_rules")}).optional()});
}

Key bankroll_conditional() {
  return section(
             "bankroll_conditional",
             {dollars_above_0("base_amount").fallback(1), money("min_session_profit").fallback(0).optional(),
              share("min_bankroll_ratio"), share("profit_percentage"), share("max_drawdown").fallback(0.25),
              section("scaling",
                      {flag("enabled", false),
                       list("tiers", section("tier", {money("min_profit").fallback(0), money("max_profit").optional(),
                                                      dollars_from_0("bet_amount").fallback(1)}))})})
      .optional();
}

Key streak_based() {
  const std::vector<std::string> events = {"bonus_loss", "bonus_win", "main_loss", "main_win", "any_loss", "any_win"};
  return section(
             "streak_based",
             {dollars_above_0("base_amount").fallback(1), one_of("trigger", events), count("streak_length", 5),
              section("action", {one_of("type", {"multiply", "increase", "decrease", "stop", "start"}),
                                 real("value").fallback(2.0)}),
              one_of("reset_on", {"bonus_win", "bonus_loss", "main_loss", "main_win", "any_loss", "any_win", "never"}),
              real("max_multiplier").at_least(1).fallback(5.0).optional()})
      .optional();
}

Key session_conditional() {
  const auto near = [](std::string name, int usual) {
    return section(std::move(name),
                   {dollars_above_0("threshold").fallback(50), dollars_from_0("amount").fallback(usual)});
  };
  return section("session_conditional",
                 {dollars_above_0("base_amount").fallback(1),
                  section("conditions",
                          {section("early_session", {count("hands", 20), dollars_from_0("amount").fallback(1)}),
                           near("near_win_limit", 5), near("near_loss_limit", 0),
                           section("default", {dollars_from_0("amount").fallback(1)})})})
      .optional();
}

Key combined() {
  return section(
             "combined",
             {dollars_above_0("base_amount").fallback(1),
              section("ride_correlation", {flag("enabled", true), factor("both_ride_multiplier", 2.0),
                                           factor("one_ride_multiplier", 1.5), factor("both_pull_multiplier", 0.5)}),
              section("hand_quality_adjustment", {flag("enabled", true), factor("strong_hand_multiplier", 1.5),
                                                  factor("weak_hand_multiplier", 0.5)})})
      .optional();
}

Key bonus_paytable_choice(std::string name) {
  return one_of(std::move(name), {"paytable_a", "paytable_b", "paytable_c", "custom"}).fallback("paytable_b");
}

Key bonus_strategy() {
  return section("bonus_strategy",
                 {flag("enabled", false),
                  one_of("type", {"never", "always", "static", "bankroll_conditional", "streak_based",
                                  "session_conditional", "combined", "custom"}),
                  bonus_paytable_choice("paytable"),
                  section("limits", {dollars_from_0("min_bet").fallback(1), dollars_above_0("max_bet").fallback(25),
                                     dollars_above_0("increment").fallback(1)}),
                  section("always", {dollars_above_0("amount").fallback(1)}).optional(),
                  section("static", {dollars_above_0("amount").fallback(1).optional(), share("ratio")}).optional(),
                  bankroll_conditional(), streak_based(), session_conditional(), combined(),
                  section("custom", {text("expression").fallback("1.0 if session_profit > 0 else 0.0"),
                                     dollars_from_0("min_bet").fallback(0), dollars_above_0("max_bet").fallback(25)})
                      .optional()});
}

/// The classes that win by the usual paytable, best first.
template <class Class, std::size_t classes>
Key ratios(const Paytable<Class, classes>& usual, const std::vector<std::string>& names) {
  std::vector<Key> keys;
  for (std::size_t i = classes; i-- > 0;) {
    const int ratio = usual.net(static_cast<Class>(i));
    if (ratio > 0) keys.push_back(integer(names[i]).at_least(0).fallback(ratio));
  }
  return section("custom", std::move(keys)).optional();
}

Key paytables() {
  return section("paytables",
                 {section("main_game", {one_of("type", {"standard", "liberal", "tight", "custom"}),
                                        ratios(standard_paytable(), hand_class_names())}),
                  section("bonus", {bonus_paytable_choice("type"),
                                    ratios(bonus_paytable(BonusPaytableName::paytable_b), bonus_class_names()),
                                    section("progressive", {dollars_above_0("starting_jackpot").fallback(10'000),
                                                            share("contribution_rate").fallback(0.15),
                                                            text("trigger").fallback("mini_royal"),
                                                            dollars_above_0("reset_amount").fallback(10'000)})
                                        .optional()})});
}

Key output() {
  const auto json = [](std::string name) {
    return section(std::move(name), {flag("enabled", true), flag("pretty", true), flag("include_config", true)});
  };
  return section(
      "output",
      {text("directory").fallback("./results"), text("prefix").fallback("simulation"),
       text("timestamp_format").fallback("%Y%m%d_%H%M%S"),
       section("formats",
               {section("csv", {flag("enabled", true), flag("include_hands", false), flag("include_sessions", true),
                                flag("include_aggregate", true), flag("include_seat_aggregate", false)}),
                json("json"), json("json_output"),
                section("html", {flag("enabled", false), flag("include_charts", true),
                                 one_of("chart_library", {"plotly", "matplotlib"})})}),
       section("visualizations",
               {flag("enabled", true),
                list("charts",
                     section("chart", {one_of("type", {"session_outcomes_histogram", "bankroll_trajectory",
                                                       "hand_frequency", "strategy_comparison", "bonus_impact"}),
                                       text("title").required(), integer("sample_sessions").at_least(1).optional()})),
                one_of("format", {"png", "svg", "html"}), integer("dpi").between(72, 600).fallback(150)}),
       section("console", {flag("progress_bar", true), integer("verbosity").between(0, 3).fallback(1),
                           flag("show_summary", true)})});
}

}  // namespace

const Schema& original_schema() {
  static const Schema schema = {
      section("metadata", {text("name").optional(), text("description").optional(), text("version").optional(),
                           text("author").optional(), text("created").optional()}),
      simulation(),
      section("table", {integer("num_seats").between(1, 6).fallback(1)}),
      section("deck", {one_of("shuffle_algorithm", {"fisher_yates", "cryptographic"})}),
      section("dealer", {flag("discard_enabled", false), integer("discard_cards").between(1, 10).fallback(3)}),
      bankroll(),
      strategy(),
      bonus_strategy(),
      paytables(),
      output(),
  };
  return schema;
}

}  // namespace ergodic::workloads::let_it_ride::import

#include "workloads/let_it_ride/strategy/strategy_parameters.hpp"

#include "study/study_expression.hpp"
#include "workloads/let_it_ride/paytables/typed_sections.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

Key min_strength(std::string name, std::string bet) {
  return integer(std::move(name))
      .between(1, 4)
      .fallback(2)
      .says(fmt::format("{} rides from: 1 a pair, 2 tens or better, 3 two pair, 4 three of a kind", bet));
}

Key conservative() {
  return section("conservative",
                 {boolean("made_hands_only")
                      .fallback(true)
                      .says("whether only they ride; else a draw to a straight flush does too"),
                  min_strength("min_strength_bet1", "bet 1"), min_strength("min_strength_bet2", "bet 2")})
      .optional();
}

Key aggressive() {
  return section("aggressive",
                 {
                     boolean("ride_on_draws").fallback(true).says("whether draws ride at all"),
                     boolean("include_gutshots")
                         .optional()
                         .says("whether bet 2 rides on inside straight draws too; true unless set"),
                     boolean("include_backdoor_flush")
                         .optional()
                         .says("whether bet 1 rides on three suited cards too; true unless set"),
                 })
      .optional();
}

Key rules(std::string name, const std::string& bet) {
  return list(std::move(name),
              section("rule", {text("condition").required().says("when it holds: default, or an expression"),
                               choice("action", {{"ride", "the bet stays"}, {"pull", "it is taken back"}})
                                   .required()
                                   .says("what is done then")}))
      .says(fmt::format("{}: the first rule that holds decides", bet));
}

Key custom() {
  return section("custom", {rules("bet1_rules", "bet 1, on three cards"), rules("bet2_rules", "bet 2, on four cards")})
      .optional();
}

Strategy::Conservative conservative_of(const Parameters& parameters) {
  if (!parameters.has("strategy.conservative")) return {};
  const Parameters keys = parameters.section("strategy.conservative");
  return {keys.boolean("made_hands_only"), keys.integer("min_strength_bet1"), keys.integer("min_strength_bet2")};
}

Strategy::Aggressive aggressive_of(const Parameters& parameters) {
  Strategy::Aggressive options;
  if (!parameters.has("strategy.aggressive")) return options;
  const Parameters keys = parameters.section("strategy.aggressive");
  options.ride_on_draws = keys.boolean("ride_on_draws");
  const auto set = [&](const char* key, bool& option) {
    if (!keys.has(key)) return;
    if (!options.ride_on_draws) keys.reject(key, "plays no part", "ride_on_draws is false", "remove it");
    option = keys.boolean(key);
  };
  set("include_gutshots", options.include_gutshots);
  set("include_backdoor_flush", options.include_backdoor_flush);
  return options;
}

Rule rule_of(const Parameters& keys) {
  const bool rides = keys.text("action") == "ride";
  if (keys.text("condition") == "default")
    return {expression::Expression::parse("true", analysis_vocabulary(), expression::Type::truth), rides};
  return {expression_at(keys, "condition", analysis_vocabulary(), expression::Type::truth), rides};
}

std::vector<Rule> rules_of(const Parameters& parameters, const std::string& path, std::size_t card_count) {
  const std::vector<Parameters> items = parameters.items(path);
  if (items.empty()) parameters.reject(path, "is empty", "every hand needs a decision", "write its rules");
  std::vector<Rule> rules;
  for (const Parameters& item : items)
    rules.push_back(rule_of(item));
  const std::optional<RulesComplaint> complaint = check(rules, card_count);
  if (!complaint) return rules;
  const Parameters& rule = items[complaint->rule];
  const char* const number = card_count == 3 ? "three" : "four";
  using Kind = RulesComplaint::Kind;
  switch (complaint->kind) {
    case Kind::undecided:
      parameters.reject(path, fmt::format("leaves {} undecided", complaint->cards), "none of the rules holds for it",
                        "end with {condition: default, action: pull}");
    case Kind::undefined:
      rule.reject("condition", fmt::format("is undefined for {}", complaint->cards),
                  "it divides by zero, or takes a root or logarithm of what has none", "guard it with if ... else");
    case Kind::unmet:
      rule.reject("condition", "decides nothing", fmt::format("no {} cards fulfil it", number), "remove the rule");
    case Kind::preceded:
      rule.reject("condition", "decides nothing",
                  fmt::format("the rules before it decide all {} cards that fulfil it", number),
                  "move it up, or remove the rule");
  }
  return rules;
}

RuleLists custom_of(const Parameters& parameters) {
  if (!parameters.has("strategy.custom")) {
    parameters.reject("strategy.type", "custom has no rules", "strategy.custom is not set",
                      "set its bet1_rules and bet2_rules");
  }
  return {rules_of(parameters, "strategy.custom.bet1_rules", 3), rules_of(parameters, "strategy.custom.bet2_rules", 4)};
}

}  // namespace

Key strategy_key() {
  return section("strategy",
                 {choice("type", strategy_choices()).fallback("basic").says("when the player lets a bet ride"),
                  conservative(), aggressive(), custom()});
}

Strategy strategy_of(const Parameters& parameters) {
  reject_other_sections(parameters, "strategy", {"conservative", "aggressive", "custom"});
  Strategy strategy = strategy_of(parameters.text("strategy.type"));
  if (strategy.name == Strategy::conservative) strategy.if_conservative = conservative_of(parameters);
  if (strategy.name == Strategy::aggressive) strategy.if_aggressive = aggressive_of(parameters);
  if (strategy.name == Strategy::custom) strategy.if_custom = custom_of(parameters);
  return strategy;
}

}  // namespace ergodic::workloads::let_it_ride

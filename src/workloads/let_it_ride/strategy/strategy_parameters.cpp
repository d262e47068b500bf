#include "workloads/let_it_ride/strategy/strategy_parameters.hpp"

#include "study/study_expression.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

Key min_strength(std::string name, std::string bet) {
  return integer(std::move(name))
      .between(1, 4)
      .fallback(2)
      .says(fmt::format("{} rides from: 1 a pair, 2 tens or better, 3 two pair, 4 three of a kind", bet));
}

std::vector<Key> conservative_keys() {
  return {boolean("made_hands_only")
              .fallback(true)
              .says("whether only they ride; else a draw to a straight flush does too"),
          min_strength("min_strength_bet1", "bet 1"), min_strength("min_strength_bet2", "bet 2")};
}

void set_conservative(Strategy& strategy, const Parameters&, const std::optional<Parameters>& keys) {
  if (!keys) return;
  strategy.if_conservative = {keys->boolean("made_hands_only"), keys->integer("min_strength_bet1"),
                              keys->integer("min_strength_bet2")};
}

std::vector<Key> aggressive_keys() {
  return {
      boolean("ride_on_draws").fallback(true).says("whether draws ride at all"),
      boolean("include_gutshots").optional().says("whether bet 2 rides on inside straight draws too; true unless set"),
      boolean("include_backdoor_flush")
          .optional()
          .says("whether bet 1 rides on three suited cards too; true unless set")};
}

void set_aggressive(Strategy& strategy, const Parameters&, const std::optional<Parameters>& keys) {
  if (!keys) return;
  Strategy::Aggressive& options = strategy.if_aggressive;
  options.ride_on_draws = keys->boolean("ride_on_draws");
  const auto set = [&](const char* key, bool& option) {
    if (!keys->has(key)) return;
    if (!options.ride_on_draws) keys->reject(key, "plays no part", "ride_on_draws is false", "remove it");
    option = keys->boolean(key);
  };
  set("include_gutshots", options.include_gutshots);
  set("include_backdoor_flush", options.include_backdoor_flush);
}

Key rules(std::string name, const std::string& bet) {
  return list(std::move(name),
              section("rule", {text("condition").required().says("when it holds: default, or an expression"),
                               choice("action", {{"ride", "the bet stays"}, {"pull", "it is taken back"}})
                                   .required()
                                   .says("what is done then")}))
      .says(fmt::format("{}: the first rule that holds decides", bet));
}

Rule rule_of(const Parameters& keys) {
  const bool rides = keys.text("action") == "ride";
  if (keys.text("condition") == "default")
    return {expression::Expression::parse("true", analysis_vocabulary(), expression::Type::truth), rides};
  return {expression_at(keys, "condition", analysis_vocabulary(), expression::Type::truth), rides};
}

std::vector<Rule> rules_of(const Parameters& keys, const std::string& path, std::size_t card_count) {
  const std::vector<Parameters> items = keys.items(path);
  if (items.empty()) keys.reject(path, "is empty", "every hand needs a decision", "write its rules");
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
      keys.reject(path, fmt::format("leaves {} undecided", complaint->cards), "none of the rules holds for it",
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

void set_custom(Strategy& strategy, const Parameters& study, const std::optional<Parameters>& keys) {
  if (!keys) {
    study.reject("strategy.type", "custom has no rules", "strategy.custom is not set",
                 "set its bet1_rules and bet2_rules");
  }
  strategy.if_custom = {rules_of(*keys, "bet1_rules", 3), rules_of(*keys, "bet2_rules", 4)};
}

/// A strategy that a study may choose, and how its keys change it.
struct Row : Variant {
  Strategy::Name name;
  void (*set)(Strategy& strategy, const Parameters& study, const std::optional<Parameters>& keys);
};

Row row(Strategy::Name name, std::vector<Key> keys = {}, decltype(Row::set) set = nullptr) {
  const Key::Choice& choice = strategy_choices()[name];
  return {{choice.value, choice.says, std::move(keys)}, name, set};
}

const std::vector<Row>& rows() {
  static const std::vector<Row> rows = {
      row(Strategy::basic),
      row(Strategy::optimal),
      row(Strategy::always_ride),
      row(Strategy::always_pull),
      row(Strategy::conservative, conservative_keys(), set_conservative),
      row(Strategy::aggressive, aggressive_keys(), set_aggressive),
      row(Strategy::custom, {rules("bet1_rules", "bet 1, on three cards"), rules("bet2_rules", "bet 2, on four cards")},
          set_custom),
  };
  return rows;
}

}  // namespace

Key strategy_key() {
  return section("strategy", {variant("type", rows()).fallback("basic").says("when the player lets a bet ride")});
}

Strategy strategy_of(const Parameters& study) {
  const Row& row = row_of(rows(), study.text("strategy.type"));
  Strategy strategy = row.name;
  if (row.set != nullptr) row.set(strategy, study, study.chosen_section("strategy.type"));
  return strategy;
}

}  // namespace ergodic::workloads::let_it_ride

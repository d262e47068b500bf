#include "workloads/let_it_ride/import/condition.hpp"
#include "workloads/let_it_ride/import/translation.hpp"

#include "expression/error.hpp"
#include "study/values/quoting.hpp"
#include "workloads/let_it_ride/strategy/decision_rules.hpp"

#include <fmt/format.h>

#include <cctype>
#include <optional>

namespace ergodic::workloads::let_it_ride::import {

namespace {

/// A rule as it will be in the study.
struct RuleText {
  std::string condition_there;
  std::string condition;
  std::string action;

  std::string text(const std::string& of_condition) const {
    return fmt::format("{{condition: {}, action: {}}}", study::yaml_text(of_condition), action);
  }
};

RuleText rule_of(const Parameters& keys) {
  const std::string there = keys.text("condition");
  try {
    return {there, condition_here(there), keys.text("action")};
  } catch (const expression::Error& error) {
    keys.reject_part("condition", error.where.offset, error.where.length, error.complaint, error.why, error.todo);
  }
}

Rule compiled(const RuleText& rule) {
  const std::string& text = rule.condition == "default" ? "true" : rule.condition;
  return {expression::Expression::parse(text, analysis_vocabulary(), expression::Type::truth), rule.action == "ride"};
}

/// Takes out the rules that decide nothing, which a study may not have, and returns them.
std::vector<std::string> take_idle(const Translation& t, const std::string& path, std::size_t card_count,
                                   std::vector<RuleText>& texts) {
  std::vector<Rule> rules;
  for (const RuleText& text : texts)
    rules.push_back(compiled(text));
  std::vector<std::string> idle;
  while (const std::optional<RulesComplaint> complaint = check(rules, card_count)) {
    if (complaint->kind == RulesComplaint::Kind::undecided) {
      t.keys().reject(path, fmt::format("leaves {} undecided", complaint->cards),
                      "none of the rules holds for it, and the original stopped at such a hand",
                      "end with {condition: default, action: pull}");
    }
    const auto at = static_cast<std::ptrdiff_t>(complaint->rule);
    idle.push_back("- " + texts[complaint->rule].text(texts[complaint->rule].condition_there));
    rules.erase(rules.begin() + at);
    texts.erase(texts.begin() + at);
  }
  return idle;
}

void import_rules(const Translation& t, const std::string& name, std::size_t card_count) {
  const std::string path = "strategy.custom." + name;
  std::vector<RuleText> rules;
  for (const Parameters& item : t.keys().items(path))
    rules.push_back(rule_of(item));
  if (rules.empty()) t.keys().reject(path, "is empty", "the original made no strategy of no rules", "write its rules");
  const std::vector<std::string> idle = take_idle(t, path, card_count, rules);
  if (!idle.empty())
    t.to.remark("strategy.custom", fmt::format("Rules of {} that decide no hand are left out.", name), idle);
  std::vector<study::StudyText::Element> elements;
  for (const RuleText& rule : rules) {
    const bool is_same = rule.condition == rule.condition_there;
    elements.push_back(
        {rule.text(rule.condition), is_same ? "" : "The condition was " + study::yaml_text(rule.condition_there)});
  }
  t.to.set_list(path, std::move(elements));
}

bool mentions(const Parameters& keys, const std::string& list, const std::string& field) {
  for (const Parameters& item : keys.items("strategy.custom." + list)) {
    std::string text = item.text("condition");
    for (char& c : text)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (text.find(field) != std::string::npos) return true;
  }
  return false;
}

void import_custom(const Translation& t) {
  if (mentions(t.keys(), "bet1_rules", "suited_high_cards") || mentions(t.keys(), "bet2_rules", "suited_high_cards")) {
    t.to.remark(
        "strategy.custom",
        "Of equally large suits, suited_high_cards counted the one dealt first; here, the one with most high cards.");
  }
  if (mentions(t.keys(), "bet2_rules", "is_royal_draw")) {
    t.to.remark(
        "strategy.custom",
        "Of four cards, is_royal_draw was true of three suited tens or better with the ace and any fourth of the suit; "
        "here all four must be tens or better.");
  }
  import_rules(t, "bet1_rules", 3);
  import_rules(t, "bet2_rules", 4);
}

}  // namespace

void import_strategy(const Translation& t) {
  const std::string type = t.keys().text("strategy.type");
  const bool looks = type != "always_ride" && type != "always_pull";
  if (type == "conservative" || type == "aggressive" || type == "custom") t.require_section("strategy", type);
  if (looks) {
    t.to.remark(
        "strategy",
        "Four of a kind in the first four cards is a paying hand here, and rides. There it was none, which cost 0.0024 "
        "base bets a hand.");
  }
  t.keep("strategy.type");
  if (type == "custom") import_custom(t);
  if (type == "conservative" || type == "aggressive") {
    t.leave_out(
        "strategy." + type,
        "These had no effect there. They have one here, and without them the strategy is the one that was played.");
  }
  t.leave_out_other_sections("strategy", type, {"conservative", "aggressive", "custom"});
}

}  // namespace ergodic::workloads::let_it_ride::import

// Conditions of the Python simulator, in the language of studies.
#include "expression/expression.hpp"
#include "workloads/let_it_ride/import/condition.hpp"
#include "workloads/let_it_ride/strategy/decision_rules.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride::import {
namespace {

TEST(ImportedCondition, IsWrittenInTheLanguageOfStudies) {
  const std::vector<std::pair<std::string, std::string>> conditions = {
      {"default", "default"},
      {"has_pair", "has_pair"},
      {"HAS_PAIR And High_Cards >= 2", "has_pair and high_cards >= 2"},
      {"nothas_pair", "not has_pair"},
      {"(has_pair)and(gaps)", "has_pair and gaps != 0"},
      {"high_cards", "high_cards != 0"},
      {"3", "true"},
      {"0 or has_trips", "false or has_trips"},
      {"has_pair == 1", "has_pair"},
      {"has_pair != 1", "not has_pair"},
      {"0 == has_pair", "not has_pair"},
      {"has_pair > 0", "has_pair"},
      {"has_pair >= 0", "true"},
      {"not has_pair == 1", "not has_pair"},
      {"not gaps == 1", "not gaps == 1"},
      {"(1 < 2) == 1", "true"},
      {"(gaps < 2) == 1", "gaps < 2"},
      {"(gaps < 2 or has_pair) != has_trips", "(gaps < 2 or has_pair) != has_trips"},
      {"has_pair < gaps", "(1 if has_pair else 0) < gaps"},
      {"has_pair < has_trips", "(1 if has_pair else 0) < (1 if has_trips else 0)"},
      {"has_pair and (has_trips or gaps < 2)", "has_pair and (has_trips or gaps < 2)"},
      {"not (has_pair or has_trips)", "not (has_pair or has_trips)"},
      {"gaps == 007", "gaps == 7"},
  };
  for (const auto& [there, here] : conditions)
    EXPECT_EQ(condition_here(there), here) << there;
}

TEST(ImportedCondition, IsRefusedWhereTheSimulatorRefusedIt) {
  const auto refused_at = [](const std::string& condition) -> std::size_t {
    try {
      condition_here(condition);
    } catch (const expression::Error& error) {
      return error.where.offset;
    }
    ADD_FAILURE() << condition << " was taken";
    return 0;
  };
  EXPECT_EQ(refused_at(""), 0u);
  EXPECT_EQ(refused_at("   "), 3u);
  EXPECT_EQ(refused_at(" default"), 1u);
  EXPECT_EQ(refused_at("has_pair = 1"), 9u);
  EXPECT_EQ(refused_at("gaps > -1"), 7u);
  EXPECT_EQ(refused_at("gaps > 1.5"), 8u);
  EXPECT_EQ(refused_at("1 < gaps < 3"), 9u);
  EXPECT_EQ(refused_at("(has_pair"), 9u);
  EXPECT_EQ(refused_at("has_pair)"), 8u);
  EXPECT_EQ(refused_at("has_pair and"), 12u);
  EXPECT_EQ(refused_at("not_has_pair"), 3u);
  EXPECT_EQ(refused_at("gaps == not has_pair"), 8u);
  EXPECT_EQ(refused_at("has_two_pair"), 0u);
  EXPECT_EQ(refused_at("has_pairand(gaps)"), 0u);  // a name takes all letters that follow
  EXPECT_EQ(refused_at("3has_pair"), 1u);
}

/// A random condition with what the simulator made of it: all values are whole numbers.
class RandomCondition {
 public:
  RandomCondition(std::mt19937& random, const std::vector<double>& values) : random_(random), values_(values) {}

  std::pair<std::string, int> disjunction(int depth) {
    auto [text, value] = conjunction(depth);
    while (one_in(3)) {
      const auto [other, other_value] = conjunction(depth);
      text += " or " + other;
      value = static_cast<int>(value != 0 || other_value != 0);
    }
    return {text, value};
  }

 private:
  std::pair<std::string, int> conjunction(int depth) {
    auto [text, value] = negation(depth);
    while (one_in(3)) {
      const auto [other, other_value] = negation(depth);
      text += " AND " + other;
      value = static_cast<int>(value != 0 && other_value != 0);
    }
    return {text, value};
  }
  std::pair<std::string, int> negation(int depth) {
    if (!one_in(4)) return comparison(depth);
    const auto [text, value] = negation(depth);
    return {"not" + (one_in(2) ? " " + text : "(" + text + ")"), static_cast<int>(value == 0)};
  }
  std::pair<std::string, int> comparison(int depth) {
    const auto [a, x] = primary(depth);
    if (one_in(3)) return {a, x};
    const auto [b, y] = primary(depth);
    switch (random_() % 6) {
      case 0: return {a + "<" + b, static_cast<int>(x < y)};
      case 1: return {a + " > " + b, static_cast<int>(x > y)};
      case 2: return {a + "<= " + b, static_cast<int>(x <= y)};
      case 3: return {a + " >=" + b, static_cast<int>(x >= y)};
      case 4: return {a + " == " + b, static_cast<int>(x == y)};
      default: return {a + " != " + b, static_cast<int>(x != y)};
    }
  }
  std::pair<std::string, int> primary(int depth) {
    if (depth > 0 && one_in(4)) {
      const auto [text, value] = disjunction(depth - 1);
      return {"( " + text + ")", static_cast<int>(value != 0)};
    }
    if (one_in(3)) {
      const int number = static_cast<int>(random_() % 5);
      return {std::to_string(number), number};
    }
    const auto& names = analysis_vocabulary().names();
    for (;;) {
      const std::size_t i = random_() % names.size();
      if (names[i].name != "pair_rank" && names[i].name != "has_two_pair")
        return {names[i].name, static_cast<int>(values_[i])};
    }
  }
  bool one_in(std::uint32_t n) { return random_() % n == 0; }

  std::mt19937& random_;
  const std::vector<double>& values_;
};

TEST(ImportedCondition, IsTrueOfTheSameCards) {
  std::mt19937 random(5);
  const auto& names = analysis_vocabulary().names();
  std::vector<double> values(names.size());
  for (int i = 0; i < 20'000; ++i) {
    for (std::size_t name = 0; name < names.size(); ++name)
      values[name] = static_cast<double>(random() % (names[name].type == expression::Type::truth ? 2 : 5));
    const auto [text, value] = RandomCondition(random, values).disjunction(3);
    if (text.size() > 1000) continue;
    const std::string here = condition_here(text);
    const auto expression = expression::Expression::parse(here, analysis_vocabulary(), expression::Type::truth);
    ASSERT_EQ(expression.truth(values), value != 0) << text << "\n" << here;
  }
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride::import

#include "expression/expression.hpp"
#include "expression/limits.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::expression {
namespace {

const std::vector<std::string> labels = {"none", "win", "loss"};

const Vocabulary& operations_vocabulary() {
  static const Vocabulary words({{"a", Type::number, ""},
                                 {"b", Type::number, ""},
                                 {"p", Type::truth, ""},
                                 {"q", Type::truth, ""},
                                 {"last", Type::text, "", labels}});
  return words;
}

/// A tree written down with all its parentheses or with as few as Python needs, and evaluated as it is walked.
/// Levels bind tighter upwards: 0 if-else, 1 or, 2 and, 3 not, 4 comparison, 5 sum, 6 product, 7 sign, 8 the rest.
struct Tree {
  std::string operation;
  int level;
  std::vector<Tree> parts;

  std::string text(bool sparing) const {
    const auto part = [&](std::size_t i, int least) {
      const std::string written = parts[i].text(sparing);
      return sparing && parts[i].level >= least ? written : fmt::format("({})", written);
    };
    if (parts.empty()) return operation;
    if (level == 0) return fmt::format("{} if {} else {}", part(0, 1), part(1, 1), part(2, 0));
    if (operation == "not") return fmt::format("not {}", part(0, 3));
    if (operation == "-" && level == 7) return fmt::format("-{}", part(0, 7));
    if (level == 8) {
      std::vector<std::string> arguments;
      for (const Tree& each : parts)
        arguments.push_back(each.text(sparing));
      return fmt::format("{}({})", operation, fmt::join(arguments, ", "));
    }
    // From the left to the right; a comparison takes none on either side.
    return fmt::format("{} {} {}", part(0, level == 4 ? 5 : level), operation, part(1, level + 1));
  }

  /// nullopt: undefined. Truth is 0 or 1.
  std::optional<double> value(const std::vector<double>& given) const {
    if (parts.empty()) return leaf(given);
    const std::optional<double> first = parts[level == 0 ? 1 : 0].value(given);
    if (!first) return std::nullopt;
    if (level == 0) return parts[*first != 0 ? 0 : 2].value(given);
    if (operation == "and" && *first == 0) return 0;
    if (operation == "or" && *first == 1) return 1;
    if (operation == "not") return 1 - *first;
    if (level == 7) return -*first;
    if (parts.size() == 1) return finite(function(*first));
    const std::optional<double> second = parts[1].value(given);
    if (!second || operation == "and" || operation == "or") return second;
    return finite(combined(*first, *second));
  }

 private:
  static std::optional<double> finite(double value) {
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
  }

  double leaf(const std::vector<double>& given) const {
    if (const auto index = operations_vocabulary().find(operation)) return given[*index];
    if (operation == "true" || operation == "false") return operation == "true";
    if (operation[0] == '\'') {
      const std::string label = operation.substr(1, operation.size() - 2);
      return static_cast<double>(std::find(labels.begin(), labels.end(), label) - labels.begin());
    }
    return std::stod(operation);
  }

  double function(double x) const {
    if (operation == "abs") return std::fabs(x);
    if (operation == "floor") return std::floor(x);
    if (operation == "ceil") return std::ceil(x);
    if (operation == "round") return std::copysign(std::floor(std::fabs(x) + 0.5), x);
    if (operation == "sqrt") return std::sqrt(x);
    if (operation == "exp") return portable_exp(x);
    return x < std::numeric_limits<double>::min() ? std::numeric_limits<double>::quiet_NaN() : portable_log(x);
  }

  double combined(double x, double y) const {
    if (operation == "+") return x + y;
    if (operation == "-") return x - y;
    if (operation == "*") return x * y;
    if (operation == "/") return x / y;
    if (operation == "<") return x < y;
    if (operation == "<=") return x <= y;
    if (operation == ">") return x > y;
    if (operation == ">=") return x >= y;
    if (operation == "==") return x == y;
    if (operation == "!=") return x != y;
    if (operation == "min") return x < y ? x : y;
    if (operation == "max") return x > y ? x : y;
    // A power alone is held against the C library's in expression_test.cpp; here it matters what it is a power of.
    static const Expression power = Expression::parse("pow(a, b)", operations_vocabulary(), Type::number);
    return power.number(std::vector<double>{x, y, 0, 0, 0}).value_or(std::numeric_limits<double>::quiet_NaN());
  }
};

class RandomTrees {
 public:
  Tree tree(Type type, int depth) {
    if (depth == 0) return leaf(type);
    if (one_in(6)) return {"if", 0, {tree(type, depth - 1), tree(Type::truth, depth - 1), tree(type, depth - 1)}};
    if (type == Type::truth) return truth(depth - 1);
    return number(depth - 1);
  }

 private:
  bool one_in(int n) { return random_() % static_cast<unsigned>(n) == 0; }
  template <std::size_t n>
  std::string one_of(const std::array<const char*, n>& names) {
    return names[random_() % n];
  }

  Tree leaf(Type type) {
    if (type == Type::truth) return {one_of<4>({"p", "q", "true", "false"}), 8, {}};
    return {one_of<7>({"a", "b", "0", "1", "2.5", "3", "0.125"}), 8, {}};
  }

  Tree truth(int depth) {
    if (one_in(5)) return {"not", 3, {tree(Type::truth, depth)}};
    if (one_in(5))
      return {one_of<2>({"==", "!="}), 4, {{"last", 8, {}}, {one_of<3>({"'none'", "'win'", "'loss'"}), 8, {}}}};
    if (one_in(6)) return {one_of<2>({"==", "!="}), 4, {tree(Type::truth, depth), tree(Type::truth, depth)}};
    if (one_in(2)) {
      const bool both = one_in(2);
      return {both ? "and" : "or", both ? 2 : 1, {tree(Type::truth, depth), tree(Type::truth, depth)}};
    }
    return {one_of<6>({"<", "<=", ">", ">=", "==", "!="}), 4, {tree(Type::number, depth), tree(Type::number, depth)}};
  }

  Tree number(int depth) {
    if (one_in(8)) return {"-", 7, {tree(Type::number, depth)}};
    if (one_in(5))
      return {one_of<7>({"abs", "floor", "ceil", "round", "sqrt", "exp", "log"}), 8, {tree(Type::number, depth)}};
    const Tree left = tree(Type::number, depth), right = tree(Type::number, depth);
    if (one_in(4)) return {one_of<3>({"min", "max", "pow"}), 8, {left, right}};
    if (one_in(2)) return {one_of<2>({"+", "-"}), 5, {left, right}};
    return {one_of<2>({"*", "/"}), 6, {left, right}};
  }

  std::mt19937 random_{20240229};
};

TEST(RandomTrees, HaveTheValueThatTheirTextsHave) {
  RandomTrees random;
  const std::vector<std::vector<double>> situations = {
      {0, 1, 0, 1, 0}, {-2, 0.5, 1, 0, 1}, {7, -3, 1, 1, 2}, {1e6, 1e-3, 0, 0, 1}};
  int undefined = 0, defined = 0;
  for (int i = 0; i < 6000; ++i) {
    const Type type = i % 2 == 0 ? Type::number : Type::truth;
    const Tree tree = random.tree(type, 1 + i % 5);
    for (const bool sparing : {false, true}) {
      const std::string text = tree.text(sparing);
      if (text.size() > Limits::bytes) continue;
      const Expression expression = Expression::parse(text, operations_vocabulary(), type);
      for (const auto& given : situations) {
        const std::optional<double> expected = tree.value(given);
        if (type == Type::number) {
          ASSERT_EQ(expression.number(given), expected) << text;
        } else {
          ASSERT_EQ(expression.truth(given), expected ? std::optional(*expected != 0) : std::nullopt) << text;
        }
        ++(expected ? defined : undefined);
      }
    }
  }
  EXPECT_GT(defined, 20'000);
  EXPECT_GT(undefined, 2'000);
}

}  // namespace
}  // namespace ergodic::expression

// Any text as an expression: it is one, which has a value or is undefined, or it is refused.
#include "expression/expression.hpp"

#include "fuzz/entry.hpp"

#include <array>
#include <cmath>
#include <limits>

namespace {

using namespace ergodic::expression;

const Vocabulary& vocabulary() {
  static const Vocabulary words(
      {
          {"x", Type::number, "a number"},
          {"y", Type::number, "another"},
          {"has_pair", Type::truth, "a truth"},
          {"is_open", Type::truth, "another"},
          {"last_result", Type::text, "a text", {"none", "win", "loss"}},
          {"first_result", Type::text, "of the same labels", {"none", "win", "loss"}},
          {"colour", Type::text, "of other labels", {"red", "black"}},
      },
      {{"session_profit", "it is not known yet"}});
  return words;
}

constexpr double most = std::numeric_limits<double>::max();
constexpr std::array<std::array<double, 7>, 4> values = {
    {{2.5, 3, 1, 0, 1, 1, 0}, {0, -1, 0, 1, 2, 0, 1}, {most, -most, 1, 1, 0, 2, 1}, {5e-324, 1e-3, 0, 0, 1, 2, 0}}};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Expression expression = Expression::parse(ergodic::fuzz::text_of(data, size), vocabulary());
    const Expression again = Expression::parse(expression.text(), vocabulary(), expression.type());
    for (const auto& at : values) {
      if (expression.type() == Type::number) {
        const auto value = expression.number(at);
        ergodic::fuzz::require(!value || std::isfinite(*value), "a value is finite");
        ergodic::fuzz::require(value == again.number(at), "the text says the same");
      } else {
        ergodic::fuzz::require(expression.truth(at) == again.truth(at), "the text says the same");
      }
    }
  } catch (const Error&) {  // the language's own; no other is promised
  }
  return 0;
}

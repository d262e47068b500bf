#pragma once

#include "expression/lexer.hpp"
#include "expression/program.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ergodic::expression {

/// A function of the language.
struct Function {
  std::string_view name;
  Instruction::Code code;
  int arguments;  ///< exactly; of minimum and maximum, at least
};
constexpr std::array<Function, 10> functions = {{
    {"min", Instruction::Code::minimum, 2},
    {"max", Instruction::Code::maximum, 2},
    {"abs", Instruction::Code::magnitude, 1},
    {"floor", Instruction::Code::floor, 1},
    {"ceil", Instruction::Code::ceil, 1},
    {"round", Instruction::Code::round, 1},
    {"sqrt", Instruction::Code::sqrt, 1},
    {"exp", Instruction::Code::exp, 1},
    {"log", Instruction::Code::log, 1},
    {"pow", Instruction::Code::power, 2},
}};

/// Whether it may be given more arguments than it needs: min(a, b, c).
constexpr bool takes_more(const Function& function) {
  return function.code == Instruction::Code::minimum || function.code == Instruction::Code::maximum;
}

/// An operator that compares two values.
struct Comparison {
  std::string_view symbol;
  Instruction::Code code;
  bool orders;  ///< else it only tells the same from the different
};
constexpr std::array<Comparison, 6> comparisons = {{
    {"<", Instruction::Code::less, true},
    {"<=", Instruction::Code::at_most, true},
    {">", Instruction::Code::more, true},
    {">=", Instruction::Code::at_least, true},
    {"==", Instruction::Code::equal, false},
    {"!=", Instruction::Code::differ, false},
}};

/// Words that are no names.
constexpr std::array<std::string_view, 7> keywords = {"and", "or", "not", "if", "else", "true", "false"};

/// Null when the token is none.
inline const Function* function_of(const Token& token) {
  const auto found = std::find_if(functions.begin(), functions.end(), [&](const auto& f) { return token.is(f.name); });
  return found != functions.end() ? &*found : nullptr;
}

inline const Comparison* comparison_of(const Token& token) {
  const auto found =
      std::find_if(comparisons.begin(), comparisons.end(), [&](const auto& c) { return token.is(c.symbol); });
  return found != comparisons.end() ? &*found : nullptr;
}

inline bool is_keyword(const Token& token) {
  return token.kind == Token::Kind::word && std::find(keywords.begin(), keywords.end(), token.text) != keywords.end();
}

}  // namespace ergodic::expression

#pragma once

#include "expression/lexer.hpp"
#include "expression/operand.hpp"
#include "expression/vocabulary.hpp"
#include "expression/words.hpp"

#include <string>
#include <string_view>

namespace ergodic::expression {

/// What is wrong with a text that is no expression, in words: each call throws Error.
class Complaints {
 public:
  Complaints(std::string_view text, const Vocabulary& vocabulary) : text_(text), vocabulary_(vocabulary) {}

  /// `token` is there in the place of a value.
  [[noreturn]] void no_value(const Token& token) const;
  /// `token` follows a complete value.
  [[noreturn]] void no_end(const Token& token) const;
  [[noreturn]] void unknown_name(const Token& token) const;
  [[noreturn]] void unknown_function(const Token& token) const;
  /// `call` is that of `function` with so many arguments.
  [[noreturn]] void arguments(const Span& call, const Function& function, int count) const;

  /// `user`, which takes values of `type`, is given `operand`; without a name it is the whole expression.
  [[noreturn]] void wrong_type(const Operand& operand, Type type, std::string_view user) const;
  /// An if and its else.
  [[noreturn]] void mixed_choice(const Operand& chosen, const Operand& other) const;
  /// Two sides of a comparison.
  [[noreturn]] void mixed_comparison(const Operand& left, const Operand& right) const;
  [[noreturn]] void ordered(const Operand& left, const Token& symbol, const Operand& right) const;
  [[noreturn]] void same_answer(const Operand& left, const Operand& right) const;
  [[noreturn]] void other_labels(const Operand& left, const Operand& right) const;
  /// A name that has no such label is compared with it.
  [[noreturn]] void unknown_label(const Operand& literal, const Name& name) const;

 private:
  /// A part of the text, short enough for a message.
  std::string written(const Span& span) const;

  std::string_view text_;
  const Vocabulary& vocabulary_;
};

}  // namespace ergodic::expression

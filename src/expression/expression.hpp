#pragma once

#include "expression/error.hpp"
#include "expression/program.hpp"
#include "expression/vocabulary.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ergodic::expression {

struct Compiled;

/// A formula such as `2 * last_bet if last_result == 'loss' else base_bet`: the language is in README.md, beside this
/// file. Immutable; evaluating it allocates nothing and gives the same bits each time.
class Expression {
 public:
  /// Throws Error, and nothing else, for what is no expression of the expected type, which is a number or a truth.
  static Expression parse(std::string_view text, const Vocabulary& vocabulary, Type expected);
  /// The same for a number or a truth, whichever it is: type() tells.
  static Expression parse(std::string_view text, const Vocabulary& vocabulary);

  Type type() const { return type_; }

  /// The number, from the values of the vocabulary's names in their order, and perhaps more; nullopt where it is
  /// undefined: a division by zero, a root or logarithm of what has none, or a result that no double can hold.
  std::optional<double> number(std::span<const double> values) const;
  /// The truth, likewise.
  std::optional<bool> truth(std::span<const double> values) const;

  const std::string& text() const { return text_; }
  /// The places of the vocabulary's names that it uses, ascending, each once.
  std::vector<std::size_t> uses() const;

  /// Whether the name at this place of the vocabulary is in it.
  bool uses(std::size_t name) const;

  /// By their texts, which say the same of one vocabulary.
  friend bool operator==(const Expression& a, const Expression& b) { return a.text_ == b.text_; }
  friend auto operator<=>(const Expression& a, const Expression& b) { return a.text_ <=> b.text_; }

 private:
  Expression(std::string text, Compiled compiled, std::size_t names);

  /// NaN where it is undefined.
  double evaluate(std::span<const double> values) const;

  std::string text_;
  Program program_;
  Type type_;
  std::size_t names_;
};

}  // namespace ergodic::expression

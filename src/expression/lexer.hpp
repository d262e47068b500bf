#pragma once

#include "expression/error.hpp"

#include <string_view>
#include <vector>

namespace ergodic::expression {

struct Token {
  enum class Kind { number, word, text, symbol, end };

  Kind kind;
  Span span;
  std::string_view text;  ///< as written; of text, what is between the quotes
  double value = 0;       ///< of a number

  bool is(std::string_view word_or_symbol) const {
    return (kind == Kind::word || kind == Kind::symbol) && text == word_or_symbol;
  }
};

/// Cuts a text into tokens, of which the last is the end. They refer to the text. Throws Error.
std::vector<Token> tokens_of(std::string_view text);

}  // namespace ergodic::expression

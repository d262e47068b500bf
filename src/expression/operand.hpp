#pragma once

#include "expression/error.hpp"
#include "expression/vocabulary.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace ergodic::expression {

/// A part of an expression whose value the program so far leaves on the stack.
struct Operand {
  Type type;
  Span span;
  const Name* name = nullptr;               ///< when it is a name alone
  std::optional<std::size_t> literal = {};  ///< when it is a quoted text: the instruction that is to push it
  std::string_view label = {};              ///< and the text
};

}  // namespace ergodic::expression

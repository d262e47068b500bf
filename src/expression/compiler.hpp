#pragma once

#include "expression/program.hpp"
#include "expression/vocabulary.hpp"

#include <optional>
#include <string_view>

namespace ergodic::expression {

struct Compiled {
  Program program;
  Type type;  ///< of its result
};

/// Compiles a text to a program whose result is of the type; without one, a number or a truth. Throws Error.
Compiled compile(std::string_view text, const Vocabulary& vocabulary, std::optional<Type> expected);

}  // namespace ergodic::expression

#pragma once

#include "expression/program.hpp"
#include "expression/vocabulary.hpp"

#include <string_view>

namespace ergodic::expression {

/// Compiles a text to a program whose result is of the type. Throws Error.
Program compile(std::string_view text, const Vocabulary& vocabulary, Type expected);

}  // namespace ergodic::expression

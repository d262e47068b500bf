#pragma once

#include <cstddef>

namespace ergodic::expression {

/// What an expression may be at most: it bounds what hostile text can ask for.
struct Limits {
  static constexpr std::size_t bytes = 4096;
  static constexpr int depth = 64;           ///< parentheses, nots, signs and conditionals inside each other
  static constexpr std::size_t stack = 256;  ///< values at a time
};

}  // namespace ergodic::expression

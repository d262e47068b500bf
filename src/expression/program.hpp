#pragma once

#include <cstdint>
#include <vector>

namespace ergodic::expression {

/// One step of a stack machine. A value is a double; truth is 0 or 1; what is undefined is a NaN, and spreads.
struct Instruction {
  enum class Code : std::uint8_t {
    constant,  ///< pushes `constant`
    value,     ///< pushes the value of the name `index`
    negative,
    opposite,  ///< not
    add,
    subtract,
    multiply,
    divide,
    less,
    at_most,
    more,
    at_least,
    equal,
    differ,
    both,    ///< and
    either,  ///< or
    choose,  ///< of a, c, b on the stack: a if c else b
    minimum,
    maximum,
    power,
    magnitude,
    floor,
    ceil,
    round,
    sqrt,
    exp,
    log,
  };

  Code code;
  std::uint32_t index = 0;
  double constant = 0;
};

using Program = std::vector<Instruction>;

}  // namespace ergodic::expression

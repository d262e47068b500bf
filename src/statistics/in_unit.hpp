#pragma once

#include <ergodic/columns.hpp>

#include <cmath>

namespace ergodic::statistics {

/// A stored value in the column's unit. Dividing by a whole 1 / scale rounds only once, so that 57 cents are 0.57
/// dollars and not 0.5700000000000001.
inline double in_unit(double stored, const Column& column) {
  const double inverse = 1 / column.scale;
  return column.scale < 1 && inverse == std::floor(inverse) ? stored / inverse : stored * column.scale;
}

}  // namespace ergodic::statistics

#include "statistics/sums/histogram.hpp"

#include <algorithm>

namespace ergodic::statistics {

double Histogram::edge(std::size_t i) const {
  return i == bins ? to : from + static_cast<double>(i) * ((to - from) / static_cast<double>(bins));
}

std::size_t Histogram::counter(double value) const {
  if (value < from) return 0;
  if (value >= to) return bins + 1;
  // Rounding may lead to a neighbour: the edges decide.
  const double position = (value - from) / (to - from) * static_cast<double>(bins);
  std::size_t bin = std::min(static_cast<std::size_t>(position), bins - 1);
  while (value < edge(bin))
    --bin;
  while (value >= edge(bin + 1))
    ++bin;
  return bin + 1;
}

}  // namespace ergodic::statistics

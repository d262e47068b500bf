#include "analysis/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ergodic::analysis {

std::vector<std::size_t> ranked(const std::vector<double>& values) {
  std::vector<std::size_t> ranking(values.size());
  std::iota(ranking.begin(), ranking.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    return std::isnan(values[i]) ? -std::numeric_limits<double>::infinity() : values[i];
  };
  std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t i, std::size_t j) { return key(i) > key(j); });
  return ranking;
}

}  // namespace ergodic::analysis

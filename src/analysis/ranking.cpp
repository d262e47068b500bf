#include "analysis/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace ergodic::analysis {
namespace {

/// Whether a pair is of fewer sessions than either value.
bool is_of_some_sessions(const FigureReport& report, std::size_t i, std::size_t baseline) {
  const std::optional<Comparison>& comparison = report.to_baseline[i];
  return comparison && comparison->pairing == Pairing::paired &&
         comparison->pairs < std::max(report.values[i].sessions, report.values[baseline].sessions);
}

}  // namespace

std::vector<std::size_t> ranked(const FigureReport& report, std::size_t baseline) {
  std::vector<std::size_t> ranking(report.values.size());
  std::iota(ranking.begin(), ranking.end(), std::size_t{0});
  const bool is_by_difference = std::any_of(ranking.begin(), ranking.end(),
                                            [&](std::size_t i) { return is_of_some_sessions(report, i, baseline); });
  const auto key = [&](std::size_t i) {
    const std::optional<Comparison>& comparison = report.to_baseline[i];
    const double value = !is_by_difference ? report.values[i].value : comparison ? comparison->difference.value : 0;
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
  };
  std::stable_sort(ranking.begin(), ranking.end(), [&](std::size_t i, std::size_t j) { return key(i) > key(j); });
  return ranking;
}

}  // namespace ergodic::analysis

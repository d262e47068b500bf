#include "analysis/comparison/ranking.hpp"

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

std::vector<std::size_t> settled(std::vector<std::size_t> ranking, const std::vector<RankedPair>& pairs) {
  std::vector<std::vector<bool>> is_above(ranking.size(), std::vector<bool>(ranking.size()));
  for (const RankedPair& pair : pairs) {
    if (pair.is_apart) is_above[pair.difference > 0 ? pair.a : pair.b][pair.difference > 0 ? pair.b : pair.a] = true;
  }
  std::vector<std::size_t> order;
  while (!ranking.empty()) {
    const auto is_next = [&](std::size_t i) {
      return std::none_of(ranking.begin(), ranking.end(), [&](std::size_t j) { return is_above[j][i]; });
    };
    auto next = std::find_if(ranking.begin(), ranking.end(), is_next);
    if (next == ranking.end()) next = ranking.begin();
    order.push_back(*next);
    ranking.erase(next);
  }
  return order;
}

std::vector<std::vector<std::size_t>> told_from_none(const std::vector<std::size_t>& ranking,
                                                     const std::vector<RankedPair>& pairs) {
  std::vector<std::size_t> place(ranking.size());
  for (std::size_t i = 0; i < ranking.size(); ++i)
    place[ranking[i]] = i;
  std::vector<std::vector<std::size_t>> alike(ranking.size());
  for (const RankedPair& pair : pairs) {
    const bool agrees = (place[pair.a] < place[pair.b]) == (pair.difference > 0);
    if (pair.is_apart && agrees) continue;
    alike[pair.a].push_back(pair.b);
    alike[pair.b].push_back(pair.a);
  }
  return alike;
}

void leave_out(const std::function<bool(std::size_t)>& is_left_out, std::vector<std::size_t>& ranking,
               std::vector<std::vector<std::size_t>>& alike) {
  std::erase_if(ranking, is_left_out);
  for (std::size_t i = 0; i < alike.size(); ++i) {
    if (is_left_out(i)) alike[i].clear();
    std::erase_if(alike[i], is_left_out);
  }
}

}  // namespace ergodic::analysis

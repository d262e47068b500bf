#include "workloads/paths/chains/numbered_states.hpp"

#include "workloads/paths/path/law_sum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ergodic::workloads::paths {

namespace {

std::string element(const std::string& key, std::size_t i) { return fmt::format("{}[{}]", key, i); }

}  // namespace

NumberedStates::NumberedStates(const Parameters& section)
    : count_(static_cast<std::size_t>(section.integer("states"))) {}

std::uint32_t NumberedStates::state(const Parameters& section, const std::string& key, std::size_t i,
                                    double number) const {
  if (number != std::floor(number) || number >= static_cast<double>(count_)) {
    section.reject(element(key, i), fmt::format("names state {}", number),
                   fmt::format("the states are 0 to {}", count_ - 1), "correct it, or states");
  }
  return static_cast<std::uint32_t>(number);
}

std::vector<std::vector<double>> NumberedStates::rows(const Parameters& section, const std::string& key,
                                                      const std::vector<std::string>& names) const {
  auto rows = section.table(key);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].size() != names.size()) {
      section.reject(element(key, i), fmt::format("has {} numbers", rows[i].size()),
                     fmt::format("they are {}", fmt::join(names, ", ")), "give these");
    }
    if (rows[i].back() > 1) {
      section.reject(element(key, i), fmt::format("has the probability {}", rows[i].back()), "it must be 0 to 1",
                     "correct it");
    }
  }
  return rows;
}

SparseMatrix NumberedStates::transition_matrix(const Parameters& section) const {
  const std::string key = "transitions";
  const auto rows = this->rows(section, key, {"from", "to", "probability"});
  std::vector<std::size_t> first(count_, rows.size());  // of each state's transitions, the place in the list
  std::vector<double> sum(count_, 0);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ways;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ways.emplace_back(state(section, key, i, rows[i][0]), state(section, key, i, rows[i][1]));
    first[ways[i].first] = std::min(first[ways[i].first], i);
    sum[ways[i].first] += rows[i][2];
  }
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return ways[i] < ways[j]; });
  for (std::size_t k = 1; k < order.size(); ++k) {
    if (ways[order[k - 1]] != ways[order[k]]) continue;
    section.reject(element(key, order[k]),
                   fmt::format("leads from {} to {} again", ways[order[k]].first, ways[order[k]].second),
                   fmt::format("{} does; a transition has one probability", element(key, order[k - 1])),
                   "remove one of them, or add them up");
  }
  for (std::size_t i = 0; i < count_; ++i) {
    if (first[i] == rows.size()) {
      section.reject(key, fmt::format("have none from state {}", i), "every state has one at least",
                     fmt::format("add [{}, {}, 1] if paths end there", i, i));
    }
    if (!is_law(sum[i], section)) {
      section.reject(element(key, first[i]), fmt::format("and the others from state {} add up to {:.12g}", i, sum[i]),
                     "it must be 1", "correct them, or set normalise: true");
    }
  }
  SparseMatrix matrix;
  auto next = order.begin();
  for (std::size_t state = 0; state < count_; ++state) {
    for (; next != order.end() && ways[*next].first == state; ++next) {
      if (rows[*next][2] > 0) matrix.push(ways[*next].second, rows[*next][2] / sum[state]);
    }
    matrix.end_row();
  }
  return matrix;
}

States NumberedStates::set(const Parameters& section, const std::string& key) const {
  States states(count_, false);
  const auto numbers = section.integers(key);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    states[state(section, key, i, static_cast<double>(numbers[i]))] = true;
  return states;
}

Vector NumberedStates::initial_law(const Parameters& section) const {
  const std::string key = "initial";
  Vector law(count_);
  const auto rows = this->rows(section, key, {"state", "probability"});
  if (rows.empty()) {
    const auto start = static_cast<std::size_t>(section.has("start") ? section.integer("start") : 0);
    if (start >= count_) {
      section.reject("start", fmt::format("is {}", start), fmt::format("the states are 0 to {}", count_ - 1),
                     "correct it, or states");
    }
    law[start] = 1;
    return law;
  }
  if (section.has("start"))
    section.reject("start", "plays no part", "initial says where paths begin", "remove one of them");
  States named(count_, false);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t state = this->state(section, key, i, rows[i][0]);
    if (named[state]) {
      section.reject(element(key, i), fmt::format("names state {} again", state), "a state has one probability",
                     "remove one of them, or add them up");
    }
    named[state] = true;
    law[state] = rows[i][1];
  }
  const double all = sum(law);
  if (!is_law(all, section))
    section.reject(key, fmt::format("adds up to {:.12g}", all), "it is a law: its sum must be 1",
                   "correct it, or set normalise: true");
  for (double& probability : law)
    probability /= all;
  return law;
}

std::vector<Key> NumberedStates::keys() {
  return {
      integer("states").between(1, most).required().unit("states").says("how many there are: 0, 1, …, one less"),
      list("transitions", list("transition", real("number").at_least(0)))
          .required()
          .or_file_of({"from", "to", "probability"})
          .says("those of positive probability, each [from, to, probability]; from a state they add up to 1"),
      integer("start").between(0, most - 1).optional().says("the state at time 0; 0 unless set"),
      list("initial", list("state", real("number").at_least(0)))
          .or_file_of({"state", "probability"})
          .says("or the law at time 0: of each state that it has, [state, probability]"),
      normalise_key(),
  };
}

}  // namespace ergodic::workloads::paths

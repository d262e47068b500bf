#pragma once

#include "unit/workloads/paths/cases.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {

/// A row for each state: where it leads, with what probability.
using Transitions = std::vector<std::map<std::size_t, double>>;

inline std::string sparse(const Transitions& transitions, const std::string& more = "") {
  std::string text =
      fmt::format("process: sparse_chain\nsparse_chain:\n  states: {}\n  transitions:\n", transitions.size());
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    for (const auto& [j, p] : transitions[i])
      text += fmt::format("    - [{}, {}, {}]\n", i, j, p);
  }
  return text + more;
}

/// The same chain, row by row.
inline std::string dense(const Transitions& transitions, const std::string& more = "") {
  std::string text = "process: markov_chain\nmarkov_chain:\n  states:\n";
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    text += fmt::format("    - {{name: '{}', next: [", i);
    for (std::size_t j = 0; j < transitions.size(); ++j) {
      const auto found = transitions[i].find(j);
      text += fmt::format("{}{}", j == 0 ? "" : ", ", found == transitions[i].end() ? 0 : found->second);
    }
    text += "]}\n";
  }
  return text + more;
}

/// Few transitions from each state; the last `absorbing` states lead nowhere else.
inline Transitions random_chain(std::size_t n, std::size_t absorbing, std::uint64_t seed) {
  Stream stream = test_streams(97).open(seed);
  Transitions transitions(n);
  for (std::size_t i = 0; i < n; ++i) {
    if (i + absorbing >= n) {
      transitions[i][i] = 1;
      continue;
    }
    double sum = 0;
    transitions[i][(i + 1) % n] = 0;  // so that all of the others can be reached
    for (int k = 0; k < 3; ++k)
      transitions[i][uniform_integer(stream, static_cast<std::uint32_t>(n))] = 0;
    for (auto& [j, p] : transitions[i])
      sum += p = uniform_open(stream);
    for (auto& [j, p] : transitions[i])
      p /= sum;
  }
  return transitions;
}

/// On 0, …, n: up with probability p, down otherwise; the ends absorb.
inline Transitions ruin(std::size_t n, double p) {
  Transitions transitions(n + 1);
  transitions[0][0] = transitions[n][n] = 1;
  for (std::size_t i = 1; i < n; ++i)
    transitions[i] = {{i - 1, 1 - p}, {i + 1, p}};
  return transitions;
}

/// x with Ax = b, by Gaussian elimination with the largest pivots.
inline std::vector<double> solved(std::vector<std::vector<double>> a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k; i < n; ++i)
      pivot = std::abs(a[i][k]) > std::abs(a[pivot][k]) ? i : pivot;
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = 0; i < n; ++i) {
      if (i == k) continue;
      const double times = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j)
        a[i][j] -= times * a[k][j];
      b[i] -= times * b[k];
    }
  }
  for (std::size_t k = 0; k < n; ++k)
    b[k] /= a[k][k];
  return b;
}

/// I − P.
inline std::vector<std::vector<double>> away(const Transitions& transitions) {
  std::vector<std::vector<double>> a(transitions.size(), std::vector<double>(transitions.size(), 0));
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    a[i][i] = 1;
    for (const auto& [j, p] : transitions[i])
      a[i][j] -= p;
  }
  return a;
}

}  // namespace ergodic::test

#pragma once

#include "random/case_streams.hpp"
#include "study/study.hpp"

#include <ergodic/application.hpp>
#include <ergodic/workload.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::test {

/// The only case of a let_it_ride study with these keys.
inline std::shared_ptr<const Workload> let_it_ride(const std::string& keys = "") {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: let_it_ride\n" + keys, "test.yaml", {}, workloads);
  return workloads.find("let_it_ride")->make(study.case_parameters(0));
}

inline Streams test_streams(std::uint64_t seed = 20260) { return random::case_streams(seed, "let_it_ride", "test"); }

inline Rows simulated(const Workload& workload, Replicates replicates, const Streams& streams = test_streams()) {
  Rows rows(workload.columns(), workload.tallies(), workload.axes());
  rows.reset(replicates.count);
  workload.simulate(replicates, streams, rows);
  return rows;
}

template <class T>
double total(std::span<const T> values) {
  return static_cast<double>(std::accumulate(values.begin(), values.end(), std::int64_t{0}));
}

/// An integer column's total in its unit: dollars, hands.
inline double total_dollars(const Rows& rows, const char* column) {
  return total(rows.column<std::int64_t>(column)) / 100;
}
inline double total_count(const Rows& rows, const char* column) { return total(rows.column<std::int32_t>(column)); }

/// The exact figure of this name; an empty one when there is none.
inline ExactFigure exact_figure(const Workload& workload, const std::string& name) {
  const std::optional<ExactResults> exact = workload.exact();
  for (const ExactFigure& figure : exact->figures) {
    if (figure.name == name) return figure;
  }
  return {};
}
inline double figure(const Workload& workload, const std::string& name) { return exact_figure(workload, name).value; }
inline std::string fraction(const Workload& workload, const std::string& name) {
  return exact_figure(workload, name).fraction;
}

/// P(chi-square with an even number of degrees of freedom > x) = e^−y Σ_{k < df/2} y^k/k!, y = x/2.
inline double chi_square_survivor(double x, std::size_t degrees) {
  double term = std::exp(-x / 2), sum = term;
  for (std::size_t k = 1; k < degrees / 2; ++k)
    sum += term *= x / 2 / static_cast<double>(k);
  return sum;
}

/// The p-value of counts against the probabilities of their classes, an odd number of them.
inline double p_value(std::span<const std::int64_t> counts, const std::vector<double>& law) {
  const double n = total(counts);
  double x = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = n * law[i];
    x += (static_cast<double>(counts[i]) - expected) * (static_cast<double>(counts[i]) - expected) / expected;
  }
  return chi_square_survivor(x, counts.size() - 1);
}

#ifdef NDEBUG
inline constexpr std::uint64_t thoroughness = 10;
#else
inline constexpr std::uint64_t thoroughness = 1;  // unoptimised and sanitized, a hand takes thirty times as long
#endif

}  // namespace ergodic::test

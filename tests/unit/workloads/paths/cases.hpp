#pragma once

#include "unit/workloads/let_it_ride/cases.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::test {

/// The only case of a paths study with these keys.
inline std::shared_ptr<const Workload> paths(const std::string& keys) {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: paths\n" + keys, "test.yaml", {}, workloads);
  return workloads.find("paths")->make(study.case_parameters(0));
}

/// The keys of a study of a process, from those of its section.
inline std::string of(const std::string& name, const std::string& keys) {
  return "process: " + name + "\n" + name + ": {" + keys + "}\n";
}

/// What is known exactly of a column.
inline double mean(const Workload& workload, const std::string& column) {
  return workload.exact()->moments.at(column).mean;
}
inline double sd(const Workload& workload, const std::string& column) {
  return *workload.exact()->moments.at(column).standard_deviation;
}
inline double variance(const Workload& workload, const std::string& column) {
  return std::pow(sd(workload, column), 2);
}

inline std::string paths_refusal(const std::string& keys) {
  try {
    paths(keys)->check_length();
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

#ifdef NDEBUG
inline constexpr std::uint64_t many_paths = 200'000;
#else
inline constexpr std::uint64_t many_paths = 20'000;
#endif

/// A column's values as doubles, whatever its type.
inline std::vector<double> values(const Rows& rows, const std::string& name) {
  std::vector<double> values;
  const auto add = [&](const auto& column) { values.assign(column.begin(), column.end()); };
  for (const Column& column : rows.columns()) {
    if (column.name != name) continue;
    if (column.type == Type::float64) add(rows.column<double>(name));
    if (column.type == Type::int64) add(rows.column<std::int64_t>(name));
    if (column.type == Type::uint8) add(rows.column<std::uint8_t>(name));
  }
  return values;
}

/// Statistical tests fail a right simulation with 7e-6 each; the seeds are fixed.
constexpr double standard_errors = 4.5;

struct Sample {
  explicit Sample(std::vector<double> of) : values(std::move(of)) {
    const double n = static_cast<double>(values.size());
    for (const double x : values)
      mean += x / n;
    double fourth = 0;
    for (const double x : values) {
      variance += (x - mean) * (x - mean) / (n - 1);
      fourth += (x - mean) * (x - mean) * (x - mean) * (x - mean) / n;
    }
    error_of_mean = std::sqrt(variance / n);
    error_of_variance = std::sqrt(std::max(0.0, fourth - variance * variance) / n);
  }

  void expect_mean(double exact, const std::string& what) const {
    EXPECT_NEAR(mean, exact, standard_errors * error_of_mean + 1e-12 * std::abs(exact)) << what;
  }
  void expect_variance(double exact, const std::string& what) const {
    EXPECT_NEAR(variance, exact, standard_errors * error_of_variance + 1e-12 * (exact + mean * mean)) << what;
  }

  std::vector<double> values;
  double mean = 0, variance = 0, error_of_mean = 0, error_of_variance = 0;
};

/// The share of ones, or of the values that `is_it` is true of, as a sample.
template <class Predicate>
Sample share(const Sample& sample, Predicate is_it) {
  std::vector<double> flags;
  for (const double x : sample.values)
    flags.push_back(is_it(x) ? 1 : 0);
  return Sample(std::move(flags));
}

/// Everything that the workload knows exactly of its columns, against the simulation of n paths.
inline void expect_exact_moments(const Workload& workload, const Rows& rows) {
  const ExactResults exact = *workload.exact();
  for (const auto& [name, moments] : exact.moments) {
    const Sample sample(values(rows, name));
    sample.expect_mean(moments.mean, name);
    if (moments.standard_deviation)
      sample.expect_variance(*moments.standard_deviation * *moments.standard_deviation, name);
  }
  for (const auto& [name, law] : exact.category_laws) {
    const Sample codes(values(rows, name));
    for (std::size_t code = 0; code < law.size(); ++code) {
      const double n = static_cast<double>(codes.values.size());
      const double seen = share(codes, [&](double x) { return x == static_cast<double>(code); }).mean;
      EXPECT_NEAR(seen, law[code], standard_errors * std::sqrt(std::max(0.0, law[code] * (1 - law[code])) / n) + 1e-9)
          << name << " " << code;
    }
  }
}

/// A row is a function of its replicate alone: whole runs against runs cut at odd places.
inline void expect_rows_do_not_depend_on_cuts(const Workload& workload) {
  const Rows whole = simulated(workload, {1'000, 600});
  for (const Replicates part : {Replicates{1'000, 1}, Replicates{1'003, 17}, Replicates{1'250, 340}}) {
    const Rows rows = simulated(workload, part);
    for (const Column& column : workload.columns()) {
      const auto all = values(whole, column.name);
      const auto some = values(rows, column.name);
      ASSERT_TRUE(std::equal(some.begin(), some.end(), all.begin() + static_cast<std::ptrdiff_t>(part.first - 1'000)))
          << column.name << " from " << part.first;
    }
  }
}

/// The values that a transcript ends with, by name.
inline std::map<std::string, std::string> transcript_values(const Workload& workload, std::uint64_t replicate) {
  std::ostringstream out;
  workload.transcript(replicate, test_streams(), out);
  std::istringstream lines(out.str().substr(out.str().find("\n\n") + 2));
  std::map<std::string, std::string> found;
  for (std::string name, value; lines >> name && std::getline(lines >> std::ws, value);)
    found[name] = value;
  return found;
}

/// A transcript tells what the row has.
inline void expect_transcript_tells_the_row(const Workload& workload) {
  const Rows rows = simulated(workload, {5, 3});
  for (std::uint64_t i = 0; i < 3; ++i) {
    const auto told = transcript_values(workload, 5 + i);
    for (const Column& column : workload.columns()) {
      const double value = values(rows, column.name)[i];
      if (column.is_category()) {
        EXPECT_EQ(told.at(column.name), column.categories[static_cast<std::size_t>(value)]);
      } else {
        EXPECT_EQ(std::stod(told.at(column.name)), value) << column.name;
      }
    }
  }
}

/// All that holds of every process.
inline void expect_sound(const Workload& workload) {
  expect_rows_do_not_depend_on_cuts(workload);
  expect_transcript_tells_the_row(workload);
}

}  // namespace ergodic::test

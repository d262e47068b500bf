#include "workloads/paths/labelled_states.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::paths {

namespace {

constexpr std::size_t most_shown = 32;  ///< states with figures of their own

/// The law's mean of times, infinite where a state of positive probability may never get there.
MeanAndVariance mixture(const Vector& law, const std::vector<MeanAndVariance>& times) {
  double first = 0, second = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double p = law[static_cast<Eigen::Index>(i)];
    if (p == 0) continue;
    first += p * times[i].mean;
    second += p * (times[i].variance + times[i].mean * times[i].mean);
  }
  return {first, second - first * first};
}

}  // namespace

LabelledStates::LabelledStates(const Parameters& section) {
  for (const Parameters& item : section.items("states")) {
    const std::string name = item.text("name");
    if (name.empty()) item.reject("name", "is empty", "a label is shown for every state", "name the state");
    if (std::find(labels_.begin(), labels_.end(), name) != labels_.end())
      item.reject("name", fmt::format("{} is taken", name), "states have names of their own", "rename one of them");
    labels_.push_back(name);
  }
  if (labels_.empty()) section.reject("states", "is empty", "a chain has one state at least", "name its states");
  if (labels_.size() > most) {
    section.reject("states", fmt::format("has {} states", labels_.size()), fmt::format("at most {} fit", most),
                   "merge some");
  }
}

States LabelledStates::set(const Parameters& section, const std::string& key) const {
  States states(count(), false);
  for (const std::string& name : section.texts(key))
    states[find(section, key, name)] = true;
  return states;
}

Matrix LabelledStates::matrix(const Parameters& section, const std::string& key) const {
  const auto n = static_cast<Eigen::Index>(count());
  Matrix matrix(n, n);
  Eigen::Index i = 0;
  for (const Parameters& item : section.items("states")) {
    const std::vector<double> row = item.reals(key);
    if (row.size() != count()) {
      item.reject(key, fmt::format("has {} numbers", row.size()),
                  fmt::format("there are {} states: {}", count(), enumerate(labels_)), "give one for each");
    }
    matrix.row(i++) = Eigen::Map<const Eigen::RowVectorXd>(row.data(), n);
  }
  return matrix;
}

Vector LabelledStates::initial_law(const Parameters& section) const {
  const auto n = static_cast<Eigen::Index>(count());
  const std::vector<double> weights = section.reals("initial");
  if (weights.empty()) {
    return Vector::Unit(n, section.has("start") ? find(section, "start", section.text("start")) : 0);
  }
  if (section.has("start"))
    section.reject("start", "plays no part", "initial says where paths begin", "remove one of them");
  if (weights.size() != count()) {
    section.reject("initial", fmt::format("has {} numbers", weights.size()),
                   fmt::format("there are {} states: {}", count(), enumerate(labels_)), "give one for each");
  }
  Vector law = Eigen::Map<const Vector>(weights.data(), n);
  if (std::abs(law.sum() - 1) > 1e-9) {
    section.reject("initial", fmt::format("adds up to {:.12g}", law.sum()), "it is a law: its sum must be 1",
                   "correct it");
  }
  return law / law.sum();
}

std::uint32_t LabelledStates::first(const Vector& law) {
  Eigen::Index where = 0;
  law.maxCoeff(&where);
  return static_cast<std::uint32_t>(where);
}

void LabelledStates::add_figures(const Matrix& jumps, const States& target, bool has_target, const Vector& initial,
                                 ExactResults& exact) const {
  const bool shows_states = count() <= most_shown;
  const auto stationary = stationary_law(jumps);
  if (stationary && shows_states) {
    for (std::size_t i = 0; i < count(); ++i) {
      exact.figures.push_back({"stationary_" + labels_[i], (*stationary)[static_cast<Eigen::Index>(i)], "", "1",
                               "long-run share of steps in state " + labels_[i]});
    }
  }
  if (has_target) {
    const double ever = initial.dot(hitting_probabilities(jumps, target));
    const auto times = hitting_times(jumps, target);
    const MeanAndVariance time = mixture(initial, times);
    const bool is_certain = std::isfinite(time.mean);
    const char* words = ever == 0 ? "of ever visiting the target, which cannot be reached from the start"
                        : is_certain
                            ? "of ever visiting the target"
                            : "of ever visiting the target; as paths may miss it, its expected time is infinite";
    exact.figures.push_back({"hitting_probability", is_certain ? 1 : ever, "", "1", words});
    if (is_certain) {
      exact.figures.push_back({"expected_hitting_time", time.mean, "", "steps", "steps to the target"});
      exact.figures.push_back({"standard_deviation_of_hitting_time", std::sqrt(std::max(0.0, time.variance)), "",
                               "steps", "of the steps to the target"});
    }
    for (std::size_t i = 0; i < count() && shows_states; ++i) {
      if (target[i] || !std::isfinite(times[i].mean)) continue;
      exact.figures.push_back({"expected_hitting_time_from_" + labels_[i], times[i].mean, "", "steps",
                               "steps to the target from state " + labels_[i]});
    }
    if (stationary) {
      exact.figures.push_back({"asymptotic_variance", asymptotic_variance(jumps, *stationary, target), "", "1",
                               "limit of n times the variance of the share of n steps in the target"});
    }
  }
  States absorbing(count(), false);
  for (std::size_t i = 0; i < count(); ++i)
    absorbing[i] = jumps(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(i)) == 1;
  const MeanAndVariance absorption = mixture(initial, hitting_times(jumps, absorbing));
  if (std::find(absorbing.begin(), absorbing.end(), true) == absorbing.end()) return;
  for (std::size_t i = 0; i < count() && shows_states; ++i) {
    if (!absorbing[i]) continue;
    States one(count(), false);
    one[i] = true;
    exact.figures.push_back({"absorption_in_" + labels_[i], initial.dot(hitting_probabilities(jumps, one)), "", "1",
                             "probability of being absorbed in state " + labels_[i]});
  }
  if (!std::isfinite(absorption.mean)) return;
  exact.figures.push_back({"expected_absorption_time", absorption.mean, "", "steps", "steps until absorption"});
  exact.figures.push_back({"standard_deviation_of_absorption_time", std::sqrt(std::max(0.0, absorption.variance)), "",
                           "steps", "of the steps until absorption"});
}

std::uint32_t LabelledStates::find(const Parameters& section, const std::string& key, const std::string& name) const {
  const auto found = std::find(labels_.begin(), labels_.end(), name);
  if (found == labels_.end()) {
    section.reject(key, fmt::format("names {}", name), fmt::format("the states are {}", enumerate(labels_)),
                   did_you_mean(name, labels_));
  }
  return static_cast<std::uint32_t>(found - labels_.begin());
}

std::vector<Key> initial_keys() {
  return {
      text("start").optional().says("the state at time 0; the first of the states unless set"),
      list("initial", real("probability").between(0, 1))
          .or_file()
          .says("or, of all states in their order, the law at time 0"),
  };
}

std::vector<double> row_by_row(const Matrix& matrix) {
  std::vector<double> values;
  for (Eigen::Index i = 0; i < matrix.rows(); ++i)
    values.insert(values.end(), matrix.row(i).begin(), matrix.row(i).end());
  return values;
}

}  // namespace ergodic::workloads::paths

#include "workloads/paths/chains/labelled_states.hpp"

#include "core/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::paths {

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

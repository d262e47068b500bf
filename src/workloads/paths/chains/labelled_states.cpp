#include "workloads/paths/chains/labelled_states.hpp"

#include "core/suggest.hpp"
#include "workloads/paths/path/law_sum.hpp"

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
  Matrix matrix(count());
  std::size_t i = 0;
  for (const Parameters& item : section.items("states")) {
    const std::vector<double> row = item.reals(key);
    if (row.size() != count()) {
      item.reject(key, fmt::format("has {} numbers", row.size()),
                  fmt::format("there are {} states: {}", count(), enumerate(labels_)), "give one for each");
    }
    std::copy(row.begin(), row.end(), matrix.row(i++).begin());
  }
  return matrix;
}

Vector LabelledStates::initial_law(const Parameters& section) const {
  Vector law = section.reals("initial");
  if (law.empty()) {
    law.resize(count());
    law[section.has("start") ? find(section, "start", section.text("start")) : 0] = 1;
    return law;
  }
  if (section.has("start"))
    section.reject("start", "plays no part", "initial says where paths begin", "remove one of them");
  if (law.size() != count()) {
    section.reject("initial", fmt::format("has {} numbers", law.size()),
                   fmt::format("there are {} states: {}", count(), enumerate(labels_)), "give one for each");
  }
  const double all = sum(law);
  if (!is_law(all, section))
    section.reject("initial", fmt::format("adds up to {:.12g}", all), "it is a law: its sum must be 1",
                   "correct it, or set normalise: true");
  for (double& probability : law)
    probability /= all;
  return law;
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
          .or_file_named_by("states")
          .says("or, of all states in their order, the law at time 0"),
  };
}

}  // namespace ergodic::workloads::paths

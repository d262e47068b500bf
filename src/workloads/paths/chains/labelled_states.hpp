#pragma once

#include "workloads/paths/algebra/chain_law.hpp"
#include "workloads/paths/path/observers.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// The states of a chain, in discrete or continuous time, as its section names them: a list `states` of sections with a
/// `name` each.
class LabelledStates {
 public:
  static constexpr std::size_t most = 255;  // codes of one byte

  /// Throws StudyError for no states or too many, and for an empty or repeated name.
  explicit LabelledStates(const Parameters& section);

  std::size_t count() const { return labels_.size(); }
  const std::vector<std::string>& labels() const { return labels_; }
  LabelledState at(std::uint32_t state) const { return {static_cast<std::uint8_t>(state), labels_[state]}; }

  /// The states that the list `key` names. Throws StudyError for an unknown one.
  States set(const Parameters& section, const std::string& key) const;

  /// The list `key` of each state, as rows. Throws StudyError for a row of another length than there are states.
  Matrix matrix(const Parameters& section, const std::string& key) const;

  /// From `start` or `initial`; without them, the first state for certain. Throws StudyError when both are set, or
  /// `initial` is not a law.
  Vector initial_law(const Parameters& section) const;

  static bool is_certain(const Vector& law) { return law[likeliest(law)] == 1; }
  static std::uint32_t first(const Vector& law) { return static_cast<std::uint32_t>(likeliest(law)); }

 private:
  std::uint32_t find(const Parameters& section, const std::string& key, const std::string& name) const;

  std::vector<std::string> labels_;
};

/// `start` and `initial`.
std::vector<Key> initial_keys();

}  // namespace ergodic::workloads::paths

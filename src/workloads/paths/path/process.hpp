#pragma once

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>
#include <ergodic/workload_base.hpp>

#include <functional>
#include <memory>
#include <string>

namespace ergodic::workloads::paths {

/// A stochastic process that a study may ask for.
struct Process {
  std::string name;  ///< of its section, too
  std::string says;  ///< one line
  std::vector<Key> keys;
  /// From the study's whole parameters.
  std::function<std::shared_ptr<const Workload>(const Parameters& study)> make;
  bool has_sets = false;  ///< whether paths may be drawn in sets: the study's section `sampling`
  int draws = 1;          ///< of the paths workload, when these paths last came to differ
  /// Whether a path with the parameters of this section may come to no number; null: none does.
  std::function<bool(const Parameters& section)> may_overflow = nullptr;

  /// Of one that has been made by `process`.
  Process overflows_where(std::function<bool(const Parameters& section)> test) && {
    may_overflow = std::move(test);
    return std::move(*this);
  }
  Process redrawn(int since) && {
    draws = since;
    return std::move(*this);
  }
};

}  // namespace ergodic::workloads::paths

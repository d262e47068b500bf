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
};

}  // namespace ergodic::workloads::paths

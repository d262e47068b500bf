#pragma once

#include "workloads/paths/path/observables.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// What a chain in discrete time tells of a path: `terminal`, its state after the last step, and its visits to the
/// target, which mean nothing without the key `needs` (empty when it is set).
template <class Path>
std::vector<Observable<Path>> chain_observables(Column terminal, const std::string& needs) {
  return {
      {std::move(terminal).says("state after the last step"), &Path::terminal},
      {yes_or_no("hit").says("whether the target was visited at one of the times 0, …, steps"), &Path::hit, needs},
      {whole("first_hit").in("steps").says("time of the first visit to the target; steps where there was none"),
       &Path::first_hit, needs},
      {whole("visits").in("steps").says("times, from 0 to steps, in the target"), &Path::visits, needs},
      {whole("moves").in("steps").says("steps to another state"), &Path::moves},
  };
}

}  // namespace ergodic::workloads::paths

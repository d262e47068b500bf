#pragma once

#include "workloads/paths/path/observables.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// What a chain in discrete time tells of a path: `terminal`, its state after the last step, and its visits to the
/// target, which mean nothing without the key `needs` (empty when it is set).
template <class Record>
std::vector<Observable<Record>> chain_observables(Column terminal, const std::string& needs) {
  return {
      {std::move(terminal).says("state after the last step"), &Record::terminal},
      {yes_or_no("hit").says("whether the target was visited at one of the times 0, …, steps"), &Record::hit, needs},
      {whole("first_hit").in("steps").says("time of the first visit to the target; steps where there was none"),
       &Record::first_hit, needs},
      {whole("visits").in("steps").says("times, from 0 to steps, in the target"), &Record::visits, needs},
      {whole("moves").in("steps").says("steps to another state"), &Record::moves},
  };
}

}  // namespace ergodic::workloads::paths

#pragma once

#include "workloads/paths/path/process.hpp"

#include <ergodic/workload_base.hpp>

namespace ergodic::workloads::paths {

/// Sample paths of stochastic processes. The processes, their observables and the formulae are in README.md, beside
/// this file.
class PathsKind final : public WorkloadKind {
 public:
  std::string name() const override { return "paths"; }
  std::string title() const override {
    return "Sample paths of stochastic processes: chains, walks, queues, diffusions, point processes";
  }
  const Schema& schema() const override;
  std::string session_dimension() const override { return "path"; }
  std::uint64_t sessions_per_block() const override { return 16384; }
  int draws() const override;
  int draws_of(const Parameters& parameters) const override;
  /// Where a function has no value, or numbers may grow too large.
  bool can_fail(const Parameters& parameters) const override;
  std::shared_ptr<const Workload> make(const Parameters& parameters) override;
};

}  // namespace ergodic::workloads::paths

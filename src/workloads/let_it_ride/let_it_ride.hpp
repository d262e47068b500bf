#pragma once

#include "workloads/let_it_ride/strategy.hpp"

#include <ergodic/workload.hpp>

#include <map>
#include <memory>
#include <string>

namespace ergodic::workloads::let_it_ride {

struct Game;

/// Sessions of Let It Ride at a casino table. The rules, the columns and the formulae are in README.md, beside this
/// file.
class LetItRideKind final : public WorkloadKind {
 public:
  std::string name() const override { return "let_it_ride"; }
  std::string title() const override {
    return "Let It Ride: casino sessions under a strategy, with limits and the three-card bonus";
  }
  const Schema& schema() const override;
  std::uint64_t sessions_per_block() const override { return 32768; }

  /// An expression for a bet may be undefined.
  bool can_fail(const Parameters& parameters) const override;

  /// Cases of one strategy share its tables.
  std::shared_ptr<const Workload> make(const Parameters& parameters) override;

 private:
  std::map<Strategy, std::shared_ptr<const Game>> games_;
};

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include <ergodic/workload_base.hpp>

#include <memory>
#include <string>

namespace ergodic::workloads::players {

/// A player's next game in whole numbers, from rates that are known, that have a law, or that box scores tell. The
/// model, its formulas and what it leaves out are in README.md, beside this file.
class PlayersKind final : public WorkloadKind {
 public:
  std::string name() const override { return "players"; }
  std::string title() const override { return "A basketball player's next game: box scores from what is known"; }
  const Schema& schema() const override;
  TableForms tables() const override;
  std::string session_dimension() const override { return "game"; }
  std::uint64_t sessions_per_block() const override { return 16384; }
  std::shared_ptr<const Workload> make(const Parameters& parameters, const Inputs& inputs) override;
};

}  // namespace ergodic::workloads::players

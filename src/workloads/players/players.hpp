#pragma once

#include "workloads/players/posterior/league.hpp"

#include <ergodic/workload_base.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace ergodic::workloads::players {

/// A player's next game in whole numbers, from rates that are known, that have a law, or that box scores tell. The
/// model, its formulas and what it leaves out are in README.md, beside this file.
class PlayersKind final : public WorkloadKind {
 public:
  std::string name() const override { return "players"; }
  std::string title() const override {
    return "A basketball player's next game, or a game of two teams: box scores from what is known";
  }
  const Schema& schema() const override;
  TableForms tables() const override;
  std::string session_dimension() const override { return "game"; }
  std::uint64_t sessions_per_block() const override { return 16384; }
  std::shared_ptr<const Workload> make(const Parameters& parameters, const Inputs& inputs) override;

 private:
  /// What a table says, kept while the very table is there: all cases of a study want it.
  std::shared_ptr<const League> league_of(const Table& table, const EstimateSettings& settings);

  struct Kept {
    std::weak_ptr<const std::byte> table;
    std::shared_ptr<const League> league;
  };
  std::vector<Kept> kept_;
};

}  // namespace ergodic::workloads::players

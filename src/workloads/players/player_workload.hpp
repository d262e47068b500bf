#pragma once

#include "workloads/players/play/player_game.hpp"
#include "workloads/players/region/sampler.hpp"
#include "workloads/players/settings/player_case.hpp"

#include <ergodic/record.hpp>
#include <ergodic/workload_base.hpp>

#include <memory>
#include <optional>

namespace ergodic::workloads::players {

/// A player's next game, a session each.
class PlayerWorkload final : public Workload {
 public:
  explicit PlayerWorkload(PlayerCase player) : player_(std::move(player)), drawer_(player_.time) {}

  Columns columns() const override;
  Headlines headlines() const override;
  std::optional<ExpectedWork> expected_work() const override;
  std::shared_ptr<const Workload> prepared(const Streams& streams) const override;
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override;
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override;
  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override;
  std::optional<ExactResults> exact() const override;
  std::vector<ExactTable> exact_tables() const override;

 private:
  static const Records<GameOfPlayer>& records();
  Rates rates_of(const Streams& streams, std::uint64_t replicate) const;
  /// From what the region gave.
  Rates rates_from(const double* x) const;
  GameOfPlayer game(const Streams& streams, std::uint64_t replicate) const;
  /// Whether the laws of all counts are known.
  bool is_known() const { return !player_.region && player_.time.pace_deviation == 0; }

  PlayerCase player_;
  GameDrawer drawer_;
  std::optional<RegionSampler> sampler_;  ///< once it is prepared, of a case with a region
};

}  // namespace ergodic::workloads::players

#pragma once

#include "workloads/players/model/team_rates.hpp"
#include "workloads/players/play/team_game.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/record.hpp>
#include <ergodic/workload_base.hpp>

#include <array>

namespace ergodic::workloads::players {

/// A game of two teams, a session each.
class TeamWorkload final : public Workload {
 public:
  /// Throws StudyError for what the schema cannot say.
  explicit TeamWorkload(const Parameters& parameters);

  Columns columns() const override;
  Axes axes() const override;
  Headlines headlines() const override;
  std::optional<ExpectedWork> expected_work() const override;
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override;
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override;
  void course(std::uint64_t replicate, const Streams& streams, Course& out) const override;
  std::optional<ExactResults> exact() const override;

 private:
  static const Records<TeamGame>& game_records();
  static const Records<TeamBox>& team_records();
  TeamGame game(const Streams& streams, std::uint64_t replicate) const {
    return draw_team_game(setting_, rates_, streams, replicate);
  }
  bool is_known() const;

  GameSetting setting_;
  std::array<TeamRates, 2> rates_;
};

}  // namespace ergodic::workloads::players

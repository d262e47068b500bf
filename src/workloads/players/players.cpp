#include "workloads/players/players.hpp"

#include "workloads/players/player_workload.hpp"
#include "workloads/players/settings/player_case.hpp"
#include "workloads/players/settings/players_schema.hpp"
#include "workloads/players/team_workload.hpp"

namespace ergodic::workloads::players {

const Schema& PlayersKind::schema() const { return players_schema(); }

TableForms PlayersKind::tables() const {
  TableForm form = box_scores_form();
  form.needed = false;
  return {std::move(form)};
}

std::shared_ptr<const Workload> PlayersKind::make(const Parameters& parameters, const Inputs& inputs) {
  if (parameters.text("form") == "teams") return std::make_shared<TeamWorkload>(parameters);
  LeagueBy league_by;
  if (inputs.has("box_scores"))
    league_by = [&](const EstimateSettings& settings) { return league_of(inputs["box_scores"], settings); };
  return std::make_shared<PlayerWorkload>(player_case(parameters, league_by));
}

std::shared_ptr<const League> PlayersKind::league_of(const Table& table, const EstimateSettings& settings) {
  constexpr std::size_t most = 4;  // settings of a study that are in use in turn
  for (const Kept& kept : kept_) {
    if (kept.table.lock() == table.memory() && kept.league->settings() == settings) return kept.league;
  }
  if (kept_.size() == most) kept_.erase(kept_.begin());
  kept_.push_back({table.memory(), std::make_shared<const League>(BoxScores(table), settings)});
  return kept_.back().league;
}

}  // namespace ergodic::workloads::players

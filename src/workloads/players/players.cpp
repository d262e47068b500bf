#include "workloads/players/players.hpp"

#include "workloads/players/player_workload.hpp"
#include "workloads/players/settings/player_case.hpp"
#include "workloads/players/settings/players_schema.hpp"

namespace ergodic::workloads::players {

const Schema& PlayersKind::schema() const { return players_schema(); }

TableForms PlayersKind::tables() const {
  TableForm form = box_scores_form();
  form.needed = false;
  return {std::move(form)};
}

std::shared_ptr<const Workload> PlayersKind::make(const Parameters& parameters, const Inputs& inputs) {
  if (!inputs.has("box_scores")) return std::make_shared<PlayerWorkload>(player_case(parameters, nullptr));
  const BoxScores scores(inputs["box_scores"]);
  return std::make_shared<PlayerWorkload>(player_case(parameters, &scores));
}

}  // namespace ergodic::workloads::players

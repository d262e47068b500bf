#include "workloads/let_it_ride/exact/game.hpp"

#include "workloads/let_it_ride/exact/decision_chart.hpp"

namespace ergodic::workloads::let_it_ride {

const std::vector<ExactTable>& Game::chart(const MainPaytable& paytable) const {
  const std::lock_guard alone(making_chart_);
  const auto [place, is_new] = charts_.try_emplace(paytable);
  if (is_new) place->second = decision_chart(deals(), paytable);
  return place->second;
}

}  // namespace ergodic::workloads::let_it_ride

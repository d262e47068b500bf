#include "workloads/let_it_ride/shown/any_staking.hpp"

namespace ergodic::workloads::let_it_ride {

void with_any_staking(const SessionRules& rules, const std::function<void(const AnyStaking&)>& play) {
  with_staking(rules, [&](const auto& staking) { play(AnyStaking(staking)); });
}

}  // namespace ergodic::workloads::let_it_ride

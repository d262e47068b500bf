#include "workloads/let_it_ride/betting/betting_system.hpp"

namespace ergodic::workloads::let_it_ride {

Cents highest_bet(const BettingSystem& system, Cents base_bet) {
  return std::visit([&](const auto& rule) { return highest_bet_of(rule, base_bet); }, system);
}

bool begins_with_base_bet(const BettingSystem& system) {
  return std::visit([](const auto& rule) { return decltype(bets_of(rule, Cents{}))::begins_with_base_bet; }, system);
}

std::optional<Progression> progression_of(const BettingSystem& system, Cents base_bet) {
  return std::visit([&](const auto& rule) { return states_of(rule, base_bet); }, system);
}

}  // namespace ergodic::workloads::let_it_ride

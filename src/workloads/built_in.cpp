#include "workloads/card_games/card_games.hpp"
#include "workloads/entities/entities.hpp"
#include "workloads/let_it_ride/let_it_ride.hpp"
#include "workloads/paths/paths.hpp"
#include "workloads/players/players.hpp"

#include <ergodic/application.hpp>

#include <memory>

namespace ergodic {

Workloads built_in_workloads() {
  Workloads workloads;
  workloads.add(std::make_unique<workloads::card_games::CardGamesKind>());
  workloads.add(std::make_unique<workloads::entities::EntitiesKind>());
  workloads.add(std::make_unique<workloads::let_it_ride::LetItRideKind>());
  workloads.add(std::make_unique<workloads::paths::PathsKind>());
  workloads.add(std::make_unique<workloads::players::PlayersKind>());
  return workloads;
}

}  // namespace ergodic

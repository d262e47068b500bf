#pragma once

#include "workloads/let_it_ride/deal.hpp"
#include "workloads/let_it_ride/game.hpp"
#include "workloads/let_it_ride/parameters.hpp"
#include "workloads/let_it_ride/session.hpp"

#include <ergodic/stream.hpp>

#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// A session of one player with all its hands, to be shown.
struct PlayedSession {
  std::vector<PlayedHand> hands;
  std::vector<Deal> deals;  ///< their cards
  Session session;
  std::string failure = {};  ///< why there is no session
};

PlayedSession played_session(const Game& game, const Table& table, const Settings& settings, Stream stream);

}  // namespace ergodic::workloads::let_it_ride

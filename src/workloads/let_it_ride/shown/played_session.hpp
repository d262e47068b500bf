#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

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

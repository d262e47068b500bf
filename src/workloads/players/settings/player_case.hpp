#pragma once

#include "workloads/players/model/playing_time.hpp"
#include "workloads/players/model/rates.hpp"
#include "workloads/players/posterior/league.hpp"
#include "workloads/players/region/region.hpp"

#include <ergodic/parameters.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::players {

/// A case of a study: a player, and what is known of the next game.
struct PlayerCase {
  Rates fixed = usual_rates();           ///< of those that have no law
  std::vector<Rate> drawn;               ///< the rates that the region is of, in its order
  std::shared_ptr<const Region> region;  ///< null: all are fixed
  bool logit_scale = false;              ///< the region's
  PlayingTime time;
  std::string origin;  ///< a sentence on where the rates come from
};

/// What the study's table says of all players by these settings.
using LeagueBy = std::function<std::shared_ptr<const League>(const EstimateSettings&)>;

/// `league`: empty where the study gives no table. Throws StudyError, at its place, for what cannot be.
PlayerCase player_case(const Parameters& parameters, const LeagueBy& league);

}  // namespace ergodic::workloads::players

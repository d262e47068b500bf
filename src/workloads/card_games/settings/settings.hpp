#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/players/seats.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace ergodic::workloads::card_games {

const Schema& schema();

/// What a case is.
struct Settings {
  Genome genome;
  std::vector<PlayerRules> players;  ///< of each seat
  std::optional<std::size_t> seats;  ///< on the axis of seats, where tables of several sizes share it
  std::size_t exact_states = 0;
  bool course = false;  ///< columns of the way that a game takes

  bool all_random() const {
    return std::all_of(players.begin(), players.end(),
                       [](const PlayerRules& rules) { return rules.kind == PlayerRules::Kind::random; });
  }
  std::size_t axis_length() const { return seats.value_or(static_cast<std::size_t>(genome.players)); }
};

/// Throws StudyError.
Settings settings_of(const Parameters& parameters);

}  // namespace ergodic::workloads::card_games

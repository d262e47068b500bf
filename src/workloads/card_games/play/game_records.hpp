#pragma once

#include "workloads/card_games/play/game.hpp"

#include <ergodic/record.hpp>

#include <cstddef>

namespace ergodic::workloads::card_games {

/// The columns of one value a game.
/// `rotates`: that of the seating, too.
Records<GameResult> game_records(bool rotates = false);

/// The columns along the axis `seat`. `may_be_missing`: the axis is longer than some tables.
Records<SeatResult> seat_records(bool may_be_missing);

/// The columns along the axis `player`.
Records<SeatResult> player_records(bool may_be_missing);

/// So many seats.
Axis seat_axis(std::size_t seats);
/// So many players, who change seats.
Axis player_axis(std::size_t players);

}  // namespace ergodic::workloads::card_games

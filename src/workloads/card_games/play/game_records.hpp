#pragma once

#include "workloads/card_games/play/game.hpp"

#include <ergodic/record.hpp>

#include <cstddef>

namespace ergodic::workloads::card_games {

/// The columns of one value a game.
Records<GameResult> game_records();

/// The columns along the axis `seat`. `may_be_missing`: the axis is longer than some tables.
Records<SeatResult> seat_records(bool may_be_missing);

/// So many seats.
Axis seat_axis(std::size_t seats);

}  // namespace ergodic::workloads::card_games

#pragma once

#include "workloads/let_it_ride/game.hpp"
#include "workloads/let_it_ride/parameters.hpp"
#include "workloads/let_it_ride/session.hpp"

#include <ergodic/stream.hpp>

#include <ostream>

namespace ergodic::workloads::let_it_ride {

/// Writes a session hand by hand, its totals and why it ended.
void write_transcript(const Game& game, const Table& table, const Settings& settings, Stream stream, std::ostream& out);

}  // namespace ergodic::workloads::let_it_ride

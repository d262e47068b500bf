#pragma once

#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/stream.hpp>

#include <ostream>

namespace ergodic::workloads::let_it_ride {

/// Writes what happens at a table round by round, seat by seat, with the burned cards, and each seat's totals.
void write_table_transcript(const Table& table, const Settings& settings, Stream stream, std::ostream& out);

/// The same of a table at which whoever leaves is replaced.
void write_replacement_transcript(const Table& table, const Settings& settings, Stream stream, std::ostream& out);

}  // namespace ergodic::workloads::let_it_ride

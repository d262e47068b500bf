#pragma once

#include "workloads/let_it_ride/play/table_session.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/stream.hpp>

#include <array>
#include <type_traits>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// Plays at a table until all have left, and shows it to `observer`: the sessions, seat by seat. Throws UndefinedBet.
template <class Observer>
std::vector<Session> show_table(const Table& table, const Settings& settings, Stream stream, Observer& observer) {
  TableCounts counts;
  std::vector<Session> sessions;
  with_staking(settings.rules, [&](const auto& staking) {
    std::vector<Seat<std::decay_t<decltype(staking)>>> seats;
    play_until_all_have_left(table, settings.rules, settings.table.layout, staking, stream, seats, counts, observer);
    for (const auto& seat : seats)
      sessions.push_back(seat.session());
  });
  return sessions;
}

/// The same of a table at which whoever leaves is replaced: what each seat leaves.
template <class Observer>
std::array<SeatRecord, most_seats> show_replacements(const Table& table, const Settings& settings, Stream stream,
                                                     Observer& observer) {
  TableCounts counts;
  SessionCounts ends;
  std::array<SeatRecord, most_seats> records;
  with_staking(settings.rules, [&](const auto& staking) {
    std::vector<Seat<std::decay_t<decltype(staking)>>> seats;
    play_rounds(*settings.table.total_rounds, table, settings.rules, settings.table.layout, staking, stream, seats,
                records, ends, counts, observer);
  });
  return records;
}

}  // namespace ergodic::workloads::let_it_ride

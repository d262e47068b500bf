#include "workloads/let_it_ride/shown/played_table.hpp"

#include "workloads/let_it_ride/shown/any_staking.hpp"

#include <array>

namespace ergodic::workloads::let_it_ride {

std::vector<Session> show_table(const Table& table, const Settings& settings, Stream stream, TableObserver& observer) {
  TableCounts counts;
  std::vector<Session> sessions;
  with_any_staking(settings.rules, [&](const AnyStaking& staking) {
    std::vector<Seat<AnyStaking>> seats;
    play_until_all_have_left(table, settings.rules, settings.table.layout, staking, stream, seats, counts, observer);
    for (const auto& seat : seats)
      sessions.push_back(seat.totals().session());
  });
  return sessions;
}

std::vector<SeatRun> show_replacements(const Table& table, const Settings& settings, Stream stream,
                                       TableObserver& observer) {
  TableCounts counts;
  SessionCounts ends;
  std::array<SeatRun, most_seats> runs;
  with_any_staking(settings.rules, [&](const AnyStaking& staking) {
    std::vector<Seat<AnyStaking>> seats;
    play_rounds(*settings.table.total_rounds, table, settings.rules, settings.table.layout, staking, stream, seats,
                runs, ends, counts, observer);
  });
  return {runs.begin(), runs.begin() + settings.table.layout.seats};
}

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::workloads::entities {

/// The moment, in microseconds since 1970, until which a thing must have come to be known to a processor of games to
/// come: what a study says in known_until.
class Knowledge {
 public:
  Knowledge(const Season& season, Date date) : season_(season), date_(date) {}

  /// For a game of the schedule.
  std::int64_t of_game(std::uint32_t schedule_row) const;
  /// For what is about no game: the start of the day, or its time.
  std::int64_t of_day() const;
  /// For what is about no game of the day in particular: that of the first one.
  std::int64_t of_first_game() const;
  /// For what is about a player of a team: that of the team's game of the day.
  std::vector<std::int64_t> of_teams() const;
  /// Whether what has this time stamp is known: where time counts, what has none is not.
  static bool is_known(std::int64_t stamp, std::int64_t until);
  /// Whether a report of that day and hour, by the league's clock, is known: one without an hour is of the day's end.
  bool is_known(Date report_date, std::int64_t report_hour, std::int64_t until) const;

 private:
  Season season_;
  Date date_;
};

/// Of each player with a report on games of the day the row of the newest that was known, in the table's order.
std::vector<std::uint32_t> newest_reports(const Season& season, Date date, const Knowledge& knowledge);

}  // namespace ergodic::workloads::entities

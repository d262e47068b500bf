#include "workloads/entities/processors/outcomes.hpp"

#include "workloads/entities/league/cells.hpp"
#include "workloads/entities/settings/settings.hpp"

#include <string>
#include <vector>

namespace ergodic::workloads::entities {

/// The order is that of the file's codes: a new one comes last.
FailureCategories failure_categories() {
  const std::vector<std::string>& cells = cell_labels();
  constexpr Failing incomplete = Failing::incomplete;
  constexpr Failing skipped = Failing::expected_skip;
  return {
      {"registry_lookup_failed", true, "the registry has no such player"},
      {"missing_dependency", true, "no table has the figures of this game", {}, incomplete},
      {"processing_error", true, "a figure is missing that the row needs: {0:label}, row {1} of the table in its order",
       cells},
      {"unreadable_cell", true, "what the row reads cannot be read: {0:label}, row {1} of the table in its order",
       cells},
      {"calculation_error", true, "the schedule has no game of this team on this day"},
      {"circuit_breaker_active", false, "locked out after {0} attempts, for {1} more hours", {}, skipped},
      {"incomplete_data", true, "{0} of {1} expected games are there (at least {2} % wanted)", {}, incomplete},
      {"incomplete_data_skipped",
       true,
       "the windows are complete to {0} % on average (at least {1} % wanted in each)",
       {},
       incomplete},
      {"upstream_incomplete", true, "{0} of the rows that this one is made from are not ready", {}, incomplete},
      {"insufficient_data", true, "{0} games are there (at least {1} wanted)", {}, incomplete},
      {"expected_incomplete", false, "{0} games are there and the schedule has {1} (at least {2} wanted)", {}, skipped},
      {"incomplete_upstream",
       true,
       "{0} games are there though the schedule has {1} (at least {2} wanted)",
       {},
       incomplete},
      {"missing_data", false, "no row says that this player has a game on this day", {}, incomplete},
      {"thrown", false, "the processor itself failed: a fault of the program"},
      {"unknown_team", true, "a team that the study does not name: {0:label}, row {1} of the table in its order",
       cells},
      {"skipped_early_season", false, "day {0} of the season (the first {1} are skipped)", {}, skipped},
      {"table_too_short", true, "{0:label} has {1} rows of this day (the study requires {2})", required_tables()},
  };
}

}  // namespace ergodic::workloads::entities

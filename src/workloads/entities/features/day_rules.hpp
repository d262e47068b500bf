#pragma once

#include "workloads/entities/calendar/date.hpp"
#include "workloads/entities/processors/completeness.hpp"
#include "workloads/entities/processors/outcomes.hpp"
#include "workloads/entities/processors/processor.hpp"

#include <optional>

namespace ergodic::workloads::entities {

/// The first night of a date's season: known of 2021 to 2024, else that of the first regular game of the schedule, else
/// 22 October. Source: section 2.1.
Date opening_night(const Season& season, Date date);

/// Less than two weeks after the opening night: the processors of this folder then have no rows.
bool is_early(const Season& season, Date date);
/// The failure that says so.
Verdict skipped_as_early(const Season& season, Date date);

/// From the first of October to the day, which dec2025 includes.
DayRange season_days(const Settings& settings, Date date);

}  // namespace ergodic::workloads::entities

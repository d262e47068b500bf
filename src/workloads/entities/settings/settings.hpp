#pragma once

#include "workloads/entities/calendar/date.hpp"

#include <ergodic/parameters.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ergodic {
struct Key;
}

namespace ergodic::workloads::entities {

enum class RuleSet : std::uint8_t {
  corrected,
  dec2025,  ///< as the batch computed it that the rules come from, its defects included
};

enum class Mode : std::uint8_t {
  daily,     ///< before the games: who plays is what roster and injuries say
  backfill,  ///< after them: who plays is what the box scores say
  by_box,    ///< backfill where there are box scores of the day
};

/// Until when a thing must have been known, to be known to a processor of games to come.
struct KnownUntil {
  enum class Kind : std::uint8_t { tipoff, none, time_of_day };
  Kind kind = Kind::tipoff;
  std::int32_t minute = 0;  ///< of the day, of a time_of_day

  friend bool operator==(const KnownUntil&, const KnownUntil&) = default;
};

/// What a study says.
struct Settings {
  RuleSet rules = RuleSet::corrected;
  Mode mode = Mode::daily;
  std::vector<std::string> processors = {};  ///< as they are named; "all" is all of them
  std::optional<Date> first = {};            ///< nullopt: that of the schedule
  std::optional<Date> last = {};
  std::vector<std::string> teams = {};
  KnownUntil known_until = {};
  double utc_offset = -5;                        ///< [h] of the league's clock
  double completeness_threshold = 70;            ///< [%]
  std::optional<std::int64_t> breaker_now = {};  ///< microseconds since 1970, UTC: what the breaker takes for now
  std::map<std::string, std::int64_t> required_rows = {};  ///< of a table, on a day

  bool is_corrected() const { return rules == RuleSet::corrected; }
  /// The moment of a time of a day by the league's clock, microseconds since 1970, UTC.
  std::int64_t moment(Date date, std::int32_t minute) const;

  friend bool operator==(const Settings&, const Settings&) = default;
};

/// The tables of which a study may require rows.
const std::vector<std::string>& required_tables();

const std::vector<Key>& settings_schema();
/// Throws StudyError for what the schema cannot see.
Settings settings_of(const Parameters& parameters);

}  // namespace ergodic::workloads::entities

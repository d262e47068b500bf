#include "workloads/entities/settings/settings.hpp"

#include "workloads/entities/league/league.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/schema.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace ergodic::workloads::entities {
namespace {

std::optional<Date> date_at(const Parameters& parameters, const char* path) {
  if (!parameters.has(path)) return std::nullopt;
  const std::string text = parameters.text(path);
  const std::optional<Date> date = parse_date(text);
  if (!date) parameters.reject(path, fmt::format("\"{}\"", text), "it is no date", "write it as 2025-01-31");
  return date;
}

/// "HH:MM" as a minute of the day.
std::optional<std::int32_t> minute_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  int hour = -1;
  int minute = -1;
  const auto is_read = [&](std::size_t at, int& number) {
    return std::from_chars(text.data() + at, text.data() + at + 2, number).ptr == text.data() + at + 2;
  };
  if (!is_read(0, hour) || !is_read(3, minute) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return std::nullopt;
  return hour * 60 + minute;
}

KnownUntil known_until(const Parameters& parameters, RuleSet rules) {
  const char* path = "known_until";
  const bool leaks = rules == RuleSet::dec2025;
  if (!parameters.has(path)) return {leaks ? KnownUntil::Kind::none : KnownUntil::Kind::tipoff};
  const std::string text = parameters.text(path);
  if (leaks && text != "none")
    parameters.reject(path, fmt::format("\"{}\"", text), "rules: dec2025 takes whatever the tables hold",
                      "leave it out, or set rules: corrected");
  if (text == "none") return {KnownUntil::Kind::none};
  if (text == "tipoff") return {KnownUntil::Kind::tipoff};
  const auto minute = minute_of(text);
  if (!minute)
    parameters.reject(path, fmt::format("\"{}\"", text), "it is no moment of a day",
                      "write tipoff, none, or a time as \"17:30\"");
  return {KnownUntil::Kind::time_of_day, *minute};
}

std::vector<std::string> teams_of(const Parameters& parameters) {
  std::vector<std::string> teams = parameters.texts("teams");
  if (teams.empty()) return usual_teams();
  std::set<std::string> seen;
  for (std::size_t i = 0; i < teams.size(); ++i) {
    const std::string path = fmt::format("teams[{}]", i);
    if (teams[i].empty()) parameters.reject(path, "no name", "a team has a code", "write it, or remove it");
    if (!seen.insert(teams[i]).second)
      parameters.reject(path, fmt::format("\"{}\" twice", teams[i]), "each team is there once", "remove one");
  }
  return teams;
}

/// "2025-01-31T19:30:00Z", the league's clock apart.
std::optional<std::int64_t> moment_at(const Parameters& parameters, const char* path) {
  if (!parameters.has(path)) return std::nullopt;
  const std::string text = parameters.text(path);
  const bool has_shape = text.size() == 17 && text[10] == 'T' && text[16] == 'Z';
  const auto date = has_shape ? parse_date(std::string_view(text).substr(0, 10)) : std::nullopt;
  const auto minute = has_shape ? minute_of(std::string_view(text).substr(11, 5)) : std::nullopt;
  if (!date || !minute)
    parameters.reject(path, fmt::format("\"{}\"", text), "it is no moment", "write it as 2025-01-31T04:30Z");
  return (std::int64_t{*date} * 1440 + *minute) * 60'000'000;
}

Schema required_keys() {
  Schema keys;
  for (const std::string& table : required_tables())
    keys.push_back(integer(table).between(1, 1'000'000'000).optional().silent_unless_set().says("rows"));
  return keys;
}

}  // namespace

/// The order is that of the numbers in the file.
const std::vector<std::string>& required_tables() {
  static const std::vector<std::string> tables = {"player_box", "team_box",   "schedule", "shots",
                                                  "prop_lines", "game_lines", "injuries"};
  return tables;
}

const Schema& settings_schema() {
  static const Schema schema = {
      list("processors", text("name")).says("those that are wanted, or all; what they read is added; unless set, all"),
      section("dates", {text("from").optional().says("the first day, 2025-01-31; unless set, the schedule's"),
                        text("to").optional().says("the last day; unless set, the schedule's")})
          .says("the days that are computed: those of them with a game"),
      choice("rules", {{"corrected", "what the columns say"},
                       {"dec2025", "what the batch that the rules come from computed, its defects and leaks included"}})
          .fallback("corrected")
          .says("which of two sets of rules"),
      choice("mode", {{"daily", "before the games of a day: rosters and injuries say who plays"},
                      {"backfill", "after them: box scores say who played"},
                      {"by_box", "backfill for days that have box scores, else daily"}})
          .fallback("daily")
          .says("who the entities of a day are"),
      text("known_until")
          .optional()
          .says(
              "what processors of games to come know: what had come by tipoff (of the game; the start of the day where "
              "the schedule has no tip-off), by a time of the day as \"17:30\", or none: all; unless set, tipoff, of "
              "dec2025 none"),
      real("utc_offset")
          .between(-14, 14)
          .fallback(-5)
          .unit("h")
          .says("of the clock by which the league's days are counted"),
      real("completeness_threshold")
          .between(0, 100)
          .fallback(70)
          .unit("%")
          .says("a window is ready from this share of the expected games on"),
      list("teams", text("team")).says("their codes; unless set, the thirty of the league"),
      section("breaker", {text("now").optional().says(
                             "what the entity breaker takes for now, 2025-01-31T04:30Z; unless set, none is open")})
          .says("locks out entities whose inputs were incomplete too often: what reprocess_attempts says"),
      section("require", required_keys())
          .says("least rows of a table on a day; else the day's entities of the processors that read it fail"),
  };
  return schema;
}

Settings settings_of(const Parameters& parameters) {
  Settings settings;
  settings.rules = parameters.text("rules") == "dec2025" ? RuleSet::dec2025 : RuleSet::corrected;
  const std::string mode = parameters.text("mode");
  settings.mode = mode == "daily" ? Mode::daily : mode == "backfill" ? Mode::backfill : Mode::by_box;
  settings.processors = parameters.texts("processors");
  if (settings.processors.empty()) settings.processors = {"all"};
  settings.first = date_at(parameters, "dates.from");
  settings.last = date_at(parameters, "dates.to");
  if (settings.first && settings.last && *settings.last < *settings.first)
    parameters.reject("dates.to", date_text(*settings.last), "it is before dates.from", "let the last day come last");
  settings.teams = teams_of(parameters);
  settings.known_until = known_until(parameters, settings.rules);
  settings.utc_offset = parameters.real("utc_offset");
  settings.completeness_threshold = parameters.real("completeness_threshold");
  settings.breaker_now = moment_at(parameters, "breaker.now");
  for (const std::string& table : required_tables()) {
    const std::string path = "require." + table;
    if (parameters.has(path)) settings.required_rows[table] = parameters.integer(path);
  }
  return settings;
}

std::int64_t Settings::moment(Date date, std::int32_t minute) const {
  constexpr double microseconds_an_hour = 3.6e9;
  return (std::int64_t{date} * 1440 + minute) * 60'000'000 - std::llround(utc_offset * microseconds_an_hour);
}

}  // namespace ergodic::workloads::entities

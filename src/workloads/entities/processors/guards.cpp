#include "workloads/entities/processors/guards.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace ergodic::workloads::entities {
namespace {

constexpr Date days_before = 30;

template <class View>
std::int64_t rows_in(const std::optional<View>& view, Date first, Date end) {
  std::int64_t rows = 0;
  for (Date day = first; view && day < end; ++day)
    rows += static_cast<std::int64_t>(view->by_date[day].size());
  return rows;
}

/// What a processor is told of a table below: only of those that it reads.
bool reads_table(const Processor& processor, const std::string& table) {
  const std::vector<std::string> needed = processor.tables();
  const std::vector<std::string> used = processor.uses();
  const auto has = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), table) != names.end();
  };
  return has(needed) || has(used);
}

Verdict day_of(const Processor& processor, const Season& season, Date date) {
  const std::vector<std::string>& tables = required_tables();
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto least = season.settings.required_rows.find(tables[i]);
    if (least == season.settings.required_rows.end() || !reads_table(processor, tables[i])) continue;
    const std::int64_t rows = rows_of_day(season, tables[i], date, processor.looks_ahead());
    if (rows < least->second)
      return failed(Category::table_too_short, static_cast<double>(i), static_cast<double>(rows),
                    static_cast<double>(least->second));
  }
  return ok();
}

/// Source: section 2.10. Processors of features ignore it in a backfill.
bool has_breaker(const Processor& processor, const Season& season) {
  if (!season.league.attempts || !season.settings.breaker_now || processor.breaker() == Breaker::none) return false;
  return processor.breaker() == Breaker::always || season.settings.mode == Mode::daily;
}

Verdict lock_of(const Attempt* attempt, std::int64_t now) {
  if (attempt == nullptr || !attempt->is_tripped) return ok();
  if (attempt->until == missing_whole)
    return failed(Category::circuit_breaker_active, static_cast<double>(attempt->number));
  if (now >= attempt->until) return ok();
  constexpr double microseconds_an_hour = 3.6e9;
  return failed(Category::circuit_breaker_active, static_cast<double>(attempt->number),
                static_cast<double>(attempt->until - now) / microseconds_an_hour);
}

}  // namespace

std::int64_t rows_of_day(const Season& season, const std::string& table, Date date, bool looks_ahead) {
  const League& league = season.league;
  const Date first = looks_ahead ? date - days_before : date;
  const Date end = looks_ahead ? date : date + 1;
  if (table == "player_box") return rows_in(league.player_box, first, end);
  if (table == "team_box") return rows_in(league.team_box, first, end);
  if (table == "shots") return rows_in(league.shots, first, end);
  if (table == "schedule") return rows_in(league.schedule, date, date + 1);
  if (table == "prop_lines") return rows_in(league.prop_lines, date, date + 1);
  if (table == "game_lines") return rows_in(league.game_lines, date, date + 1);
  return rows_in(league.injuries, date, date + 1);
}

Guards::Guards(const Processor& processor, const Season& season, Date date, const EntityList& entities)
    : day_(day_of(processor, season, date)) {
  if (!has_breaker(processor, season)) return;
  const Names& names = processor.is_about_players() ? season.league.names.players : season.league.names.teams;
  bool any = false;
  for (const Entity& one : entities) {
    const Attempt* attempt = season.league.attempts->newest(processor.name(), names[one.subject], date);
    locked_.push_back(lock_of(attempt, *season.settings.breaker_now));
    any = any || !locked_.back().is_ok();
  }
  if (!any) locked_.clear();
}

Verdict Guards::of(std::size_t entity) const { return day_.is_ok() && !locked_.empty() ? locked_[entity] : day_; }

}  // namespace ergodic::workloads::entities

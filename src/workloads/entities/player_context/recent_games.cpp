#include "workloads/entities/player_context/recent_games.hpp"

#include "workloads/entities/numbers/rounding.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

/// How many of the newest games are after a day.
std::size_t games_after(const RecentGames& games, Date day) {
  std::size_t n = 0;
  while (n < games.size() && games[n].date > day)
    ++n;
  return n;
}

double minutes_in(const RecentGames& games, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i)
    sum += games[i].minutes;
  return sum;
}

/// The mean of the points that there are in the newest n; by dec2025 a mean of 0 is none.
double mean_points(const Settings& settings, const RecentGames& games, std::size_t n) {
  std::int64_t sum = 0;
  std::int64_t count = 0;
  for (std::size_t i = 0; i < std::min(n, games.size()); ++i) {
    if (games[i].points == missing_whole) continue;
    sum += games[i].points;
    ++count;
  }
  if (count == 0 || (sum == 0 && !settings.is_corrected())) return PlayerContext::none;
  return round_scaled(static_cast<double>(sum) / static_cast<double>(count), 1);
}

void fill_rest(const Settings& settings, Date date, const RecentGames& games, PlayerContext& row) {
  row.back_to_back = 0;
  if (games.empty()) return;
  row.days_rest = date - games[0].date;
  row.back_to_back = flag(row.days_rest == (settings.is_corrected() ? 1 : 0));
  if (games.size() > 1) row.days_rest_before_last = games[0].date - games[1].date;
  for (std::size_t i = 0; i + 1 < games.size(); ++i) {
    if (games[i].date - games[i + 1].date < 2) continue;
    row.days_since_rest = date - games[i].date;
    break;
  }
}

void fill_load(const Settings& settings, Date date, const RecentGames& games, PlayerContext& row) {
  const Date more = settings.is_corrected() ? 0 : 1;  // dec2025 counts the day that is a week before
  const std::size_t week = games_after(games, date - 7 - more);
  const std::size_t two_weeks = games_after(games, date - 14 - more);
  row.games_7 = static_cast<std::int32_t>(week);
  row.games_14 = static_cast<std::int32_t>(two_weeks);
  const double minutes = minutes_in(games, week);
  row.minutes_7 = static_cast<std::int32_t>(minutes);
  row.minutes_14 = static_cast<std::int32_t>(minutes_in(games, two_weeks));
  if (minutes > 0) row.average_minutes_7 = round_scaled(minutes / static_cast<double>(week), 1);
  row.back_to_backs_14 = 0;
  for (std::size_t i = 0; i + 1 < two_weeks; ++i)
    row.back_to_backs_14 += games[i].date - games[i + 1].date == 1 ? 1 : 0;
}

}  // namespace

std::uint8_t sample_quality(std::size_t n, int window) {
  const auto games = static_cast<int>(n);
  if (games >= window) return 0;
  if (games >= 7 * window / 10) return 1;
  return games >= window / 2 ? 2 : 3;
}

Streaks streaks(const RecentGames& games, double line) {
  Streaks run;
  if (line != line) return run;
  for (const LoggedGame& game : games) {
    if (game.points == missing_whole) break;
    const auto points = static_cast<double>(game.points);
    if (points > line) {
      if (run.under > 0) break;
      ++run.over;
    } else if (points < line) {
      if (run.over > 0) break;
      ++run.under;
    }
  }
  return run;
}

void fill_recent(const Settings& settings, Date date, const RecentGames& games, double line, PlayerContext& row) {
  fill_rest(settings, date, games, row);
  fill_load(settings, date, games, row);
  row.points_5 = mean_points(settings, games, 5);
  row.points_10 = mean_points(settings, games, 10);
  row.games_used_5 = static_cast<std::int32_t>(std::min<std::size_t>(games.size(), 5));
  row.games_used_10 = static_cast<std::int32_t>(std::min<std::size_t>(games.size(), 10));
  row.sample_5 = sample_quality(games.size(), 5);
  row.sample_10 = sample_quality(games.size(), 10);
  const Streaks run = streaks(games, line);
  row.over_streak = run.over;
  row.under_streak = run.under;
}

}  // namespace ergodic::workloads::entities

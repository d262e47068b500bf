#include "workloads/entities/player_context/betting_lines.hpp"

#include "workloads/entities/processors/knowledge.hpp"

#include <algorithm>

namespace ergodic::workloads::entities {
namespace {

bool is_before(const Snapshot& a, const Snapshot& b) { return a.stamp < b.stamp; }

/// Interpolated: of an even number the mean of the two in the middle.
double median(std::vector<double> points) {
  std::sort(points.begin(), points.end());
  const std::size_t middle = points.size() / 2;
  return points.size() % 2 == 1 ? points[middle] : (points[middle - 1] + points[middle]) / 2;
}

double median_at(const std::vector<Snapshot>& snapshots, std::int64_t stamp) {
  std::vector<double> points;
  for (const Snapshot& one : snapshots) {
    if (one.stamp == stamp) points.push_back(one.point);
  }
  return median(std::move(points));
}

/// The rows of a day, those of one key together, in the order of the table.
template <class Key>
std::vector<std::uint32_t> rows_by(std::span<const std::uint32_t> rows, const Key& key) {
  std::vector<std::uint32_t> sorted(rows.begin(), rows.end());
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) { return key[a] < key[b]; });
  return sorted;
}

template <class Key>
std::span<const std::uint32_t> rows_of(const std::vector<std::uint32_t>& rows, const Key& key, Code wanted) {
  const auto first = std::lower_bound(rows.begin(), rows.end(), wanted,
                                      [&](std::uint32_t row, Code value) { return key[row] < value; });
  const auto last =
      std::upper_bound(first, rows.end(), wanted, [&](Code value, std::uint32_t row) { return value < key[row]; });
  return {first, last};
}

}  // namespace

Moved medians(std::vector<Snapshot> snapshots) {
  if (snapshots.empty()) return {};
  const auto [first, last] = std::minmax_element(snapshots.begin(), snapshots.end(), is_before);
  return {median_at(snapshots, first->stamp), median_at(snapshots, last->stamp)};
}

Moved points(const std::vector<Snapshot>& snapshots) {
  if (snapshots.empty()) return {};
  const Snapshot* first = &snapshots.front();
  const Snapshot* last = &snapshots.front();
  for (const Snapshot& one : snapshots) {
    const auto is_preferred = [&](const Snapshot* other) {
      return one.stamp == other->stamp && one.bookmaker < other->bookmaker;
    };
    if (one.stamp < first->stamp || is_preferred(first)) first = &one;
    if (one.stamp > last->stamp || is_preferred(last)) last = &one;
  }
  return {first->point, last->point, first->bookmaker, last->bookmaker};
}

MarketsOfDay::MarketsOfDay(const Season& season, Date date) : season_(season) {
  if (!season.league.game_lines) return;
  rows_ = rows_by(season.league.game_lines->by_date[date], season.league.game_lines->game);
}

GameMarkets MarketsOfDay::of_game(Code game, std::int64_t until) const {
  if (!season_.league.game_lines) return {};
  const GameLines& lines = *season_.league.game_lines;
  std::vector<Snapshot> spreads;
  std::vector<Snapshot> totals;
  for (const std::uint32_t row : rows_of(rows_, lines.game, game)) {
    const double point = lines.point[row];
    if (point != point || !Knowledge::is_known(lines.snapshot[row], until)) continue;
    const Snapshot one{lines.snapshot[row], point, lines.bookmaker[row]};
    const bool is_favourite = point <= 0 || !season_.settings.is_corrected();
    if (lines.market[row] == Market::spreads && is_favourite) spreads.push_back(one);
    if (lines.market[row] == Market::totals) totals.push_back(one);
  }
  return {medians(std::move(spreads)), medians(std::move(totals))};
}

PropsOfDay::PropsOfDay(const Season& season, Date date) : season_(season) {
  if (!season.league.prop_lines) return;
  rows_ = rows_by(season.league.prop_lines->by_date[date], season.league.prop_lines->player);
}

Moved PropsOfDay::of_player(Code player, std::int64_t until) const {
  if (!season_.league.prop_lines) return {};
  const PropLines& lines = *season_.league.prop_lines;
  std::vector<Snapshot> known;
  for (const std::uint32_t row : rows_of(rows_, lines.player, player)) {
    const double line = lines.line[row];
    if (line == line && Knowledge::is_known(lines.snapshot[row], until))
      known.push_back({lines.snapshot[row], line, lines.bookmaker[row]});
  }
  return points(known);
}

}  // namespace ergodic::workloads::entities

#include "workloads/entities/league/game_logs.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>

namespace ergodic::workloads::entities {
namespace {

LoggedGame logged(const PlayerBox& box, std::uint32_t row) {
  const MinutesText& minutes = box.minutes[row];
  const bool has_minutes = minutes.kind == MinutesText::Kind::clock || minutes.kind == MinutesText::Kind::number;
  const double played = has_minutes ? minutes.value : 0;
  return {box.date[row],
          row,
          played,
          box.points.raw(row),
          box.processed_at[row],
          minutes.kind == MinutesText::Kind::unreadable,
          box.is_active[row] && played > 0};
}

}  // namespace

GameLogs::GameLogs(const PlayerBox& box, std::size_t players, bool both_feeds) {
  const RowsBy by_player(box.rows, 0, players, [&](std::size_t row) { return box.player[row]; });
  std::vector<std::uint32_t> rows;
  for (std::size_t player = 0; player < players; ++player) {
    const auto all = by_player[static_cast<std::int64_t>(player)];
    rows.clear();
    std::copy_if(all.begin(), all.end(), std::back_inserter(rows), [&](std::uint32_t row) {
      return box.date[row] != missing_date && (both_feeds || box.feed[row] == Feed::backup);
    });
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tuple(box.date[a], box.feed[a]) < std::tuple(box.date[b], box.feed[b]);
    });
    for (const std::uint32_t row : rows)
      games_.push_back(logged(box, row));
    ends_.push_back(games_.size());
  }
}

std::span<const LoggedGame> GameLogs::of(Code player) const {
  if (player == no_code) return {};
  const auto at = static_cast<std::size_t>(player);
  const std::size_t first = at == 0 ? 0 : ends_[at - 1];
  return std::span(games_).subspan(first, ends_[at] - first);
}

}  // namespace ergodic::workloads::entities

#include "workloads/entities/league/season_players.hpp"

#include "workloads/entities/numbers/rounding.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace ergodic::workloads::entities {
namespace {

/// Whether a row of player_box becomes one of PGS that counts here: minutes or a shot; of the second feed only where
/// the first has nothing of the game.
bool may_count(const PlayerBox& box, std::uint32_t row, bool is_corrected) {
  const MinutesText& text = box.minutes[row];
  const bool is_read = is_corrected || text.kind == MinutesText::Kind::number;
  const bool has_minutes = is_read && round_exact(rounded_minutes(text), 0) > 0;
  if (box.feed[row] == Feed::primary) return box.is_active[row] && (has_minutes || box.fga[row] > 0);
  const auto of_game = box.by_game[box.game[row]];
  return has_minutes && std::none_of(of_game.begin(), of_game.end(),
                                     [&](std::uint32_t other) { return box.feed[other] == Feed::primary; });
}

}  // namespace

SeasonPlayers::SeasonPlayers(const PlayerBox& box, bool is_corrected) {
  for (std::int64_t day = box.by_date.low(); day <= box.by_date.high(); ++day) {
    const auto rows = box.by_date[day];
    if (rows.empty()) continue;
    std::map<Code, Date>& players = first_days_[season_year(static_cast<Date>(day))];
    for (const std::uint32_t row : rows) {
      const Code player = box.player[row];
      const bool is_new = player != no_code && players.count(player) == 0;
      if (is_new && may_count(box, row, is_corrected)) players.emplace(player, static_cast<Date>(day));
    }
  }
}

std::vector<Code> SeasonPlayers::between(Date first, Date end) const {
  std::vector<Code> players;
  const auto season = first_days_.find(season_year(first));
  if (season == first_days_.end()) return players;
  for (const auto& [player, day] : season->second) {
    if (day >= first && day < end) players.push_back(player);
  }
  return players;
}

}  // namespace ergodic::workloads::entities

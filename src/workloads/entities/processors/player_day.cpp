#include "workloads/entities/processors/player_day.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace ergodic::workloads::entities {
namespace {

enum class PlayerZone : std::uint8_t { paint, mid_range, three };

constexpr double paint_limit = 8;      // feet
constexpr double three_limit = 23.75;  // feet: the arc, but in the corners

/// The zone rule of a player's shots: distance first. Source: section 5.
PlayerZone player_zone(double feet, bool is_called_three) {
  if (feet <= paint_limit) return PlayerZone::paint;
  return is_called_three || feet >= three_limit ? PlayerZone::three : PlayerZone::mid_range;
}

}  // namespace

std::vector<PlayerShots> shots_of(const League& league, Date date, const EntityList& entities) {
  std::vector<PlayerShots> of(entities.size());
  if (!league.shots) return of;
  const Shots& shots = *league.shots;
  for (const std::uint32_t row : shots.by_date[date]) {
    const double feet = shots.distance.raw(row);
    const std::uint8_t made = shots.made.raw(row);
    if (const auto bad = unreadable(shots, row)) {
      for (const Code player : {shots.shooter[row], shots.block[row]}) {
        const std::size_t at = place_of(entities, shots.game[row], player);
        if (at < entities.size() && !of[at].bad) of[at].bad = bad;
      }
      continue;
    }
    if (feet != feet || made > 1) continue;
    const auto zone = static_cast<std::size_t>(player_zone(feet, shots.is_called_three[row]));
    const std::size_t shooter = place_of(entities, shots.game[row], shots.shooter[row]);
    if (shooter < entities.size()) {
      PlayerShots& his = of[shooter];
      ++his.attempts;
      ++his.zone_attempts[zone];
      his.zone_makes[zone] += made;
      if (made == 1 && shots.has_assist[row]) ++his.assisted;
      if (made == 1 && !shots.has_assist[row] && !shots.has_block[row]) ++his.unassisted;
    }
    if (!shots.has_block[row]) continue;
    const std::size_t blocker = place_of(entities, shots.game[row], shots.block[row]);
    if (blocker == entities.size()) continue;
    ++of[blocker].blocked;
    ++of[blocker].zone_blocks[zone];
  }
  if (!league.and_ones) return of;
  for (const std::uint32_t row : league.and_ones->by_date[date]) {
    const std::size_t at = place_of(entities, league.and_ones->game[row], league.and_ones->shooter[row]);
    if (at < entities.size()) ++of[at].and_ones;
  }
  return of;
}

std::vector<Line> lines_of(const Season& season, Date date, const EntityList& entities) {
  std::vector<Line> lines(entities.size());
  if (!season.league.prop_lines) return lines;
  const PropLines& props = *season.league.prop_lines;
  std::vector<std::uint32_t> best(entities.size());
  std::vector<std::size_t> by_player(entities.size());
  for (std::size_t i = 0; i < by_player.size(); ++i)
    by_player[i] = i;
  std::stable_sort(by_player.begin(), by_player.end(),
                   [&](std::size_t a, std::size_t b) { return entities[a].subject < entities[b].subject; });
  for (const std::uint32_t row : props.by_date[date]) {
    if (props.line[row] != props.line[row]) continue;
    auto at = std::lower_bound(by_player.begin(), by_player.end(), props.player[row],
                               [&](std::size_t i, Code player) { return entities[i].subject < player; });
    for (; at != by_player.end() && entities[*at].subject == props.player[row]; ++at) {
      if (!season.settings.is_corrected() && entities[*at].game != props.game[row]) continue;
      Line& line = lines[*at];
      const int bookmaker = props.bookmaker[row];
      const bool is_better = line.bookmaker < 0 || bookmaker < line.bookmaker ||
                             (bookmaker == line.bookmaker && props.snapshot[row] >= props.snapshot[best[*at]]);
      if (!is_better) continue;
      line = {props.line[row], bookmaker};
      best[*at] = row;
    }
  }
  return lines;
}

}  // namespace ergodic::workloads::entities

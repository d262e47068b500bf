#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ergodic::workloads::entities {

/// Who belongs to which team on a day, and what injury reports say of it.
class RosterOfDay {
 public:
  RosterOfDay(const Season& season, Date date);

  /// What is said of a player.
  struct Listed {
    Code player = no_code;
    Code team = no_code;  ///< by the roster; else by the report
    InjuryStatus status = InjuryStatus::none;
    bool is_spelt_with_capitals = false;
  };
  /// By player: the newest report of each that was known, if it is sure.
  const std::vector<Listed>& listed() const { return listed_; }
  const Listed* of(Code player) const;

  /// The rows of the newest roster up to the day, of ninety days at most: one day for all teams.
  std::span<const std::uint32_t> rows() const { return rows_; }
  /// In whole years; nullopt where no birth date is known.
  std::optional<std::int32_t> age(Code player) const;

 private:
  Season season_;
  Date date_;
  std::span<const std::uint32_t> rows_;
  std::vector<std::uint32_t> row_of_player_;  ///< + 1; 0: none
  std::vector<Listed> listed_;
};

/// The players with a game to come on a day, or of backfill those who played.
EntityList players_of_day(const Season& season, Date date);
/// Whether box scores say who they are, and Entity::row is of player_box; else it is of the roster.
bool is_backfill(const Season& season, Date date);
/// The game of each team on a day, by its row of the schedule + 1; 0: none.
std::vector<std::uint32_t> games_of_teams(const Season& season, Date date);

}  // namespace ergodic::workloads::entities

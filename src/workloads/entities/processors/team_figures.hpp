#pragma once

#include "workloads/entities/processors/processor.hpp"

#include <cstdint>
#include <initializer_list>

namespace ergodic::workloads::entities {

/// Where the figures of a team's game come from: the chain of section 2.6.
enum class FigureSource : std::uint8_t { none, team_box, primary_players, backup_players };

/// What a team did in a game. missing_whole where the box score has no figure; sums of players have all.
struct TeamFigures {
  std::int64_t points = 0, fgm = 0, fga = 0, tpm = 0, tpa = 0, ftm = 0, fta = 0, oreb = 0, dreb = 0, reb = 0, ast = 0,
               tov = 0, pf = 0, plus_minus = missing_whole;
  MinutesText minutes = {};
  bool is_home = false;
  std::uint32_t row = 0;  ///< of the team's box score, if it comes from there
};

/// A game from one team's side.
struct TeamSides {
  FigureSource source = FigureSource::none;
  Code opponent = no_code;
  TeamFigures own = {};
  TeamFigures other = {};
  std::int64_t known_at = missing_whole;  ///< when the last of the rows came about
};

TeamSides team_sides(const League& league, Date date, Code game, Code team);

/// Throws BadCell for one of these figures that a box score lacks.
void need(const League& league, const TeamSides& sides, const TeamFigures& of,
          std::initializer_list<WholeCells BoxFigures::*> figures);

/// Throws BadCell for one of these figures that cannot be read.
void look_at(const League& league, const TeamSides& sides, const TeamFigures& of,
             std::initializer_list<WholeCells BoxFigures::*> figures);

/// The teams of the games of a day: those that have figures, and those of games that the schedule calls final.
EntityList team_entities(const Season& season, Date date);

/// Whole minutes of all players of a team together: what stands before the colon; 240 where nothing stands. Throws
/// BadCell for what is no time; by dec2025 that is 240.
std::int64_t team_minutes(const Season& season, const TeamFigures& figures);

constexpr std::int64_t regular_minutes = 240;  ///< five players, 48 minutes
constexpr std::int64_t overtime_minutes = 25;  ///< five players, 5 minutes
constexpr std::int64_t overtimes(std::int64_t minutes) {
  return minutes > regular_minutes ? (minutes - regular_minutes) / overtime_minutes : 0;
}

}  // namespace ergodic::workloads::entities

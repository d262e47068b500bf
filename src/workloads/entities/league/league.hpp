#pragma once

#include "workloads/entities/calendar/date.hpp"
#include "workloads/entities/league/attempts.hpp"
#include "workloads/entities/league/box_scores.hpp"
#include "workloads/entities/league/cells.hpp"
#include "workloads/entities/league/directory.hpp"
#include "workloads/entities/league/game_logs.hpp"
#include "workloads/entities/league/names.hpp"
#include "workloads/entities/league/rows_by.hpp"
#include "workloads/entities/league/season_players.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::workloads::entities {

/// A game of the schedule from the side of one of its teams.
struct TeamGame {
  Date date = 0;
  std::uint32_t row = 0;  ///< of the schedule
  bool is_home = false;
};

struct Schedule {
  Schedule(const Table& table, const Directory& names);

  std::size_t rows;
  CodeColumn game, home, away;
  std::span<const std::int32_t> date;
  WholeCells status, home_score, away_score;
  CodeColumn winner;
  FlagCells is_regular;  ///< missing: it is
  std::span<const std::int64_t> tipoff;
  RowsBy by_date;
  RowsBy by_game;
  /// By date, of games with a date.
  std::span<const TeamGame> games_of(Code team) const;
  bool is_final(std::size_t row) const { return status[row] == 3; }

 private:
  std::vector<TeamGame> team_games_;
  std::vector<std::size_t> ends_;  // of each team's
};

enum class ShotType : std::uint8_t { unknown, two, three };

struct Shots {
  Shots(const Table& table, const Directory& names);

  std::size_t rows;
  CodeColumn game, shooter, team, home, away, assist, block;
  std::span<const std::int32_t> date;
  TextCells<ShotType> type;
  TextCells<bool> is_called_three;  ///< "3pt" in the subtype
  RealCells distance;
  FlagCells made;
  TextCells<bool> has_assist, has_block;
  RowsBy by_date;
};

/// What of a shot's distance and outcome cannot be read.
std::optional<BadCell> unreadable(const Shots& shots, std::size_t row);

struct AndOnes {
  AndOnes(const Table& table, const Directory& names);

  CodeColumn game, shooter;
  RowsBy by_date;
};

struct Registry {
  Registry(const Table& table, const Directory& names);
  bool has(Code player) const { return player >= 0 && known[static_cast<std::size_t>(player)]; }

  std::vector<bool> known;  ///< of each player
};

struct Roster {
  Roster(const Table& table, const Directory& names);

  CodeColumn team, player;
  std::span<const std::int32_t> birth_date;
  RowsBy by_date;
};

enum class InjuryStatus : std::uint8_t { none, out, doubtful, questionable, probable, available, other };

struct Injuries {
  Injuries(const Table& table, const Directory& names);

  CodeColumn player, team;
  std::span<const std::int32_t> report_date;
  WholeCells report_hour;
  TextCells<InjuryStatus> status;
  TextCells<bool> is_spelt_with_capitals;  ///< Out, OUT, Doubtful or DOUBTFUL: what `dec2025` knows
  RealCells confidence;
  RowsBy by_date;  ///< of the game
};

struct PropLines {
  PropLines(const Table& table, const Directory& names);

  CodeColumn player, game;
  TextCells<int> bookmaker;  ///< its rank: draftkings, fanduel, then alphabetical
  Names bookmakers;          ///< in that order they are numbered from 0
  RealCells line;
  std::span<const std::int64_t> snapshot;
  RowsBy by_date;
};

enum class Market : std::uint8_t { other, spreads, totals };

struct GameLines {
  GameLines(const Table& table, const Directory& names);

  CodeColumn game;
  TextCells<Market> market;
  TextCells<int> bookmaker;  ///< as in PropLines
  TextCells<std::string> outcome;
  RealCells point;
  std::span<const std::int64_t> snapshot;
  RowsBy by_date;
};

struct Travel {
  Travel(const Table& table, const Directory& names);
  /// NaN where there is no entry.
  double miles(Code from, Code to) const;

 private:
  std::size_t teams_;
  std::vector<double> miles_;
};

/// The tables of a study, numbered and indexed: what every processor may see, if it declares to read them. Immutable.
struct League {
  League(const Inputs& inputs, const std::vector<std::string>& teams);

  Directory names;
  std::optional<PlayerBox> player_box;
  std::optional<TeamBox> team_box;
  std::optional<Schedule> schedule;
  std::optional<Shots> shots;
  std::optional<AndOnes> and_ones;
  std::optional<Registry> registry;
  std::optional<Roster> roster;
  std::optional<Injuries> injuries;
  std::optional<PropLines> prop_lines;
  std::optional<GameLines> game_lines;
  std::optional<Travel> travel;
  std::optional<Attempts> attempts;

  /// For what has it, the two teams of a game by its id, YYYYMMDD_AWAY_HOME.
  Code home_of(Code game) const { return home_parts_[static_cast<std::size_t>(game)]; }
  Code away_of(Code game) const { return away_parts_[static_cast<std::size_t>(game)]; }
  /// Of the box scores, of both feeds or of the second alone: made when it is first asked for.
  const GameLogs& game_logs(bool both_feeds) const;
  /// Likewise who has played, by the box scores.
  const SeasonPlayers& season_players(bool is_corrected) const;

 private:
  mutable std::optional<GameLogs> logs_of_both_;
  mutable std::optional<GameLogs> logs_of_second_;
  mutable std::optional<SeasonPlayers> players_, players_of_2025_;
  std::vector<Code> home_parts_;
  std::vector<Code> away_parts_;
};

/// The thirty teams of the league.
const std::vector<std::string>& usual_teams();

/// 0 draftkings, 1 fanduel, then the others by their names.
Names bookmaker_names(const TextColumn& column);
int bookmaker_rank(std::string_view name, const Names& others);

}  // namespace ergodic::workloads::entities

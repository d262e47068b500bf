#pragma once

#include "workloads/entities/league/cells.hpp"
#include "workloads/entities/league/directory.hpp"
#include "workloads/entities/numbers/minutes.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
#include <span>

namespace ergodic::workloads::entities {

/// What box scores count.
struct BoxFigures {
  explicit BoxFigures(const Table& table);

  WholeCells points, fgm, fga, tpm, tpa, ftm, fta, oreb, dreb, reb, ast, stl, blk, tov, pf, plus_minus;
};

enum class Feed : std::uint8_t { primary, backup };

struct PlayerBox : BoxFigures {
  PlayerBox(const Table& table, const Directory& names);

  std::size_t rows;
  CodeColumn game, player, team, home, away;
  std::span<const std::int32_t> date;
  TextCells<bool> is_active;
  TextCells<bool> may_have_played;  ///< a status other than DNP, DND, NWT
  TextCells<Feed> feed;
  TextCells<MinutesText> minutes;
  std::span<const std::int64_t> processed_at;
  RowsBy by_date;
  RowsBy by_game;
};

struct TeamBox : BoxFigures {
  TeamBox(const Table& table, const Directory& names);

  std::size_t rows;
  CodeColumn game, team;
  std::span<const std::int32_t> date;
  FlagCells is_home;
  TextCells<MinutesText> minutes;
  std::span<const std::int64_t> processed_at;
  RowsBy by_date;
  RowsBy by_game;
};

}  // namespace ergodic::workloads::entities

#pragma once

#include "workloads/entities/league/names.hpp"
#include "workloads/entities/league/rows_by.hpp"

#include <ergodic/table.hpp>

#include <string>
#include <string_view>

namespace ergodic::workloads::entities {

/// The names that are in several tables.
struct Directory {
  Names players;
  Names games;
  Names teams;  ///< those of the study
  /// The code of a team, also by what other feeds call it: "BRK" is BKN.
  Code team(std::string_view name) const;
};

// Columns of names of a table, as codes.
CodeColumn team_codes(const Table& table, const char* column, const Directory& names);
CodeColumn player_codes(const Table& table, const char* column, const Directory& names);
CodeColumn game_codes(const Table& table, const Directory& names);
RowsBy rows_by_game(const CodeColumn& game, const Directory& names);

std::string lower(std::string_view text);

}  // namespace ergodic::workloads::entities

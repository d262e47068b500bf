#pragma once

#include "workloads/players/model/box_score.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace ergodic::workloads::players {

/// The table of players' games, a row each: `inputs.box_scores`.
TableForm box_scores_form();

/// Box scores of a study, row by row.
class BoxScores {
 public:
  /// Throws StudyError where the numbers of a row do not add up, with the first such row and how many there are.
  explicit BoxScores(Table table);

  const Table& table() const { return table_; }
  /// A player's rows with a date below `before`.
  Table::Run games_of(std::string_view player, std::int32_t before) const;

  bool has_played(std::size_t row) const { return table_.reals("minutes")[row] > 0; }
  BoxScore box(std::size_t row) const;
  /// Possessions of a team in 48 minutes of that game; `usual` where the table does not say.
  double pace(std::size_t row, double usual) const;
  std::string_view player(std::size_t row) const { return table_.texts("player")[row]; }
  /// Empty where it is missing.
  std::string_view role(std::size_t row) const { return table_.texts("role")[row]; }

  static constexpr std::int32_t whenever = std::numeric_limits<std::int32_t>::max();

 private:
  Table table_;
};

}  // namespace ergodic::workloads::players

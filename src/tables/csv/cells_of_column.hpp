#pragma once

#include "tables/columns_in_memory.hpp"
#include "tables/csv/plain_cells.hpp"
#include "tables/csv/takers.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <variant>

namespace ergodic::tables {

/// A column of a file of comma-separated values: puts its cells where their rows are.
class CellsOfColumn {
 public:
  /// One that the form does not have: its cells are passed over.
  CellsOfColumn() = default;
  CellsOfColumn(const TableForm& form, std::size_t place);

  /// Sees where its values lie now.
  void look_where(Columns& columns);

  /// Takes a cell as most are; false: it must be looked at. 16 bytes behind it may be read.
  bool take(const char* at, const char* end, std::size_t row);

  /// The same of a column of rows that lie one behind the other in the cells: its first one is `first`, and the next
  /// one `width` behind it. Calls `look` with those that must be looked at.
  struct Part {
    const PlainCells& cells;
    std::size_t first;
    std::size_t width;
    std::size_t rows;
    bool is_last;  ///< a carriage return may end it
  };
  void take(const Part& part, std::size_t row, const std::function<void(std::size_t)>& look);

  /// Takes the text of any cell, without its quotation marks.
  Mistake put(std::string_view text, std::size_t row);

  /// Of a row that has no cell there.
  void miss(std::size_t row);
  /// After a mistake: a cell that cannot be read, where the column tolerates one.
  void spoil(std::size_t row);

  std::size_t place() const { return place_; }
  /// Gives the texts that its codes mean.
  void finish(Columns& columns);

 private:
  std::variant<NoCells, WholeCells, RealCells, CellsOfText, DateCells, TimeCells, FlagCells> cells_;
  bool may_be_missing_ = true;
  bool is_tolerated_ = false;
  std::unique_ptr<TextCells> texts_;
  std::size_t place_ = static_cast<std::size_t>(-1);
};

}  // namespace ergodic::tables

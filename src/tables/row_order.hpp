#pragma once

#include "tables/image.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::tables {

/// Which row comes at each place.
struct RowOrder {
  std::size_t rows = 0;
  std::vector<std::uint32_t> from = {};  ///< empty: they are as they should be

  std::size_t operator[](std::size_t place) const { return from.empty() ? place : from[place]; }
};

/// Brings the texts of a column into the order of their bytes, and its codes with them.
void rank_texts(ColumnValues& column);

/// The columns that sort a table, by their places in its form: those of the key, or all.
std::vector<std::size_t> sorting_columns(const TableForm& form);

/// A value as a number that compares as it does; a missing one is the least. Texts are ranked.
std::uint64_t ordinal(const ColumnValues& column, TableColumn::Kind kind, std::size_t row);

/// The ascending order of the rows; equal ones stay in the order that they have. Texts are ranked.
RowOrder row_order(const TableForm& form, std::size_t rows, const std::vector<ColumnValues>& columns);

/// The rows of that order as an image; what is placed is freed.
Image place_rows(const TableForm& form, const RowOrder& order, std::vector<ColumnValues> columns);

}  // namespace ergodic::tables

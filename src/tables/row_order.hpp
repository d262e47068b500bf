#pragma once

#include "tables/columns_in_memory.hpp"

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
void rank_texts(Columns& columns, std::size_t column, std::size_t rows);

/// The columns that sort a table, by their places in its form: those of the key, or all.
std::vector<std::size_t> sorting_columns(const TableForm& form);

/// A value as a number that compares as it does; a missing one is the least. Texts are ranked.
std::uint64_t ordinal(const Columns& columns, std::size_t column, std::size_t row);

/// The ascending order of the first rows; equal ones stay in the order that they have. Texts are ranked.
RowOrder row_order(const TableForm& form, std::size_t rows, const Columns& columns);

}  // namespace ergodic::tables

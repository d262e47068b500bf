#pragma once

#include "tables/complaints.hpp"

#include <ergodic/table.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::tables {

/// What a file calls one of its columns.
struct ColumnName {
  std::string text;
  TablePlace place;
};

constexpr std::size_t no_place = static_cast<std::size_t>(-1);

/// The column of the form that each column of a file is, by name or alias, in whatever order; no_place for what is
/// none. Tells of those that are unknown, twice there, or missing: the last at `whole`.
std::vector<std::size_t> match_columns(const TableForm& form, const std::vector<ColumnName>& names,
                                       const TablePlace& whole, Complaints& complaints);

/// The column that has a name or alias, by its place in the form; no_place where none has.
std::size_t find_column(const TableForm& form, const std::string& name);

}  // namespace ergodic::tables

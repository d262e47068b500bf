#pragma once

#include "tables/complaints.hpp"
#include "tables/image.hpp"
#include "tables/read_columns.hpp"

#include <ergodic/table.hpp>

namespace ergodic::tables {

/// Of rows that have one key in common, those that the form's rule wants are left in the order; what it refuses is
/// told. Where they contradict each other in columns alone that tolerate it, the row that is left has cells that cannot
/// be read there.
void settle_duplicates(const TableForm& form, ReadColumns& read, RowOrder& order, Complaints& complaints);

/// Sorts what was read, and makes a table of it. None where something is wrong with it.
std::optional<Table> make_table(std::shared_ptr<const TableForm> form, ReadColumns read, Complaints& complaints);

}  // namespace ergodic::tables

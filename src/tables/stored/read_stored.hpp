#pragma once

#include "tables/read_columns.hpp"
#include "tables/stored_table.hpp"

#include <string>

namespace ergodic::tables {

/// Reads a stored table as what a form declares: the same values as the same content written as CSV. What is wrong with
/// it is added to the complaints; `whole` is what the table is called. Throws InputOutputError.
ReadColumns read_stored(const TableForm& form, const StoredTable& stored, const std::string& whole,
                        Complaints& complaints, const TableLimits& limits = {});

}  // namespace ergodic::tables

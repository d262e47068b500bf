#pragma once

#include "store/hdf5/netcdf_writer.hpp"

#include <ergodic/table.hpp>

#include <cstdint>
#include <vector>

namespace ergodic::store {

// The tables that a study keeps in its result file: /inputs/NAME, a variable a column along the dimension `row`; what
// README.md says of them, in code.

/// Writes them into an open file.
void write_kept_tables(const NetcdfWriter& netcdf, const std::vector<Table>& tables);

/// [bytes] What they take in a file, at most.
std::uint64_t room_of(const std::vector<Table>& tables);

}  // namespace ergodic::store

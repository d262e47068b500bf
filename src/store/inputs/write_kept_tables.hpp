#pragma once

#include "store/hdf5/netcdf_writer.hpp"

#include <ergodic/table.hpp>

#include <vector>

namespace ergodic::store {

/// Writes the tables that a study keeps into its open result file: /inputs/NAME, a variable a column along the
/// dimension `row`. What README.md says of them, in code.
void write_kept_tables(const NetcdfWriter& netcdf, const std::vector<Table>& tables);

}  // namespace ergodic::store

#pragma once

#include "store/archive/selection.hpp"
#include "store/file_layout.hpp"
#include "store/hdf5/netcdf_writer.hpp"

namespace ergodic::store {

// For readers without groups, whole numbers of 64 bits or strings of variable length: variables at the root, of
// netCDF's classic types, labels as attributes.

/// Makes what a flat file consists of in an open, empty file. `layout` is of what is selected of `whole`, its types the
/// classic ones: the rows, or where it has no columns the summary.
void write_flat(hid_t file, const Tuning& with, const FileLayout& whole, const Selection& selection,
                const FileLayout& layout);

}  // namespace ergodic::store

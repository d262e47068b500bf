#pragma once

#include "store/hdf5/hdf5.hpp"

#include <cstdint>
#include <vector>

namespace ergodic::store {

/// All that we tell HDF5 about how, in one place.
struct Tuning {
  Handle file_creation;
  Handle file_access;
  Handle group_creation;
  Handle rows;       ///< dataset creation: space at once, never filled; their bytes are ours
  Handle small;      ///< dataset creation: coordinates and texts, written at creation
  Handle dimension;  ///< dataset creation: a dimension without values takes no space
};

Tuning tuning();

/// For an archive: nobody writes to offsets in it, so that nothing is aligned.
Tuning archive_tuning();

/// Rows of so many bytes in a chunk of an archive.
std::uint64_t rows_in_chunk(std::uint64_t row_bytes);
/// Dataset creation: in chunks of rows, the last dimensions whole and `leading` of them before the rows one by one;
/// shuffled, deflated and checksummed.
Handle compressed(const std::vector<hsize_t>& shape, std::size_t leading, std::size_t value_size);

}  // namespace ergodic::store

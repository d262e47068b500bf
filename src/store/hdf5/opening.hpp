#pragma once

#include "store/hdf5/tuning.hpp"

#include <filesystem>

namespace ergodic::store {

/// Opens what should be a result file, for reading. Throws InputOutputError when it cannot be opened or is damaged,
/// MismatchError when it is no HDF5 file.
Handle open_result_file(const std::filesystem::path& path, const Tuning& with);

}  // namespace ergodic::store

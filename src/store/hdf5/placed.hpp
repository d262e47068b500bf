#pragma once

#include "store/hdf5/hdf5.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace ergodic::store {

// We read and write at places in the file: an array of ours is contiguous, in the file itself, little-endian. HDF5
// hides all that, so that a file which other programs have written anew looks the same to them. It is not damaged, and
// these say what it is: MismatchError, with what brings it back.

/// Where the bytes of a dataset of the file at `path` begin. Throws InputOutputError too: it has none, the file is
/// damaged.
std::uint64_t place_of(hid_t set, const std::string& name, const std::filesystem::path& path);

/// Sees that its values are of that type.
void require_type(hid_t set, hid_t type, const std::string& name, const std::filesystem::path& path);

}  // namespace ergodic::store

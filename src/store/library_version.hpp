#pragma once

#include <string>

namespace ergodic::store {

/// The HDF5 library at hand: "1.10.8".
std::string hdf5_library();
/// The HDF5 of the headers that this was compiled with.
std::string hdf5_headers();
/// Whether it is a parallel HDF5, built upon MPI.
bool hdf5_is_parallel();

}  // namespace ergodic::store

#pragma once

#include <string>

namespace ergodic::parallel {

/// The MPI library at hand, as it calls itself: "Open MPI v4.1.4, package: …". MPI need not have been started.
std::string mpi_library();
/// The MPI standard of the headers that this was compiled with: "3.1".
std::string mpi_standard();

}  // namespace ergodic::parallel

#include "parallel/library_version.hpp"

#include <mpi.h>

#include <array>

namespace ergodic::parallel {

std::string mpi_library() {
  std::array<char, MPI_MAX_LIBRARY_VERSION_STRING> text{};
  int length = 0;
  MPI_Get_library_version(text.data(), &length);
  const std::string all(text.data());
  return all.substr(0, all.find('\n'));  // MPICH goes on with how it was configured
}

std::string mpi_standard() { return std::to_string(MPI_VERSION) + "." + std::to_string(MPI_SUBVERSION); }

}  // namespace ergodic::parallel

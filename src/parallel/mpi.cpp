#include "parallel/mpi.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

namespace ergodic::parallel {

void throw_mpi(std::string_view call, std::string_view what, int status) {
  char text[MPI_MAX_ERROR_STRING];
  int length = 0;
  MPI_Error_string(status, text, &length);
  throw InternalError(
      fmt::format("cannot {} ({}: {}) check the network and the MPI installation, then run the same command again",
                  what, call, std::string_view(text, static_cast<std::size_t>(length))));
}

}  // namespace ergodic::parallel

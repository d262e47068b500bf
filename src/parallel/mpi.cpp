#include "parallel/mpi.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <string>

namespace ergodic::parallel {

namespace {

std::string text_of(int status) {
  int started = 0;
  MPI_Initialized(&started);
  if (started == 0) return fmt::format("error {}", status);  // MPI cannot be asked before
  char text[MPI_MAX_ERROR_STRING];
  int length = 0;
  MPI_Error_string(status, text, &length);
  return {text, static_cast<std::size_t>(length)};
}

}  // namespace

void throw_mpi(std::string_view call, std::string_view what, int status) {
  throw InternalError(
      fmt::format("cannot {} ({}: {}) check the network and the MPI installation, then run the same command again",
                  what, call, text_of(status)));
}

}  // namespace ergodic::parallel

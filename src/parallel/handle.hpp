#pragma once

#include "parallel/communicator.hpp"

#include <mpi.h>
#include <boost/mpi/communicator.hpp>

#include <string>

namespace ergodic::parallel {

struct Communicator::Handle {
  boost::mpi::communicator communicator;
};

/// Throws InternalError when an MPI call failed: "MPI_X failed (reason)".
inline void check(int status, const char* call) {
  if (status == MPI_SUCCESS) return;
  char text[MPI_MAX_ERROR_STRING];
  int length = 0;
  MPI_Error_string(status, text, &length);
  throw InternalError(std::string(call) + " failed (" + std::string(text, static_cast<std::size_t>(length)) +
                      ") check the network and the MPI installation, then run the same command again");
}

}  // namespace ergodic::parallel

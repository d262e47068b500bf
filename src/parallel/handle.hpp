#pragma once

#include <boost/mpi/communicator.hpp>

namespace ergodic::parallel {

/// What a communicator stands on: for the sources of this room.
struct CommunicatorHandle {
  boost::mpi::communicator communicator;
  int rank;
  int size;
};

}  // namespace ergodic::parallel

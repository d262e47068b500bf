#pragma once

#include <boost/mpi/communicator.hpp>

namespace ergodic::parallel {

/// What a communicator stands on: for the sources of this room.
struct CommunicatorHandle {
  boost::mpi::communicator communicator;
  int rank;
  int size;
  mutable int roll_calls = 0;  ///< that were begun on it, by all ranks in one order
};

}  // namespace ergodic::parallel

#pragma once

#include "parallel/communicator.hpp"
#include "parallel/mpi.hpp"

#include <boost/mpi/communicator.hpp>

namespace ergodic::parallel {

struct Communicator::Handle {
  boost::mpi::communicator communicator;
  int rank;
  int size;
};

}  // namespace ergodic::parallel

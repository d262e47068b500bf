#pragma once

#include "parallel/communicator.hpp"

#include <memory>

namespace ergodic::parallel {

/// MPI, from its start to its end. One a process; `run` alone needs it.
class Environment {
 public:
  Environment(int& argc, char**& argv);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  /// All ranks, in a context of our own.
  Communicator world() const;

 private:
  struct Session;
  std::unique_ptr<Session> session_;
};

}  // namespace ergodic::parallel

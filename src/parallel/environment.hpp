#pragma once

#include "parallel/communicator.hpp"

#include <memory>
#include <optional>

namespace ergodic::parallel {

/// The number of this process among those that a launcher started, as its environment tells; 0 without one.
int launched_rank();

/// MPI, from its start to its end. One a process; `run` alone needs it.
class Environment {
 public:
  /// When MPI cannot be started on this rank, that is printed, and the process ends with ExitCode::internal.
  Environment(int& argc, char**& argv);
  ~Environment();
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  /// All ranks, in a context of our own.
  const Communicator& world() const { return *world_; }

 private:
  struct Session;
  std::unique_ptr<Session> session_;
  std::optional<Communicator> world_;
};

}  // namespace ergodic::parallel

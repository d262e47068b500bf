#pragma once

#include "parallel/communicator.hpp"

#include <memory>
#include <optional>
#include <string>

namespace ergodic::parallel {

/// The number of this process among those that a launcher started, as its environment told when this was asked first;
/// 0 without one.
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
  /// Why this process, alone for MPI, seems to be one of several that were to be ranks of one run: "PMI_SIZE is 4, and
  /// Open MPI v4.1.4 sees one process". That is so under the mpirun of another MPI.
  /// Empty: it does not.
  const std::string& isolation() const { return isolation_; }

 private:
  struct Session;
  std::unique_ptr<Session> session_;
  std::optional<Communicator> world_;
  std::string isolation_;
};

}  // namespace ergodic::parallel

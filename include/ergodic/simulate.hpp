#pragma once

#include <ergodic/errors.hpp>
#include <ergodic/workload.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

// A simulation from a program of one's own, without a command line:
//
//     const auto ranks = ergodic::Ranks::start_mpi(argc, argv);
//     return static_cast<int>(ranks.guarded([&] {
//       const auto outcome = ergodic::simulate(ranks, {.file = "study.yaml"}, workloads, {.output = "out.h5"});
//       return outcome.complete ? ergodic::ExitCode::complete : ergodic::ExitCode::unfinished;
//     }));
namespace ergodic {

/// The ranks that share a simulation. Copies mean the same ones.
class Ranks {
 public:
  /// This process alone, without MPI.
  static Ranks alone();
  /// All processes that mpirun or srun has started, or this one when none has: starts MPI, which ends with the last
  /// copy. Once a process. Where MPI cannot be started, that is printed and the process ends with ExitCode::internal.
  static Ranks start_mpi(int& argc, char**& argv);
  /// The ranks of a communicator of a program that starts and ends MPI itself, given as MPI_Comm_c2f tells it. A
  /// duplicate of it is used. Collective. Throws InternalError when MPI does.
  static Ranks of(int communicator);

  int rank() const;
  int size() const;
  bool is_root() const { return rank() == 0; }

  /// Does the work, which all ranks do, and returns its exit code; an error becomes one message on standard error and
  /// its own code. One that a rank alone has ends all ranks: others might wait for it for ever.
  ExitCode guarded(const std::function<ExitCode()>& work) const;

  /// For simulate(): what they stand on.
  struct Handle;
  const Handle& handle() const { return *handle_; }

 private:
  explicit Ranks(std::shared_ptr<const Handle> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<const Handle> handle_;
};

/// The study to simulate, as rank 0 has it.
struct StudySource {
  std::filesystem::path file = {};  ///< YAML, as `ergodic run` takes it
  std::string text = {};            ///< the same in the place of a file; it names no tables
  /// Dotted keys with their values, as YAML, over what the study says: {{"sessions", "5000"}}.
  std::vector<std::pair<std::string, std::string>> settings = {};
};

/// What is wanted of a simulation. Rank 0's holds for all ranks.
struct SimulationRequest {
  std::filesystem::path output = {};  ///< the result file: begun, continued, or found complete
  bool replace = false;               ///< whatever is there
  /// Ranks draw blocks as they become free: for sessions of uneven cost. They do so, too, where the kind says so.
  bool dynamic = false;
  double patience = 0;  ///< [s] how long to wait for another run that is writing the output
  double time_budget = std::numeric_limits<double>::infinity();  ///< [s] after which to stop at a block boundary
  /// [s] after which a rank that waits for others ends the job with ExitCode::unfinished, for a host may be lost; 0:
  /// never. Longer than any block.
  double watchdog = 0;
  std::string command = {};  ///< what `ergodic status` shows as the command
};

/// How a simulation ended; the same on every rank.
struct SimulationOutcome {
  bool complete = false;        ///< the file is complete and closed; else work is left: the same call continues
  std::uint64_t simulated = 0;  ///< sessions simulated by this call, over all ranks
  std::uint64_t failures = 0;   ///< of these
  std::uint64_t done = 0;       ///< sessions that the file now has
};

/// What a simulation asks and tells on its way. Every rank has one.
class SimulationHooks {
 public:
  virtual ~SimulationHooks() = default;
  /// On every rank, at each block boundary, and several times a second within long blocks and while a file is copied
  /// for a further round or sums are folded: whether this one wants all ranks to stop. A block that is not done three
  /// seconds later is given up.
  virtual bool is_to_stop() { return false; }
  /// On rank 0 alone, several times a second and at the end: sessions that the file has, of those that it is to have.
  virtual void progress(std::uint64_t /*done*/, std::uint64_t /*total*/) {}
  /// On rank 0 alone: something failed that the results do not need.
  virtual void warn(const std::string& /*message*/) {}
};

/// Simulates a study into one file, as `ergodic run` does it: the same bytes, on any number of ranks, stopped and
/// continued as often as one likes. `workloads`: among them that of the study.
///
/// Collective. What all ranks meet is thrown by each, with its exit code: usage for a wrong study, mismatch when the
/// file that is there belongs to another one, input_output, sessions_failed when more failed than the study allows.
/// Another error is one rank's own, and must end all of them: see Ranks::guarded.
SimulationOutcome simulate(const Ranks& ranks, const StudySource& study, const Workloads& workloads,
                           const SimulationRequest& request, SimulationHooks& hooks);
SimulationOutcome simulate(const Ranks& ranks, const StudySource& study, const Workloads& workloads,
                           const SimulationRequest& request);

}  // namespace ergodic

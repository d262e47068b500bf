#pragma once

#include "core/activity.hpp"
#include "core/clock.hpp"
#include "engine/extension.hpp"
#include "parallel/progress.hpp"
#include "parallel/stop.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <variant>

namespace ergodic::engine {

/// Another run is writing the output; this one waits for it to end.
struct WaitingForOutput {
  std::filesystem::path output;
  std::string writer;  ///< "another run is writing it: process 4711 here, since …"
  double patience;     ///< [s] at most
};
/// Rank 0 is at work alone, or with others at what is not in blocks. Comes again and again.
struct Working {
  Activity activity;
};
/// The output was begun by an earlier run: its blocks are kept.
struct Continuing {
  std::filesystem::path output;
  bool is_extended;       ///< to more sessions than it had
  std::uint64_t pending;  ///< blocks to do
  std::uint64_t blocks;   ///< of so many
};
/// The run before this one ended, with work left, before a block was done.
struct NothingDone {
  std::string started;  ///< UTC, ISO 8601
  std::string why;      ///< it stopped, in words; empty: not known
};
/// The ranks begin to simulate.
struct Begun {
  std::size_t ranks;
  std::size_t nodes;       ///< that they are on
  std::uint64_t sessions;  ///< to simulate
  std::uint64_t blocks;    ///< that these are in
};
/// All ranks are to stop: those that have a block in hand once it is done, or given up.
struct Stopping {
  parallel::StopReason reason;
};
/// A stop file that was made before this run began was removed, and stops nothing.
struct StaleStopFile {
  std::filesystem::path path;
};
/// A round is done, and the study asks for more sessions per case.
struct GoingOn {
  std::uint64_t from;
  std::uint64_t to;
  std::string why;  ///< "profit ± 0.034, ± 0.01 wanted, in case bold"
};
/// Something failed that the results do not need.
struct Warning {
  std::string message;
};
/// There is nothing to do.
struct AlreadyComplete {
  std::filesystem::path output;
  std::uint64_t sessions;  ///< in the file
};
/// The file is complete and closed.
struct Completed {
  std::filesystem::path output;
  std::uint64_t sessions;  ///< simulated by this run, over all ranks and rounds
  double seconds;
  OnActivity on_activity;  ///< to be called by what takes long, since the other ranks wait
};
/// Work is left; what is done is in the file.
struct Stopped {
  std::filesystem::path output;
  parallel::StopReason reason;
  std::uint64_t done;      ///< sessions in the file
  std::uint64_t sessions;  ///< that it is to have
};

/// The run was stopped while rank 0 was at what is not in blocks: the file is as it was.
struct StoppedAtWork {
  std::filesystem::path output;
  parallel::StopReason reason;
  Activity activity;
};

/// What happens to a run as a whole, in the order in which it may come.
using Event = std::variant<WaitingForOutput, Working, Copying, Continuing, NothingDone, StaleStopFile, Begun, GoingOn,
                           Stopping, Warning, AlreadyComplete, Completed, Stopped, StoppedAtWork>;

/// What a run asks and tells the program that it is a part of. Every rank has one. The engine itself prints nothing.
class RunHooks {
 public:
  virtual ~RunHooks() = default;

  /// On every rank, at every block boundary, and several times a second within long blocks and while rank 0 is at what
  /// is not in blocks: why this one wants all ranks to stop, if it does. A reason may go again: the first one counts.
  virtual parallel::StopReason stop() { return parallel::StopReason::none; }
  /// On rank 0 alone, at the begin of each round: what shows its progress. `clock` outlives it.
  virtual std::unique_ptr<parallel::ProgressReport> progress(const Clock& clock) {
    return parallel::progress_report(parallel::ProgressStyle::none, std::cerr, clock);
  }
  /// On rank 0 alone.
  virtual void tell(const Event&) {}
  /// On every rank: the time by which all is paced.
  virtual const Clock& clock() { return clock_; }

 private:
  SteadyClock clock_;
};

}  // namespace ergodic::engine

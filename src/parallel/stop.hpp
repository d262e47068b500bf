#pragma once

#include "core/clock.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <string>

namespace ergodic::parallel {

/// Why a run is to stop, at the next block boundary or, of a long block, before it, with work left.
enum class StopReason {
  none,
  user_signal_1,
  user_signal_2,
  termination,
  interrupt,
  hang_up,
  time_budget,
  end_of_job,
  stop_file,
  program,
  output_lost,
};
constexpr std::size_t stop_reason_count = 10;  ///< without `none`

/// "SIGUSR1 was received".
std::string explain(StopReason reason);

/// From now on SIGUSR1, SIGUSR2, SIGTERM, SIGINT and SIGHUP only leave a mark, which signal_received() shows. A SIGINT
/// or SIGHUP that comes half a second or more after the first signal ends the program at once, which costs the blocks
/// that are not recorded yet: sooner, it is the same one twice, as a shell and the system send them. Where SIGINT or
/// SIGHUP is ignored, as under nohup, it stays so.
void catch_stop_signals();
/// Keeps what this program does on these signals, while MPI starts: it, or a library that it loads, may set handlers of
/// its own (hwloc finds an OpenCL; one that is built on LLVM takes SIGUSR1). A signal that comes meanwhile waits for
/// ours. Where the program has set nothing, what MPI sets stays.
class KeptStopSignals {
 public:
  KeptStopSignals();
  ~KeptStopSignals();
  KeptStopSignals(const KeptStopSignals&) = delete;
  KeptStopSignals& operator=(const KeptStopSignals&) = delete;

 private:
  struct Kept;
  std::unique_ptr<Kept> kept_;
};

/// The first of these signals that this process was sent.
StopReason signal_received();

/// What a run is to stop for, besides signals. Times in seconds from the decision's making.
struct StopConditions {
  double time_budget = std::numeric_limits<double>::infinity();
  double end_of_job = std::numeric_limits<double>::infinity();  ///< when the batch system is to end it, less the margin
  std::filesystem::path stop_file = {};                         ///< empty: this rank does not look for one
};

/// Decides whether a run is to stop. Each rank has one, and asks it at every block boundary.
class StopDecision {
 public:
  StopDecision(StopConditions conditions, const Clock& clock, std::function<StopReason()> signal = signal_received);

  /// Once there is a reason, it stays.
  StopReason operator()();

 private:
  StopReason look();
  bool stop_file_is_there(double now);

  StopConditions conditions_;
  const Clock& clock_;
  std::function<StopReason()> signal_;
  double start_;
  double next_look_;  ///< for the stop file
  StopReason reason_ = StopReason::none;
};

/// How long before the end of its job a run is to stop [s]. `left` [s] is the time until then: of a short job, the
/// usual minute would leave nothing.
double usual_stop_margin(double left);

}  // namespace ergodic::parallel

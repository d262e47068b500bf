#pragma once

#include "engine/chain.hpp"
#include "engine/output.hpp"
#include "engine/run/run.hpp"
#include "engine/run/run_hooks.hpp"
#include "engine/run/run_record.hpp"
#include "parallel/communicator.hpp"
#include "parallel/stop.hpp"

#include <string>
#include <vector>

namespace ergodic::engine {

/// Who simulates which blocks. The file is the same.
enum class Scheduling {
  automatic,  ///< as the study's kind says that its costs are
  fixed,      ///< equal shares: for sessions of equal cost
  dynamic,    ///< as ranks become free, the dearest first
};

/// Whether ranks draw blocks as they become free.
bool is_dynamic(Scheduling scheduling, const Chain& chain);

/// What is wanted of a run.
struct RunRequest {
  OutputRequest output = {};
  Scheduling scheduling = Scheduling::automatic;
  parallel::StopConditions stop = {};    ///< times from now; the stop file is the output's, whatever stands here
  std::string command = {};              ///< what the run record says that the run was started with
  std::vector<InputRecord> inputs = {};  ///< and where its tables lay
  Cost reading = {};                     ///< and what it took to read them
};

/// A run from its study to the finished file, as a whole: makes or finds the output, simulates what is to do, round
/// after round, closes the file, and judges the failures in it. Told by hooks what to show and when to stop.
///
/// Collective. Every rank has the same chain (agree_on_chain makes one), and rank 0's request holds for all: it is
/// broadcast whole. What all ranks meet is thrown by each as a SharedError: MismatchError's, InputOutputError's or
/// StudyError's code of prepare_output(), SessionsFailed of judge_failures(). Anything else is one rank's own; the
/// caller ends all ranks, as parallel::guarded_rank does.
///
/// Complete, or stopped with work left; the same call then continues. Every rank gets the same outcome; of a file that
/// is complete already, no sessions were simulated.
RunOutcome simulate(const parallel::Communicator& ranks, const Chain& chain, const RunRequest& request,
                    RunHooks& hooks);

}  // namespace ergodic::engine

#pragma once

#include "core/clock.hpp"
#include "engine/run/run.hpp"
#include "engine/run/run_hooks.hpp"
#include "engine/run/run_record.hpp"
#include "parallel/communicator.hpp"
#include "parallel/roll_call.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace ergodic::engine {

/// Keeps the run record beside the output: told, never asked. Every rank has one, and rank 0's writes. It tells of the
/// run, but the results do not need it: when it cannot be kept, that is a warning, and no more is tried.
class Journal {
 public:
  /// Begins the record of a run; `begun` has what only the caller knows of it. Collective. `fresh`: the output is new,
  /// and earlier runs are forgotten.
  Journal(const parallel::Communicator& ranks, const std::filesystem::path& output, RunRecord begun, bool fresh,
          RunHooks& hooks);

  const std::vector<std::string>& hosts() const { return run_.hosts; }

  /// How the ranks stand. Told as often as one likes, it is written now and then, for `ergodic status`.
  void see(const std::vector<parallel::RollCall::Heard>& ranks);
  /// The ranks end, or begin anew with the blocks of another round.
  void end_round(const std::vector<parallel::RollCall::Heard>& ranks);
  void close(const RunOutcome& outcome);
  /// The run has ended, and what it wrote is not in the output.
  void close_without_output(const std::string& why);

 private:
  void end(const std::string& state, const std::string& why);
  void take(const std::vector<parallel::RollCall::Heard>& ranks);
  void write();
  void keep(const std::function<void()>& write);

  bool is_kept_;
  RunHooks& hooks_;
  const Clock& clock_;
  double start_;
  double next_ = 0;
  std::filesystem::path output_;
  RunRecord run_;
  std::vector<RankRecord> earlier_;  ///< what the ranks did in earlier rounds
};

}  // namespace ergodic::engine

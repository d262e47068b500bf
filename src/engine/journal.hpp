#pragma once

#include "core/clock.hpp"
#include "engine/run/run.hpp"
#include "engine/run/run_hooks.hpp"
#include "engine/run/run_record.hpp"
#include "parallel/communicator.hpp"
#include "parallel/watch/roll_call.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {

/// Keeps the run record beside the output: told, never asked. Every rank has one, and rank 0's writes. It tells of the
/// run, but the results do not need it: when it cannot be kept, that is a warning, and no more is tried.
class Journal {
 public:
  /// Of a run; `known` has what only the caller knows of it. Nothing is written yet. Collective.
  Journal(const parallel::Communicator& ranks, const std::filesystem::path& output, RunRecord known, RunHooks& hooks);

  const std::vector<std::string>& hosts() const { return run_.hosts; }
  /// When the run began, on every rank.
  const std::string& started() const { return run_.started; }
  /// Whether it is in the record, on the rank that writes.
  bool has_begun() const { return has_begun_; }
  /// Simulated so far, over all ranks and rounds, on the rank that writes.
  std::uint64_t sessions() const { return run_.sessions; }
  /// The run before this one, on the rank that writes, once this one is in the record.
  const std::optional<RunRecord>& before() const { return before_; }

  /// Puts the run into the record, if it is not there yet: the output is its own now. `fresh`: the output is new, and
  /// earlier runs are forgotten.
  void begin(bool fresh);
  /// The ranks begin to simulate; so many blocks are done already.
  void simulate(std::uint64_t blocks_done);
  /// What rank 0 is at, and how the ranks stand. Told as often as one likes, it is written now and then, for `ergodic
  /// status`.
  void see(const Activity& doing, const std::vector<parallel::RollCall::Heard>& ranks);
  /// All ranks are to stop: that is written at once, since whoever asked may not wait until they have.
  void stopping(parallel::StopReason reason);
  /// The ranks end, or begin anew with the blocks of another round.
  void end_round(const std::vector<parallel::RollCall::Heard>& ranks);
  /// What all ranks have spent in the round that has ended, and the cases that cost the most of it.
  void spend(const Chain& chain, const WorkCosts& costs, const std::vector<CaseCost>& dearest);
  void close(const RunOutcome& outcome);
  /// The run has ended, and what it wrote is not in the output.
  void close_without_output(const std::string& why);

 private:
  void end(const std::string& state, const std::string& why);
  void take(const std::vector<parallel::RollCall::Heard>& ranks);
  void take_silence(const std::vector<parallel::RollCall::Heard>& ranks);
  std::optional<double> silence_since(double at) const;
  void write();
  void keep(const std::function<void()>& write);

  bool is_kept_;
  bool has_begun_ = false;
  RunHooks& hooks_;
  const Clock& clock_;
  double start_;
  double next_ = 0;
  std::filesystem::path output_;
  RunRecord run_;
  std::optional<RunRecord> before_;
  std::vector<RankRecord> earlier_;  ///< what the ranks did in earlier rounds
  WorkCosts spent_;                  ///< by all ranks, before these and in these
  std::vector<CaseCost> dearest_;    ///< of these
};

}  // namespace ergodic::engine

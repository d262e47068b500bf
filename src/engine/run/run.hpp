#pragma once

#include "core/clock.hpp"
#include "engine/block_list.hpp"
#include "engine/chain.hpp"
#include "engine/reading/earlier_rows.hpp"
#include "engine/rounds.hpp"
#include "engine/run/block_simulator.hpp"
#include "engine/run/sync_pace.hpp"
#include "parallel/communicator.hpp"
#include "parallel/exchange.hpp"
#include "parallel/milestones.hpp"
#include "parallel/progress.hpp"
#include "parallel/schedule.hpp"
#include "parallel/watch/roll_call.hpp"
#include "parallel/watch/vigil.hpp"
#include "store/result_file.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::engine {

/// How a run ended.
struct RunOutcome {
  bool complete = false;               ///< the file is complete and closed
  std::optional<NextRound> next = {};  ///< what the study asks for after this round
  std::uint64_t sessions = 0;          ///< simulated by this run, over all ranks
  std::uint64_t failures = 0;          ///< of these
  std::uint64_t done = 0;              ///< sessions that the file now has, of this run and earlier ones
  parallel::StopReason stopped = parallel::StopReason::none;  ///< why it is not complete

  /// With what the same run did in the rounds before.
  RunOutcome after(const RunOutcome& earlier) && {
    sessions += earlier.sessions;
    failures += earlier.failures;
    return std::move(*this);
  }
};

/// What a run asks and tells at every block boundary, and in a long block several times a second.
class RunWatch {
 public:
  virtual ~RunWatch() = default;
  /// On every rank: why this one wants all ranks to stop, if it does.
  virtual parallel::StopReason stop() = 0;
  /// On rank 0: how each rank stands.
  virtual void see(const std::vector<parallel::RollCall::Heard>& ranks) = 0;
  /// On rank 0, once: how each rank has ended.
  virtual void ended(const std::vector<parallel::RollCall::Heard>& ranks) = 0;
  /// On rank 0, once: what all ranks have spent, and on which cases the most of it.
  virtual void spent(const WorkCosts&, const std::vector<CaseCost>&) {}
  /// On rank 0, once: all ranks are to stop, and others may yet be in their blocks.
  virtual void stopping(parallel::StopReason reason) = 0;
  /// On every rank that works at what is not in blocks; on the others rank 0's activity is that of all. `done_here` as
  /// for Vigil::alive. What is thrown ends the work.
  virtual void at(parallel::Vigil& vigil, const Activity& activity, std::uint64_t done_here) {
    vigil.alive(activity, done_here);
  }
};

/// How many sessions are in these blocks of the chain.
std::uint64_t sessions_in(const Chain& chain, const BlockList& blocks);

/// How many of the blocks are of each stage.
std::vector<std::uint64_t> blocks_by_stage(const Chain& chain, const BlockList& blocks);

/// One rank's part of a run, as a thing that steps: `while (run.step()) {}` then `run.finish()`.
/// Every rank makes one with the same chain and the same list of pending blocks. Blocks come in the order of their
/// stages; one begins when the stages that it reads are done, and ranks wait for each other there alone.
class Run final : private Interruption {
 public:
  struct Parts {
    const Chain& chain;
    const parallel::Communicator& communicator;
    std::vector<store::ResultFile>& files;  ///< of the chain's stages
    parallel::Schedule& schedule;           ///< of positions in `pending`
    const BlockList& pending;               ///< blocks as the chain numbers them
    parallel::ProgressReport& progress;     ///< shown by rank 0
    const Clock& clock;
    RunWatch& watch;
    PreparedCases& prepared;  ///< outlives it: a further round simulates the same cases
  };

  explicit Run(const Parts& parts);

  /// Simulates, writes and records one block. False: this rank has none left, or all are to stop; a block that goes on
  /// for three seconds after that is abandoned.
  /// Throws SessionsFailed when a session failed and the study says abort; a failed write throws InputOutputError.
  /// These are this rank's own errors: the caller ends all ranks.
  bool step();

  /// Waits for the other ranks; then, if all blocks are done and the study asks for no further round, folds the block
  /// summaries in block order into /summary and closes the file. Every rank gets the same outcome, or StoppedAtWork
  /// when all are to stop while sums are folded.
  RunOutcome finish();

 private:
  parallel::StopReason stop_reason() const;
  bool is_to_stop();
  bool next_block();
  bool enter(std::size_t stage);
  void leave_stages_before(std::size_t stage);
  bool wait_for(std::size_t stage);
  bool leave();
  const BlockSimulator& simulated() const { return *simulator_; }
  void check() override;
  /// Does the work; its error then names the block's sessions.
  template <class Work>
  void at_sessions_of(const Chain::Place& place, const Work& work);
  bool simulate(const Chain::Place& place, const Block& block);
  void write(const Chain::Place& place, const Block& block);
  void make_durable();
  std::optional<NextRound> agree_on_next_round() const;
  void close_file();
  void tell_of_costs();
  void see(const parallel::Pulse& total);
  IndexRange blocks_ahead() const;
  parallel::RankState state() const;
  void report();
  std::int64_t microseconds() const;  ///< since the begin
  void tell_of_stop();
  parallel::Progress progress_of(const parallel::Pulse& total) const;

  Parts parts_;
  bool has_one_host_;                        ///< all ranks see at once what any of them writes
  std::size_t stage_ = 0;                    ///< that this rank is in
  std::optional<BlockSimulator> simulator_;  ///< of this stage; none before its first block
  parallel::Milestones milestones_;          ///< stages that are done; of a study with stages
  parallel::Exchange exchange_;
  parallel::RollCall roll_call_;
  parallel::Pulse mine_;
  parallel::Pulse all_;
  IndexRange run_;                                         ///< what is left of the run of positions handed out last
  std::vector<std::vector<store::WrittenBlock>> written_;  ///< of each stage, since the last sync
  SyncPace sync_pace_;
  CostMeter meter_;
  DearestCases dearest_;
  double begin_;                       ///< [s]
  double next_check_ = 0;              ///< [s] when a long block is to be interrupted by a look at what goes on
  std::optional<double> abandons_at_;  ///< [s] when the block is given up, since all are to stop
  std::uint64_t earlier_ = 0;          ///< sessions recorded before this run
  bool has_told_of_stop_ = false;      ///< rank 0
};

}  // namespace ergodic::engine

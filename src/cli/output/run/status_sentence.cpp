#include "cli/output/run/status_sentence.hpp"

#include "cli/output/run_words.hpp"
#include "core/format.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <limits>
#include <optional>

namespace ergodic::cli {
namespace {

using analysis::RunState;
using analysis::RunStatus;
using engine::RunRecord;

std::string how_long_ago(std::optional<double> seconds) {
  return seconds ? duration(*seconds) + " ago" : "at a time unknown";
}

std::string name_of_host(const RunRecord& run, std::size_t rank) {
  return rank < run.hosts.size() ? run.hosts[rank] : std::string("?");
}

std::string ranks_since(const RunRecord& run) {
  return fmt::format("{} rank{} since {}", run.hosts.size(), run.hosts.size() == 1 ? "" : "s", run.started);
}

std::string next_step_of(const RunStatus& status) {
  return status.did_no_block ? "it ended before a block was done, and another like it may too: " + more_than_a_block()
                             : "run the same command again to continue";
}

/// "running", or what rank 0 is at.
std::string activity_of(const RunStatus& status) {
  const bool is_known = status.has_begun && status.record->doing.phase != Phase::running;
  return is_known ? activity_text(status.record->doing) : name_of(Phase::running);
}

/// "here as process 4711, 3 ranks since …".
std::string where_it_runs(const RunStatus& status) {
  const RunRecord run = status.record.value_or(RunRecord{});
  if (!status.process)
    return fmt::format("on {}, {}; last heard of {}", name_of_host(run, 0), ranks_since(run), how_long_ago(status.age));
  if (!status.record) return fmt::format("here as process {}; it keeps no record", *status.process);
  if (!status.has_begun)
    return fmt::format("here as process {}, which has told nothing of itself yet", *status.process);
  return fmt::format("here as process {}, {}", *status.process, ranks_since(run));
}

/// Of ranks that are not heard of while rank 0 lives: "; rank 2 on node03 has not been heard of for 22.0 s".
std::string silent_ranks(const RunStatus& status) {
  if (!status.has_begun) return "";
  const RunRecord& run = *status.record;
  std::size_t longest = 0, silent = 0;
  const auto silence = [&](std::size_t rank) { return run.per_rank[rank].silent_for.value_or(0); };
  for (std::size_t rank = 1; rank < run.per_rank.size(); ++rank) {
    if (silence(rank) < analysis::longest_silence_of(run, true)) continue;
    ++silent;
    if (longest == 0 || silence(rank) > silence(longest)) longest = rank;
  }
  if (silent == 0) return "";
  return fmt::format("; rank {} on {}{} not been heard of for {}", longest, name_of_host(run, longest),
                     silent == 1 ? " has" : fmt::format(" and {} more have", silent - 1),
                     duration(silence(longest) + status.age.value_or(0)));
}

/// Of a run that is suspended. mpirun passes SIGCONT on to all ranks.
std::string how_to_resume(const RunStatus& status) {
  const bool has_launcher = status.starter && status.has_begun && status.record->hosts.size() > 1;
  return has_launcher ? fmt::format("kill -CONT {}, which started its ranks,", *status.starter)
                      : fmt::format("fg, or kill -CONT {},", *status.process);
}

std::string silent_sentence(const RunStatus& status) {
  if (status.is_suspended) {
    return fmt::format("no rank heard of{}: suspended {} (Ctrl-Z or SIGSTOP) {} lets it go on",
                       status.age ? " for " + duration(*status.age) : "", where_it_runs(status), how_to_resume(status));
  }
  if (!status.record) return "perhaps running: a lock is there, and no record of who holds it";
  const std::string silence =
      status.age ? "no rank heard of for " + duration(*status.age) : std::string("no rank heard of");
  if (status.process)
    return fmt::format("{}, though {} {} (in a long block, suspended, or hanging)", silence, activity_of(status),
                       where_it_runs(status));
  return fmt::format("{}: perhaps running on {}, {} (in long blocks, suspended, or killed): look there", silence,
                     name_of_host(*status.record, 0), ranks_since(*status.record));
}

std::string killed_sentence(const RunStatus& status) {
  const RunRecord run = status.record.value_or(RunRecord{});
  const std::string how = run.stop_reason.empty()
                              ? std::string("ended without a word")
                              : fmt::format("was to stop ({}), and was ended before it had", run.stop_reason);
  const std::string orphans =
      status.orphans.empty()
          ? ""
          : fmt::format(" (ranks of it live on here as processes {}, and the next run waits for them)", status.orphans);
  return fmt::format("not running: the run of {} {}, last heard of {}{}; {}", run.started, how,
                     how_long_ago(status.age), orphans, next_step_of(status));
}

std::string stopped_sentence(const RunStatus& status) {
  const RunRecord& run = *status.record;
  const std::string at = run.doing.phase == Phase::running ? "" : " while " + activity_text(run.doing);
  if (run.state == "failed")
    return fmt::format("ended {} with an error: {}; then {}", run.ended, run.stop_reason, next_step_of(status));
  return fmt::format("stopped {} ({}{}); {}", run.ended, run.stop_reason, at, next_step_of(status));
}

}  // namespace

std::string status_sentence(const RunStatus& status) {
  switch (status.state) {
    case RunState::complete: {
      const bool was_to_be_longer =
          status.record && (status.record->state == "unfinished" || status.record->state == "failed");
      return was_to_be_longer ? "complete; a run that was to go on from it " + stopped_sentence(status) : "complete";
    }
    case RunState::running:
      return fmt::format("{} {}{}", activity_of(status), where_it_runs(status), silent_ranks(status));
    case RunState::silent: return silent_sentence(status);
    case RunState::stopped: return stopped_sentence(status);
    case RunState::killed: return killed_sentence(status);
    case RunState::idle: return "not running; run its study to continue";
  }
  return "";
}

std::string status_word(const RunStatus& status) {
  if (status.state == RunState::running) return activity_of(status);
  return status.is_suspended ? "suspended" : name_of(status.state);
}

}  // namespace ergodic::cli

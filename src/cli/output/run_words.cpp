#include "cli/output/run_words.hpp"

#include "analysis/results.hpp"
#include "cli/guarded.hpp"
#include "cli/output/shards_output.hpp"
#include "cli/output/summary/summary_output.hpp"
#include "cli/terminal.hpp"
#include "core/format.hpp"
#include "engine/run/run_record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <variant>

namespace ergodic::cli {

parallel::ProgressStyle progress_style(const std::string& word) {
  using Style = parallel::ProgressStyle;
  if (word == "bar") return Style::bar;
  if (word == "log") return Style::log;
  if (word == "json") return Style::json;
  if (word == "none") return Style::none;
  return is_terminal(Stream::error) ? Style::bar : Style::log;
}

std::string more_than_a_block() { return "take a smaller output.block (of a new file), or a longer job"; }

std::unique_ptr<parallel::ProgressReport> RunWords::progress(const Clock& clock) {
  return parallel::progress_report(style_, std::cerr, clock, [] { return terminal_columns(Stream::error); });
}

RunWords::RunWords(parallel::ProgressStyle style, engine::OutputRequest wanted, const Workloads& workloads)
    : style_(style),
      wanted_(std::move(wanted)),
      workloads_(workloads),
      line_(style, std::cerr, [] { return terminal_columns(Stream::error); }) {}

void RunWords::tell(const engine::Event& event) {
  if (!std::holds_alternative<engine::Working>(event)) line_.clear();
  std::visit([this](const auto& happened) { say(happened); }, event);
}

void RunWords::say(const engine::WaitingForOutput& waiting) const {
  fmt::print(stderr, "{} is in use ({}) waiting for it to end, {} at most\n", waiting.output.string(), waiting.writer,
             duration(waiting.patience));
}

void RunWords::say(const engine::Working& work) { line_.show(work.activity); }

void RunWords::say(const engine::Copying& copying) const {
  using Draft = engine::Copying::Draft;
  if (copying.draft == Draft::taken_up) {
    fmt::print(stderr, "going on with {}, which an earlier run began: {}\n", copying.path.string(),
               activity_text(copying.activity));
  } else if (copying.draft == Draft::begun_anew) {
    fmt::print(stderr, "warning: {}, which an earlier run left, is begun anew (it is cut off, or of another study)\n",
               copying.path.string());
  }
}

void RunWords::say(const engine::Continuing& run) const {
  fmt::print(stderr, "{} {}: {} of {} blocks are to do\n", run.is_extended ? "extending" : "continuing",
             run.output.string(), grouped(run.pending), grouped(run.blocks));
}

void RunWords::say(const engine::NothingDone& last) const {
  fmt::print(stderr, "warning: the last run, of {}, ended before a block was done ({}) {}\n", last.started,
             last.why.empty() ? "without a word" : last.why, more_than_a_block());
}

const char* RunWords::instead_of_bar() const { return style_ == parallel::ProgressStyle::bar ? "\r\x1b[K" : ""; }

bool RunWords::is_for_people() const {
  return style_ == parallel::ProgressStyle::bar || style_ == parallel::ProgressStyle::log;
}

void RunWords::say(const engine::Begun& run) {
  constexpr double between_looks = 0.1;  // [s]
  if (!is_for_people()) return;
  if (style_ == parallel::ProgressStyle::log) {
    fmt::print(stderr, "{}: {} rank{} on {} node{}; {} sessions in {} block{} are to do\n", engine::timestamp(),
               run.ranks, run.ranks == 1 ? "" : "s", run.nodes, run.nodes == 1 ? "" : "s", grouped(run.sessions),
               grouped(run.blocks), run.blocks == 1 ? "" : "s");
  }
  signals_.emplace(between_looks, [this] {
    const parallel::StopReason reason = parallel::signal_received();
    if (reason != parallel::StopReason::none) say(engine::Stopping{reason});
    return reason == parallel::StopReason::none;
  });
}

void RunWords::say(const engine::Stopping& run) {
  if (!is_for_people() || has_told_of_stop_.exchange(true)) return;
  fmt::print(stderr, "{}{}: {}: stopping when the blocks in hand are done, or given up after three seconds\n",
             instead_of_bar(), engine::timestamp(), parallel::explain(run.reason));
}

void RunWords::say(const engine::StaleStopFile& file) const {
  fmt::print(stderr, "warning: removed {} (it was made before this run began) make it again to stop this run\n",
             file.path.string());
}

void RunWords::say(const engine::GoingOn& round) const {
  fmt::print(stderr, "going on from {} to {} sessions per case ({})\n", grouped(round.from), grouped(round.to),
             round.why);
}

void RunWords::say(const engine::Warning& warning) const {
  fmt::print(stderr, "{}warning: {}\n", instead_of_bar(), warning.message);
}

void RunWords::say(const engine::AlreadyComplete& run) const {
  fmt::print("{} is already complete: {} sessions. Next: {}\n", run.output.string(), grouped(run.sessions),
             next_line(analysis::Results::open_stages(run.output, workloads_).back()));
  flush_output();
}

void RunWords::say(const engine::Completed& run) {
  signals_.reset();
  const std::vector<analysis::Results> stages = analysis::Results::open_stages(run.output, workloads_);
  const analysis::Results& results = stages.back();  // what a chain leads to
  const double per_second = static_cast<double>(run.sessions) / std::max(run.seconds, 1e-9);
  constexpr std::size_t most_rows = 20;  // a log is read by people
  const std::string summary = summary_text(
      results, {.cases = {}, .most_rows = most_rows, .width = output_width(), .on_activity = run.on_activity});
  line_.clear();
  fmt::print("{}", summary);
  fmt::print("\n{} sessions in {} ({}/s){}. Next: {}\n", grouped(run.sessions), duration(run.seconds),
             grouped(static_cast<std::uint64_t>(per_second)),
             stages.size() == 1 ? "" : fmt::format(", in {} stages, of which this is the last", stages.size()),
             next_line(results));
  flush_output();
}

void RunWords::say(const engine::Stopped& run) {
  signals_.reset();
  fmt::print(stderr, "stopped with work left ({}; {} of {} sessions are in {}) {} to continue\n",
             parallel::explain(run.reason), grouped(run.done), grouped(run.sessions), run.output.string(),
             how_to_continue());
}

void RunWords::say(const engine::StoppedAtWork& run) {
  signals_.reset();
  const std::string kept = run.activity.phase == Phase::copying
                               ? fmt::format("; {} is as it was, and the copy is kept", run.output.string())
                               : "";
  fmt::print(stderr, "stopped with work left ({} while {}{}) {} to continue\n", parallel::explain(run.reason),
             activity_text(run.activity), kept, how_to_continue());
}

std::string RunWords::how_to_continue() const {
  return wanted_.force                             ? "run the same command without --force"
         : wanted_.resume == engine::Resume::never ? "run the same command without --resume never"
                                                   : "run the same command again";
}

}  // namespace ergodic::cli

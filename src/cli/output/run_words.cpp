#include "cli/output/run_words.hpp"

#include "analysis/results.hpp"
#include "cli/guarded.hpp"
#include "cli/output/summary_output.hpp"
#include "cli/terminal.hpp"
#include "core/format.hpp"

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
  return standard_error_is_terminal() ? Style::bar : Style::log;
}

std::unique_ptr<parallel::ProgressReport> RunWords::progress(const Clock& clock) {
  return parallel::progress_report(style_, std::cerr, clock, terminal_columns());
}

void RunWords::tell(const engine::Event& event) {
  std::visit([this](const auto& happened) { say(happened); }, event);
}

void RunWords::say(const engine::WaitingForOutput& waiting) const {
  fmt::print(stderr, "{} is in use ({}) waiting for it to end, {} at most\n", waiting.output.string(), waiting.writer,
             duration(waiting.patience));
}

void RunWords::say(const engine::Continuing& run) const {
  fmt::print(stderr, "{} {}: {} of {} blocks are to do\n", run.is_extended ? "extending" : "continuing",
             run.output.string(), grouped(run.pending), grouped(run.blocks));
}

void RunWords::say(const engine::StaleStopFile& file) const {
  fmt::print(stderr, "warning: removed {} (it was made before this run began) make it again to stop this run\n",
             file.path.string());
}

void RunWords::say(const engine::GoingOn& round) const {
  fmt::print(stderr, "going on from {} to {} sessions per case ({})\n", grouped(round.from), grouped(round.to),
             round.why);
}

void RunWords::say(const engine::Warning& warning) const { fmt::print(stderr, "warning: {}\n", warning.message); }

void RunWords::say(const engine::AlreadyComplete& run) const {
  fmt::print("{} is already complete: {} sessions. Next: ergodic summary {}\n", run.output.string(),
             grouped(run.sessions), run.output.string());
  flush_output();
}

void RunWords::say(const engine::Completed& run) const {
  const analysis::Results results = analysis::Results::open(run.output, workloads_);
  const double per_second = static_cast<double>(run.sessions) / std::max(run.seconds, 1e-9);
  constexpr std::size_t most_rows = 20;  // a log is read by people
  fmt::print("{}", summary_text(results, {.cases = {}, .most_rows = most_rows}));
  fmt::print("\n{} sessions in {} ({}/s). Next: ergodic summary {}; ergodic replay {} --session {}\n",
             grouped(run.sessions), duration(run.seconds), grouped(static_cast<std::uint64_t>(per_second)),
             run.output.string(), run.output.string(), results.description.sessions_held().first);
  flush_output();
}

void RunWords::say(const engine::Stopped& run) const {
  const std::string how = wanted_.force                             ? "run the same command without --force"
                          : wanted_.resume == engine::Resume::never ? "run the same command without --resume never"
                                                                    : "run the same command again";
  fmt::print(stderr, "stopped with work left ({}; {} of {} sessions are in {}) {} to continue\n",
             parallel::explain(run.reason), grouped(run.done), grouped(run.sessions), run.output.string(), how);
}

}  // namespace ergodic::cli

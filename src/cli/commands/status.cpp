#include "analysis/run_status.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/json.hpp"
#include "cli/output/rank_table.hpp"
#include "cli/output/run/cost_table.hpp"
#include "cli/output/run/status_sentence.hpp"
#include "cli/output/run_words.hpp"
#include "cli/output/shards_output.hpp"
#include "cli/output/text_table.hpp"
#include "cli/terminal.hpp"
#include "core/format.hpp"
#include "parallel/line/progress_line.hpp"
#include "parallel/line/redrawn_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace ergodic::cli {
namespace {

using analysis::RunState;
using analysis::RunStatus;
using engine::RankRecord;
using engine::RunRecord;

struct Options {
  std::string file;
  bool follow = false, json = false;
};

std::string host_of(const RunRecord& run, std::size_t rank) {
  return rank < run.hosts.size() ? run.hosts[rank] : std::string("?");
}

/// "stage breed_3 (4 of 10): 12 of 100 blocks": the first that is not done.
std::string stages_text(const RunStatus& status) {
  for (std::size_t i = 0; i < status.stages.size(); ++i) {
    const analysis::StageStatus& stage = status.stages[i];
    if (stage.blocks_done == stage.blocks) continue;
    return fmt::format("stage {} ({} of {}): {} of {} blocks\n", stage.name, i + 1, status.stages.size(),
                       grouped(stage.blocks_done), grouped(stage.blocks));
  }
  return "";
}

std::string status_text(const std::string& file, const RunStatus& status) {
  const std::size_t width = output_width();
  std::string text =
      fmt::format("{}: {}\n{}, {} of {} blocks\n", file, status_sentence(status),
                  progress_text(status.progress, status.rate()), grouped(status.blocks_done), grouped(status.blocks));
  text += stages_text(status);
  if (status.is_live() && status.record && !status.record->per_rank.empty())
    text += rank_table(*status.record, status.age.value_or(0), width);
  if (status.record && !status.is_live()) text += cost_table(*status.record, width);
  return folded(text, width);
}

Json status_json(const std::string& file, const RunStatus& status) {
  const parallel::Progress& p = status.progress;
  Json json{{"file", file},
            {"state", name_of(status.state)},
            {"sessions_done", p.done},
            {"sessions", p.total},
            {"blocks_done", status.blocks_done},
            {"blocks", status.blocks},
            {"sessions_per_s", json_number(status.rate())},
            {"left_s", status.is_live() ? json_number(time_to_finish(p, status.rate())) : Json(nullptr)},
            {"process", status.process ? Json(*status.process) : Json(nullptr)},
            {"suspended", status.is_suspended},
            {"age_s", status.age ? json_number(*status.age) : Json(nullptr)}};
  for (const analysis::StageStatus& stage : status.stages)
    json["stages"].push_back({{"stage", stage.name}, {"blocks_done", stage.blocks_done}, {"blocks", stage.blocks}});
  if (!status.record) return json;
  const RunRecord& run = *status.record;
  Json& last = json["run"];
  last = {{"started", run.started},
          {"updated", run.updated},
          {"ended", run.ended},
          {"state", run.state},
          {"doing", engine::activity_json(run.doing)},
          {"stop_reason", run.stop_reason},
          {"sessions", run.sessions},
          {"failures", run.failures},
          {"seconds", run.seconds},
          {"costs", engine::costs_json(run.costs)},
          {"dearest_cases", Json::array()},
          {"ranks", Json::array()}};
  for (const engine::CaseRecord& one : run.dearest)
    last["dearest_cases"].push_back(engine::case_cost_json(one));
  for (std::size_t i = 0; i < run.per_rank.size(); ++i) {
    const RankRecord& rank = run.per_rank[i];
    last["ranks"].push_back(
        {{"rank", i},
         {"host", host_of(run, i)},
         {"sessions", rank.sessions},
         {"failures", rank.failures},
         {"blocks", rank.blocks.empty() ? Json(nullptr) : Json::array({rank.blocks.first, rank.blocks.last})},
         {"silent_for_s", rank.silent_for ? json_number(*rank.silent_for) : Json(nullptr)}});
  }
  return json;
}

ExitCode code_of(const RunStatus& status) {
  if (status.state == RunState::complete) return ExitCode::complete;
  return status.is_live() ? ExitCode::running : ExitCode::unfinished;
}

/// A line that is drawn again on a terminal, and elsewhere a line for each.
class FollowedLine {
 public:
  explicit FollowedLine(bool redraws) : redraws_(redraws) {}

  /// Of a line: it must not reach the last column.
  std::size_t room() const { return redraws_ ? columns() - 1 : any_width; }

  /// False when nobody reads any more.
  bool show(const std::string& line) {
    if (line == std::exchange(shown_, line)) return true;
    fmt::print("{}", redraws_ ? line_.drawn(line, columns()) : line + '\n');
    return std::fflush(stdout) == 0;
  }
  void clear() {
    if (redraws_) fmt::print("{}", line_.cleared(columns()));
  }

 private:
  static std::size_t columns() { return std::clamp<std::size_t>(output_width(), 2, 1000); }

  bool redraws_;
  parallel::RedrawnLine line_;
  std::string shown_;
};

/// Shows every change until no run is at work.
RunStatus follow(const Options& options, const Workloads& workloads) {
  constexpr auto between_looks = std::chrono::seconds(1);
  FollowedLine line(is_terminal(Stream::output) && !options.json);
  for (;;) {
    const RunStatus status = analysis::look_at_run(options.file, workloads);
    const bool goes_on = status.is_live() && line.show(options.json ? status_json(options.file, status).dump()
                                                                    : progress_line(status.progress, status.rate(),
                                                                                    line.room(), status_word(status)));
    if (!goes_on) {
      line.clear();
      return status;
    }
    std::this_thread::sleep_for(between_looks);
  }
}

ExitCode show_shards(const Options& options, const Workloads& workloads) {
  if (options.follow)
    throw UsageError("--follow goes with one file (a folder of shards is given) leave it out, or name a shard");
  const std::vector<analysis::ShardFolder> folders = analysis::shards_in(options.file, workloads);
  if (folders.empty()) {
    throw InputOutputError(
        fmt::format("{} is a folder (without shards, which are named as out.1of8.h5 is) name a file, "
                    "or a folder that has some",
                    options.file));
  }
  fmt::print("{}", options.json ? shards_json(folders).dump(2) + "\n" : shards_text(folders));
  const auto any = [&](const auto& are) { return std::any_of(folders.begin(), folders.end(), are); };
  if (any([](const auto& shards) { return !shards.running.empty(); })) return ExitCode::running;
  return any([](const auto& shards) { return !shards.to_run().empty(); }) ? ExitCode::unfinished : ExitCode::complete;
}

ExitCode show_status(const Options& options, const Workloads& workloads) {
  if (std::filesystem::is_directory(options.file)) return show_shards(options, workloads);
  const RunStatus status = options.follow ? follow(options, workloads) : analysis::look_at_run(options.file, workloads);
  fmt::print("{}", options.json ? status_json(options.file, status).dump(options.follow ? -1 : 2) + "\n"
                                : status_text(options.file, status));
  return code_of(status);
}

constexpr const char* footer =
    "What is done is read from the file's ledger, the rest from the record beside it, OUT.run.json, which a run "
    "renews\n"
    "every few seconds; nothing is locked or written. A run of this machine is known by the lock that it holds, one "
    "of\n"
    "another machine by the age of its record alone: after a minute without one it is only \"perhaps running\".\n"
    "Of what has told nothing of itself for ten seconds here, or is suspended, the first line says so. It also says "
    "what\n"
    "the run is at: running, copying 3.00 of 6.00 GB, closing 12 of 100 cases; or why it ended.\n"
    "The rate is that of the run so far. Of a run that has ended, what it has spent its time on comes last, the time "
    "of "
    "all\n"
    "ranks added, and the cases that took the most of it; --json tells it of a run that goes on, too.\n"
    "\n"
    "Exit codes: 0 complete, 1 a run is at work or may be, 75 work is left and no run is at it.\n"
    "\n"
    "Examples:\n"
    "  ergodic status OUT.h5\n"
    "  ergodic status OUT.h5 --follow                 until the run ends; one line on a terminal, else a line a "
    "change\n"
    "  ergodic status OUT.h5 --json | jq .left_s\n"
    "  ergodic status FOLDER                          shards OUT.1of8.h5 …: which are done, running, to be run again";

}  // namespace

void add_status(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("status", "How far a file is, and the run that makes it");
  command.option("FILE", &options->file, "The result file, a shard, or a folder of shards").required();
  command.option("--follow", &options->follow, "Show every change until the run ends");
  command.option("--json", &options->json, "For programs; with --follow an object a line");
  command.footer(footer);
  command.runs([options, context] { return show_status(*options, context.workloads); });
}

}  // namespace ergodic::cli

#include "engine/merge.hpp"

#include "analysis/results.hpp"
#include "cli/commands/commands.hpp"
#include "cli/overrides.hpp"
#include "core/format.hpp"
#include "engine/closing.hpp"
#include "engine/run/run_record.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string output;
  std::vector<std::string> shards;
  bool force = false;
  std::vector<std::string> inputs;
};

/// The output tells of the shards' runs; as in a run, that it cannot is only said.
void keep_records(const fs::path& output, const std::vector<fs::path>& shards) {
  try {
    engine::gather_run_records(output, shards);
  } catch (const std::exception& error) {
    fmt::print(stderr, "warning: {}\n", error.what());
  }
}

ExitCode merge(const Options& options, const Workloads& workloads) {
  const std::vector<fs::path> shards(options.shards.begin(), options.shards.end());
  const engine::InputSearch search = input_search(options.inputs);
  const engine::MergeOutcome outcome = engine::merge({options.output, shards, options.force, search}, workloads);
  if (outcome.already_complete) {
    fmt::print("{} is already complete: {} sessions. Next: ergodic summary {}\n", options.output,
               grouped(outcome.sessions), options.output);
  } else {
    keep_records(options.output, shards);
    fmt::print("{} shards merged: {} sessions. Next: ergodic summary {}\n", options.shards.size(),
               grouped(outcome.sessions), options.output);
  }
  const analysis::Results results = analysis::Results::open(options.output, workloads, "", search);
  results.plan_to("merge");
  if (const auto warning = engine::judge_failures(*results.whole->chain(), results.whole->files()))
    fmt::print(stderr, "warning: {}\n", *warning);
  return ExitCode::complete;
}

constexpr const char* footer =
    "The output is the file that one run of the whole study would have made, byte for byte. Every block is held\n"
    "against its digest on the way; the shards stay as they are. Killed before its end it leaves no output: run it "
    "again.\n"
    "It needs room for the whole file beside the shards.\n"
    "\n"
    "Examples:\n"
    "  ergodic run STUDY.yaml -o part1.h5 --shard 1/2    on one machine\n"
    "  ergodic run STUDY.yaml -o part2.h5 --shard 2/2    on another\n"
    "  ergodic merge OUT.h5 part1.h5 part2.h5            in any order";

}  // namespace

void add_merge(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("merge", "Put the shards of a study together into one file");
  command.option("OUT", &options->output, "The file to make").required();
  command.option("SHARD", &options->shards, "All files of ergodic run --shard i/n").required();
  command.option("--force", &options->force, "Replace the file that is there, whatever it is");
  add_inputs(command, options->inputs);
  command.footer(footer);
  command.runs([options, context] { return merge(*options, context.workloads); });
}

}  // namespace ergodic::cli

#include "analysis/results.hpp"
#include "analysis/row_check.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/overrides.hpp"
#include "core/digest.hpp"
#include "core/format.hpp"
#include "engine/run/block_simulator.hpp"

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string file;
  std::uint64_t sample = 1000;
  std::vector<std::string> inputs;
};

struct Findings {
  std::uint64_t blocks = 0;
  std::uint64_t sessions = 0;
  std::vector<std::string> wrong;
};

/// Every recorded block's bytes against the ledger's digest.
void check_blocks(const analysis::Results& results, Findings& findings) {
  const IndexRange held = results.description.blocks_held();
  for (std::uint64_t block = held.first; block < held.last; ++block) {
    const auto recorded = results.file.recorded(block);
    if (!recorded) continue;
    ++findings.blocks;
    if (results.file.read_digest(block) != *recorded) {
      findings.wrong.push_back(fmt::format("block {}, {}, is not what its ledger line says", block,
                                           results.description.sessions_text(results.description.block(block))));
    }
  }
}

/// The statistics of a complete file against the digest that it was closed with.
void check_summary(const analysis::Results& results, Findings& findings) {
  const auto closed = results.file.closed();
  if (closed && results.file.read_summary_digest() != *closed)
    findings.wrong.push_back(
        fmt::format("the group {} is not what the closing line says", results.description.layout().group("summary")));
}

/// Numbers of a range, drawn at random, the same ones each time for the same file; all of them when the sample is as
/// large. Ascending.
std::vector<std::uint64_t> draw_sample(const Digest& identity, std::uint64_t sample, IndexRange range) {
  const std::uint64_t count = range.size();
  std::vector<std::uint64_t> numbers(std::min(sample, count));
  Stream draw({static_cast<std::uint32_t>(identity.low), static_cast<std::uint32_t>(identity.low >> 32)}, identity.high,
              0);
  for (std::uint64_t i = 0; i < numbers.size(); ++i)
    numbers[i] = range.first + (sample >= count ? i : uniform_integer(draw, count));
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

/// The blocks that are done, ascending.
std::vector<std::uint64_t> blocks_done(const analysis::Results& results) {
  std::vector<std::uint64_t> done;
  const IndexRange held = results.description.blocks_held();
  for (std::uint64_t block = held.first; block < held.last; ++block) {
    if (results.done[block]) done.push_back(block);
  }
  return done;
}

/// A sample of the sessions that are done, ascending.
std::vector<std::uint64_t> sample_done(const analysis::Results& results, std::uint64_t sample) {
  const analysis::Description& held = results.description;
  const std::vector<std::uint64_t> done = blocks_done(results);
  IndexRange sessions{0, 0};  // numbered as if the blocks that are not done were not there
  for (const std::uint64_t block : done)
    sessions.last += held.block(block).replicates.count;
  std::vector<std::uint64_t> ids = draw_sample(held.layout().identity(), sample, sessions);
  std::uint64_t passed = 0;  // sessions of the blocks before
  auto block = done.begin();
  for (std::uint64_t& id : ids) {
    engine::Block one = held.block(*block);
    for (; id - passed >= one.replicates.count; one = held.block(*++block))
      passed += one.replicates.count;
    id = number(held.id(one.case_index, one.replicates.first)) + id - passed;
  }
  return ids;
}

/// Re-simulates a sample of the sessions that are done and compares their rows.
void check_rows(const analysis::Results& results, std::uint64_t sample, Findings& findings) {
  const engine::Plan& plan = results.plan_to("verify");
  engine::BlockSimulator simulator = results.simulator();
  for (const std::uint64_t id : sample_done(results, sample)) {
    const engine::SessionIndex place = plan.index_of(SessionId{id});
    ++findings.sessions;
    simulator.simulate_rows(place.case_index, {place.replicate, 1});
    if (!analysis::differences(results, place, simulator.rows()).empty()) {
      findings.wrong.push_back(fmt::format("{}session {} (case {}, replicate {}) gives another row than the file's",
                                           plan.stage().empty() ? "" : "stage " + plan.stage() + ", ", id,
                                           plan.case_label(place.case_index), place.replicate));
    }
  }
}

/// Where the file keeps no rows: re-simulates whole blocks, about as many sessions, and compares their summaries.
void check_block_summaries(const analysis::Results& results, std::uint64_t sample, Findings& findings) {
  const engine::Plan& plan = results.plan_to("verify");
  const std::uint64_t per_block = plan.layout().sessions_per_block;
  engine::BlockSimulator simulator = results.simulator();
  const std::vector<std::uint64_t> done = blocks_done(results);
  for (const std::uint64_t position :
       draw_sample(results.description.layout().identity(), (sample + per_block - 1) / per_block, {0, done.size()})) {
    const std::uint64_t index = done[position];
    const engine::Block block = plan.block(index);
    simulator.simulate(block);
    findings.sessions += block.replicates.count;
    const auto words = simulator.words();
    const std::vector<std::int64_t> stored = results.file.read_summary(index);
    if (!std::equal(words.begin(), words.end(), stored.begin(), stored.end())) {
      findings.wrong.push_back(
          fmt::format("block {}, {}, gives another summary than the file's", index, plan.sessions_text(block)));
    }
  }
}

/// Of the stages that can be simulated again: those that are made from stages which are complete.
void check_stage(const analysis::Results& results, std::uint64_t sample, Findings& findings) {
  check_blocks(results, findings);
  check_summary(results, findings);
  if (results.blocks_done() > 0)
    (results.description.kept().empty() ? check_block_summaries : check_rows)(results, sample, findings);
}

ExitCode verify(const Options& options, const Workloads& workloads) {
  const std::vector<analysis::Results> stages =
      analysis::Results::open_stages(options.file, workloads, input_search(options.inputs));
  stages.front().plan_to("verify");  // before the long reading of its blocks
  Findings findings;
  std::uint64_t blocks = 0;
  bool complete = true;
  for (const analysis::Results& stage : stages) {
    check_stage(stage, (options.sample + stages.size() - 1) / stages.size(), findings);
    blocks += stage.description.blocks_held().size();
    complete = complete && stage.complete();
  }

  constexpr std::size_t most_shown = 20;
  for (std::size_t i = 0; i < std::min(most_shown, findings.wrong.size()); ++i)
    fmt::print(stderr, "{}\n", findings.wrong[i]);
  if (!findings.wrong.empty()) {
    throw MismatchError(
        fmt::format("{} is wrong in {} {} (it was changed or damaged after it was written) restore it, or "
                    "make it anew with ergodic run --force",
                    options.file, findings.wrong.size(), findings.wrong.size() == 1 ? "place" : "places"));
  }
  fmt::print(
      "{}: {}{} of {} blocks are done and as their digests say; {} sessions simulated again, with the same {}{}\n",
      options.file, shard_prefix(stages.front().description), grouped(findings.blocks), grouped(blocks),
      grouped(findings.sessions), stages.front().description.kept().empty() ? "summaries" : "rows bit for bit",
      complete ? "" : "; THE FILE IS NOT COMPLETE");
  return ExitCode::complete;
}

constexpr const char* footer =
    "Reads every block that is done and holds it against the ledger's digest; then simulates a sample of sessions "
    "again\n"
    "and compares their rows. Exit code 3 when anything differs.\n"
    "\n"
    "Examples:\n"
    "  ergodic verify OUT.h5\n"
    "  ergodic verify OUT.h5 --sample 100000";

}  // namespace

void add_verify(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("verify", "Check a file against its ledger and its seeds");
  command.option("FILE", &options->file, "The result file").required();
  command.option("--sample", &options->sample, "Sessions to simulate again [1000]").between(0, 100'000'000);
  add_inputs(command, options->inputs);
  command.footer(footer);
  command.runs([options, context] { return verify(*options, context.workloads); });
}

}  // namespace ergodic::cli

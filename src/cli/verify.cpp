#include "cli/command.hpp"
#include "core/digest.hpp"
#include "core/format.hpp"
#include "engine/block_simulator.hpp"
#include "engine/results.hpp"

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
};

struct Findings {
  std::uint64_t blocks = 0;
  std::uint64_t sessions = 0;
  std::vector<std::string> wrong;
};

/// Every recorded block's bytes against the ledger's digest.
void check_blocks(const engine::Results& results, Findings& findings) {
  for (std::uint64_t block = 0; block < results.plan.block_count(); ++block) {
    const auto recorded = results.file.recorded(block);
    if (!recorded) continue;
    ++findings.blocks;
    if (results.file.read_digest(block) != *recorded) {
      const engine::Block b = results.plan.block(block);
      findings.wrong.push_back(fmt::format("block {} (case {}, replicates {} to {}) is not what its ledger line says",
                                           block, results.plan.study().case_label(b.case_index), b.replicates.first,
                                           b.replicates.first + b.replicates.count - 1));
    }
  }
}

/// The statistics of a complete file against the digest that it was closed with.
void check_summary(const engine::Results& results, Findings& findings) {
  const auto closed = results.file.closed();
  if (closed && results.file.read_summary_digest() != *closed)
    findings.wrong.push_back("the group summary is not what the closing line says");
}

bool row_is_right(const engine::Results& results, const Rows& rows, std::size_t case_index, std::uint64_t replicate) {
  for (std::size_t i = 0; i < results.plan.kept().size(); ++i) {
    const auto simulated = rows.bytes(results.plan.kept()[i]);
    std::vector<std::byte> stored(simulated.size());
    results.file.read_column(i, case_index, replicate, stored);
    if (!std::equal(stored.begin(), stored.end(), simulated.begin())) return false;
  }
  return true;
}

/// Re-simulates sessions drawn at random (the same ones each time for the same file) and compares their rows.
void check_sample(const engine::Results& results, std::uint64_t sample, Findings& findings) {
  const engine::Plan& plan = results.plan;
  engine::BlockSimulator simulator(plan);
  const Digest identity = plan.layout().identity();
  Stream draw({static_cast<std::uint32_t>(identity.low), static_cast<std::uint32_t>(identity.low >> 32)}, identity.high,
              0);
  std::vector<std::uint64_t> ids;
  for (std::uint64_t i = 0; i < std::min(sample, plan.session_count()); ++i)
    ids.push_back(uniform_integer(draw, plan.session_count()));
  if (sample >= plan.session_count()) {
    for (std::uint64_t i = 0; i < ids.size(); ++i)
      ids[i] = i;
  }
  std::sort(ids.begin(), ids.end());  // a case's workload is made once
  for (const std::uint64_t id : ids) {
    const std::size_t case_index = id / plan.layout().sessions_per_case;
    const std::uint64_t replicate = id % plan.layout().sessions_per_case;
    const std::uint64_t block =
        case_index * plan.layout().blocks_per_case() + replicate / plan.layout().sessions_per_block;
    if (!results.file.recorded(block)) continue;
    ++findings.sessions;
    simulator.simulate_rows(case_index, {replicate, 1});
    if (!row_is_right(results, simulator.rows(), case_index, replicate)) {
      findings.wrong.push_back(fmt::format("session {} (case {}, replicate {}) gives another row than the file's", id,
                                           plan.study().case_label(case_index), replicate));
    }
  }
}

ExitCode verify(const Options& options, const Workloads& workloads) {
  const engine::Results results = engine::Results::open(options.file, workloads);
  Findings findings;
  check_blocks(results, findings);
  check_summary(results, findings);
  if (!results.plan.kept().empty()) check_sample(results, options.sample, findings);

  constexpr std::size_t most_shown = 20;
  for (std::size_t i = 0; i < std::min(most_shown, findings.wrong.size()); ++i)
    fmt::print(stderr, "{}\n", findings.wrong[i]);
  if (!findings.wrong.empty()) {
    throw MismatchError(
        fmt::format("{} is wrong in {} {} (it was changed or damaged after it was written) restore it or run its "
                    "study again",
                    options.file, findings.wrong.size(), findings.wrong.size() == 1 ? "place" : "places"));
  }
  const bool complete = findings.blocks == results.plan.block_count();
  fmt::print(
      "{}: {} of {} blocks are done and as their digests say; {} sessions simulated again, each row equal bit for "
      "bit{}\n",
      options.file, grouped(findings.blocks), grouped(results.plan.block_count()), grouped(findings.sessions),
      complete ? "" : "; the file is not complete");
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

void add_verify(CLI::App& app, const Context& context, Action& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("verify", "Check a file against its ledger and its seeds");
  command->add_option("FILE", options->file, "The result file")->required();
  command->add_option("--sample", options->sample, "Sessions to simulate again [1000]");
  command->footer(footer);
  command->callback(
      [options, context, &chosen] { chosen = [options, context] { return verify(*options, context.workloads); }; });
}

}  // namespace ergodic::cli

#include "cli/command.hpp"
#include "cli/plan_text.hpp"
#include "cli/row_text.hpp"
#include "core/format.hpp"
#include "engine/block_simulator.hpp"
#include "engine/results.hpp"
#include "engine/row_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string file;
  std::uint64_t session = 0;
  std::optional<std::string> case_label;
};

/// With --case the session is a replicate of that case, else its ID in the study.
engine::SessionPlace find(const engine::Plan& plan, const Options& options) {
  const std::uint64_t per_case = plan.layout().sessions_per_case;
  const std::uint64_t sessions = options.case_label ? per_case : plan.session_count();
  if (options.session >= sessions) {
    throw UsageError(fmt::format("there is no session {} ({} has sessions 0 to {}) give one of these", options.session,
                                 options.case_label ? "case " + *options.case_label : options.file, sessions - 1));
  }
  const engine::SessionPlace place =
      options.case_label ? engine::SessionPlace{plan.study().case_index(*options.case_label), options.session}
                         : plan.place_of(SessionId{options.session});
  const IndexRange held = plan.sessions_held();
  const std::uint64_t id = number(plan.id(place.case_index, place.replicate));
  if (id < held.first || id >= held.last) {
    throw UsageError(
        fmt::format("session {} is not in {} (it is shard {} of its study, with sessions {} to {}) give "
                    "one of these, or the file that has it",
                    id, options.file, plan.layout().shard->text(), held.first, held.last - 1));
  }
  return place;
}

/// Prints the row, and holds the one in the file against it.
void compare(const engine::Results& results, const engine::SessionPlace& place, const Rows& rows) {
  const engine::Plan& plan = results.plan;
  fmt::print("\nThe row:\n");
  for (std::size_t i = 0; i < plan.columns().size(); ++i) {
    fmt::print("  {:<24} {}\n", plan.columns()[i].name, value_text(plan.columns()[i], rows.bytes(i)));
  }
  const std::uint64_t block = plan.block_of(place);
  if (!results.done[block]) {
    fmt::print("The file does not hold this session yet: its block {} is not done.\n", block);
    return;
  }
  std::vector<std::string> wrong;
  for (const engine::Difference& d : engine::differences(results, place, rows)) {
    wrong.push_back(fmt::format("{} is {} in the file", d.column.name, value_text(d.column, d.stored)));
  }
  if (!wrong.empty()) {
    throw MismatchError(fmt::format(
        "{} does not hold what session {} gives ({}) it was changed or damaged: run ergodic verify",
        results.file.path().string(), number(plan.id(place.case_index, place.replicate)), fmt::join(wrong, ", ")));
  }
  fmt::print("{}\n", plan.kept().empty() ? "The file keeps no rows to compare it with."
                                         : "The file holds exactly this row, bit for bit.");
}

ExitCode replay(const Options& options, const Workloads& workloads) {
  const engine::Results results = engine::Results::open(options.file, workloads);
  const engine::SessionPlace place = find(results.plan, options);
  fmt::print("{}{}: case {}, replicate {}, seed {}\n\n", shard_prefix(results.plan), results.plan.layout().workload,
             results.plan.study().case_label(place.case_index), grouped(place.replicate), results.plan.study().seed());
  std::fflush(stdout);
  results.plan.workload(place.case_index)
      ->transcript(place.replicate, results.plan.streams(place.case_index), std::cout);
  std::cout.flush();

  engine::BlockSimulator simulator(results.plan);
  simulator.simulate_rows(place.case_index, {place.replicate, 1});
  compare(results, place, simulator.rows());
  return ExitCode::complete;
}

constexpr const char* footer =
    "Re-simulates the session from its seed, prints its course, and holds the stored row against it.\n"
    "\n"
    "Examples:\n"
    "  ergodic replay OUT.h5 --session 123456\n"
    "  ergodic replay OUT.h5 --case optimal --session 17  replicate 17 of that case";

}  // namespace

void add_replay(CLI::App& app, const Context& context, Action& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("replay", "Show one session, step by step, and check its row");
  command->add_option("FILE", options->file, "The result file")->required();
  command->add_option("--session", options->session, "The session's ID; with --case its replicate")->required();
  command->add_option("--case", options->case_label, "The case's label");
  command->footer(footer);
  command->callback(
      [options, context, &chosen] { chosen = [options, context] { return replay(*options, context.workloads); }; });
}

}  // namespace ergodic::cli

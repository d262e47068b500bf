#include "analysis/results.hpp"
#include "analysis/row_check.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/output/replay_json.hpp"
#include "cli/output/rows/row_text.hpp"
#include "cli/output/rows/session_slice.hpp"
#include "cli/overrides.hpp"
#include "core/format.hpp"
#include "core/suggest.hpp"
#include "engine/run/block_simulator.hpp"
#include "engine/summary/failure_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string file;
  std::optional<std::uint64_t> session;
  std::string sessions;
  std::optional<std::string> case_label;
  std::optional<std::string> named;
  std::string stage;
  bool json = false;
  std::vector<std::string> inputs;
};

/// The replicate of that name in the case.
IndexRange session_named(const analysis::Results& results, const engine::Plan& plan, const Options& options) {
  const std::string& name = *options.named;
  if (!options.case_label)
    throw UsageError(fmt::format("{} is in many cases (which one?) give --case, or --date", name));
  const std::vector<std::string> names = results.session_names(plan.case_index(*options.case_label));
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    throw UsageError(fmt::format("no {} in case {} of {} (it has {} rows{}){}", name, *options.case_label, options.file,
                                 names.size(), names.empty() ? "" : ", such as " + names.front(),
                                 did_you_mean(name, names)));
  }
  if (std::find(std::next(found), names.end(), name) != names.end()) {
    throw UsageError(fmt::format("{} is there more than once in case {} (which one?) give --session K: the first is {}",
                                 name, *options.case_label, found - names.begin()));
  }
  const auto at = static_cast<std::uint64_t>(found - names.begin());
  return {at, at + 1};
}

/// With --case sessions are replicates of that case, else IDs in the study.
IndexRange chosen_sessions(const analysis::Results& results, const engine::Plan& plan, const Options& options) {
  if (options.named) return session_named(results, plan, options);
  const std::uint64_t sessions =
      options.case_label ? plan.layout().sessions_of(plan.case_index(*options.case_label)) : plan.session_count();
  const std::string whose = options.case_label ? "case " + *options.case_label : options.file;
  if (!options.sessions.empty()) return parse_sessions(options.sessions, sessions, whose + " has sessions");
  if (!options.session) throw UsageError("no session to replay (which one?) give --session K, or --sessions A:B");
  if (*options.session >= sessions) {
    throw UsageError(fmt::format("there is no session {} ({} has sessions 0 to {}) give one of these", *options.session,
                                 whose, sessions - 1));
  }
  return {*options.session, *options.session + 1};
}

engine::SessionIndex find(const engine::Plan& plan, const Options& options, std::uint64_t session) {
  const engine::SessionIndex place = options.case_label
                                         ? engine::SessionIndex{plan.case_index(*options.case_label), session}
                                         : plan.index_of(SessionId{session});
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

void require_equal(const analysis::Results& results, const engine::SessionIndex& place, const Rows& rows) {
  std::vector<std::string> wrong;
  for (const analysis::Difference& d : analysis::differences(results, place, rows)) {
    wrong.push_back(fmt::format("{} is {} in the file", d.column.name, value_text(d.column, d.stored)));
  }
  if (wrong.empty()) return;
  throw MismatchError(
      fmt::format("{} does not hold what session {} gives ({}) it was changed or damaged: run ergodic "
                  "verify",
                  results.file.path().string(), number(results.description.id(place.case_index, place.replicate)),
                  fmt::join(wrong, ", ")));
}

/// Prints the row, and holds the one in the file against it.
void compare(const analysis::Results& results, const engine::SessionIndex& place, const Rows& rows) {
  const analysis::Description& held = results.description;
  fmt::print("\nThe row:\n");
  for (std::size_t i = 0; i < held.columns().size(); ++i) {
    fmt::print("  {:<24} {}\n", held.columns()[i].name, value_text(held.columns()[i], rows.bytes(i)));
  }
  for (const Failure& one : rows.failures()) {
    const Failure failure = engine::in_words(one, held.failures(), held.columns());
    fmt::print("It failed, {}: {}\n", failure.category, failure.reason);
  }
  const std::uint64_t block = held.block_of(place);
  if (!results.done[block]) {
    fmt::print("The file does not hold this session yet: its block {} is not done.\n", block);
    return;
  }
  require_equal(results, place, rows);
  fmt::print("{}\n", held.kept().empty() ? "The file keeps no rows to compare it with."
                                         : "The file holds exactly this row, bit for bit.");
}

void show(const analysis::Results& results, const engine::Plan& plan, const engine::SessionIndex& place,
          engine::BlockSimulator& simulator) {
  fmt::print("{}{}: {}case {}, replicate {}, seed {}\n\n", shard_prefix(plan), plan.layout().workload,
             plan.stage().empty() ? "" : fmt::format("stage {}, ", plan.stage()), plan.case_label(place.case_index),
             grouped(place.replicate), plan.seed());
  std::fflush(stdout);
  simulator.workload(place.case_index).transcript(place.replicate, plan.streams(place.case_index), std::cout);
  std::cout.flush();

  simulator.simulate_rows(place.case_index, {place.replicate, 1});
  compare(results, place, simulator.rows());
}

ExitCode replay(const Options& options, const Workloads& workloads) {
  const analysis::Results results =
      analysis::Results::open(options.file, workloads, options.stage, input_search(options.inputs));
  const engine::Plan& plan = results.plan_to("replay");
  engine::BlockSimulator simulator = results.simulator();
  const IndexRange sessions = chosen_sessions(results, plan, options);
  for (std::uint64_t session = sessions.first; session < sessions.last && std::cout; ++session) {
    const engine::SessionIndex place = find(plan, options, session);
    if (options.json) {
      const bool contradicted = write_replay_json(results, plan, place, simulator, std::cout);
      if (contradicted) require_equal(results, place, simulator.rows());
    } else {
      if (session > sessions.first) fmt::print("\n\n");
      show(results, plan, place, simulator);
    }
  }
  return ExitCode::complete;
}

constexpr const char* footer =
    "Re-simulates the session from its seed, prints its course, and holds the stored row against it.\n"
    "With --json a session is one line: its case and replicate; its stream, as src/random/README.md makes it; the\n"
    "fields with their units and the steps; the row, in its units; and what the file says to the row: equal, "
    "different,\n"
    "not done or no rows. A workload without fields of its own gives the lines of its text.\n"
    "\n"
    "Examples:\n"
    "  ergodic replay OUT.h5 --session 123456\n"
    "  ergodic replay OUT.h5 --case optimal --session 17  replicate 17 of that case\n"
    "  ergodic replay OUT.h5 --stage pdc --date 2025-01-20 --entity player00017x\n"
    "  ergodic replay OUT.h5 --sessions 0:100 --json | jq -c '.steps[-1]'";

/// A negative number would be taken modulo 2^64.
std::string not_negative(const std::string& text) {
  return text.starts_with('-') ? "sessions are numbered from 0" : "";
}

}  // namespace

void add_replay(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("replay", "Show one session, step by step, and check its row");
  command.option("FILE", &options->file, "The result file").required();
  const Option session =
      command.option("--session", &options->session, "The session's ID; with --case its replicate").check(not_negative);
  const Option sessions =
      command.option("--sessions", &options->sessions, "Several, one after the other: A to B − 1, as A:B");
  session.excludes(sessions);
  const Option of_case = command.option("--case", &options->case_label, "The case's label");
  command.option("--date", &options->case_label, "Of cases that are days, the day: 2025-01-20").excludes(of_case);
  const Option named = command.option("--entity", &options->named, "Of rows with names, the name of one in that case");
  named.excludes(session);
  named.excludes(sessions);
  command.option("--stage", &options->stage, "Of a study of stages, the stage's name");
  command.option("--json", &options->json, "For programs: one object a session, a line each");
  add_inputs(command, options->inputs);
  command.footer(footer);
  command.runs([options, context] { return replay(*options, context.workloads); });
}

}  // namespace ergodic::cli

#include "cli/commands/commands.hpp"
#include "cli/output/inputs_text.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/overrides.hpp"
#include "cli/terminal.hpp"
#include "core/format.hpp"
#include "engine/chain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

/// Fewer sessions tell hardly more of their variance than its order of magnitude.
constexpr std::uint64_t least_first_round = 100;
/// Characters of a line where no terminal says how many there are.
constexpr std::size_t usual_width = 120;

struct Options {
  std::string study;
  bool resolved = false;
  bool columns = false;
  StudySettings settings;
};

ExitCode validate(const Options& options, const Context& context) {
  warn_of_unknown_environment(context.environment);
  const engine::Chain chain = read_chain(options.study, options.settings, context.workloads);
  const std::vector<std::optional<ExpectedWork>> work = chain.check_cases();
  const engine::Plan& plan = chain[0];
  if (options.resolved) {
    fmt::print("{}", plan.study().resolved());
  } else if (options.columns) {
    fmt::print("{}", all_columns_text(chain));
  } else if (!chain.is_single()) {
    fmt::print("{} is a valid study: {}, {} stages\n", options.study, plan.layout().workload, grouped(chain.size()));
    fmt::print("{}", inputs_text(plan));
    const std::string stages = stages_text(chain, work, std::min(output_width(), usual_width));
    fmt::print("{}{}", stages,
               stages.find("…") == std::string::npos ? "" : "All columns, and what they mean: with --columns\n");
  } else {
    fmt::print("{} is a valid study: {}, {}{}\n", options.study, plan.layout().workload, cases_text(plan.layout()),
               work_text(work.front()));
    if (plan.is_in_rounds()) {
      std::vector<std::string> targets;
      for (const engine::PrecisionTarget& target : plan.targets())
        targets.push_back(target.text());
      if (plan.layout().sessions_per_case < least_first_round) {
        fmt::print(stderr,
                   "{}: a first round of {} sessions is short (its variance says little, and sets how long the "
                   "next is) set sessions to {} at least\n",
                   options.study, plan.layout().sessions_per_case, least_first_round);
      }
      fmt::print("in the first round; then more, until {}, or {} sessions\n", fmt::join(targets, " and "),
                 grouped(plan.max_sessions()));
    }
    fmt::print("{}", inputs_text(plan));
    fmt::print("columns: {}\n{} of results; {} of rows at a time in each rank\n", columns_text(plan),
               byte_count(plan.layout().payload()), byte_count(block_bytes(plan)));
  }
  return ExitCode::complete;
}

constexpr const char* footer =
    "Examples:\n"
    "  ergodic validate STUDY.yaml\n"
    "  ergodic validate STUDY.yaml --resolved            the study with all its defaults, as it goes into the file\n"
    "  ergodic validate STUDY.yaml --columns             all columns of its rows, and what they mean\n"
    "  ergodic validate STUDY.yaml --set strategy.type=optimal";

}  // namespace

void add_validate(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("validate", "Check a study without running it");
  command.option("STUDY", &options->study, "The study, a YAML file").required();
  command.option("--resolved", &options->resolved, "Print the resolved study: all defaults filled in");
  command.option("--columns", &options->columns, "List all columns of its rows: type or labels, unit, meaning");
  add_settings(command, options->settings);
  command.footer(footer);
  command.runs([options, context] { return validate(*options, context); });
}

}  // namespace ergodic::cli

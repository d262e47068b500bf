#include "cli/command.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/overrides.hpp"
#include "core/format.hpp"
#include "engine/plan.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string study;
  bool resolved = false;
  StudySettings settings;
};

ExitCode validate(const Options& options, const Workloads& workloads) {
  warn_of_unknown_environment();
  const engine::Plan plan(read_study(options.study, options.settings, workloads), workloads);
  plan.check_cases();
  if (options.resolved) {
    fmt::print("{}", plan.study().resolved());
  } else {
    fmt::print("{} is a valid study: {}, {} {} of {} sessions\n", options.study, plan.layout().workload,
               grouped(plan.layout().case_count()), plan.layout().case_count() == 1 ? "case" : "cases",
               grouped(plan.layout().sessions_per_case));
    if (plan.is_in_rounds()) {
      std::vector<std::string> targets;
      for (const engine::PrecisionTarget& target : plan.targets())
        targets.push_back(target.text());
      fmt::print("in the first round; then more, until {}, or {} sessions\n", fmt::join(targets, " and "),
                 grouped(plan.max_sessions()));
    }
    fmt::print("columns: {}\n{} of results; {} of rows at a time in each rank\n", columns_text(plan),
               byte_count(plan.layout().payload()), byte_count(block_bytes(plan)));
  }
  return ExitCode::complete;
}

constexpr const char* footer =
    "Examples:\n"
    "  ergodic validate STUDY.yaml\n"
    "  ergodic validate STUDY.yaml --resolved            the study with all its defaults, as it goes into the file\n"
    "  ergodic validate STUDY.yaml --set strategy.type=optimal";

}  // namespace

void add_validate(CLI::App& app, const Context& context, Action& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(app, "validate", "Check a study without running it");
  command->add_option("STUDY", options->study, "The study, a YAML file")->required();
  command->add_flag("--resolved", options->resolved, "Print the resolved study: all defaults filled in");
  add_settings(*command, options->settings);
  command->footer(footer);
  command->callback(
      [options, context, &chosen] { chosen = [options, context] { return validate(*options, context.workloads); }; });
}

}  // namespace ergodic::cli

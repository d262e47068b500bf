#include "cli/command.hpp"
#include "cli/output/exact_output.hpp"
#include "cli/overrides.hpp"
#include "engine/plan.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

struct Options {
  std::string study;
  std::vector<std::string> cases;
  bool json = false;
  StudySettings settings;
};

ExitCode exact(const Options& options, const Workloads& workloads) {
  warn_of_unknown_environment();
  const engine::Plan plan(read_study(options.study, options.settings, workloads), workloads);
  std::vector<std::uint64_t> cases;
  for (const std::string& label : options.cases)
    cases.push_back(plan.case_index(label));
  const bool all = cases.empty();
  for (std::uint64_t i = 0; all && i < plan.layout().case_count(); ++i)
    cases.push_back(i);
  fmt::print("{}", options.json ? exact_json(plan, cases) : exact_text(plan, cases, all));
  return ExitCode::complete;
}

constexpr const char* footer =
    "Nothing is simulated, and the number of sessions does not matter.\n"
    "\n"
    "Examples:\n"
    "  ergodic exact STUDY.yaml                          of many cases, their key figures as a table\n"
    "  ergodic exact STUDY.yaml --case optimal           one case in full\n"
    "  ergodic exact STUDY.yaml --set strategy.type=optimal\n"
    "  ergodic exact STUDY.yaml --json | python3 -m json.tool";

}  // namespace

void add_exact(CLI::App& app, const Context& context, Action& chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* command = add_command(app, "exact", "Print what is known of a study without simulating it");
  command->add_option("STUDY", options->study, "The study, a YAML file")->required();
  command->add_option("--case", options->cases, "Only this case, in full; may be repeated")
      ->take_all()
      ->expected(1)
      ->allow_extra_args(false);
  command->add_flag("--json", options->json, "One JSON object");
  add_settings(*command, options->settings);
  command->footer(footer);
  command->callback(
      [options, context, &chosen] { chosen = [options, context] { return exact(*options, context.workloads); }; });
}

}  // namespace ergodic::cli

#include "cli/commands/commands.hpp"
#include "cli/output/exact_output.hpp"
#include "cli/overrides.hpp"
#include "cli/terminal.hpp"
#include "engine/chain.hpp"

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

ExitCode exact(const Options& options, const Context& context) {
  warn_of_unknown_environment(context.environment);
  const engine::Chain chain = read_chain(options.study, options.settings, context.workloads);
  if (!chain.is_single()) {
    throw UsageError(
        "nothing is known exactly of a study of stages (most of its cases are made from rows) run it, and see ergodic "
        "summary");
  }
  const engine::Plan& plan = chain[0];
  std::vector<std::uint64_t> cases;
  for (const std::string& label : options.cases)
    cases.push_back(plan.case_index(label));
  const bool all = cases.empty();
  for (std::uint64_t i = 0; all && i < plan.layout().case_count(); ++i)
    cases.push_back(i);
  fmt::print("{}", options.json ? exact_json(plan, cases) : exact_text(plan, cases, all, output_width()));
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

void add_exact(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("exact", "Print what is known of a study without simulating it");
  command.option("STUDY", &options->study, "The study, a YAML file").required();
  command.option("--case", &options->cases, "Only this case, in full; may be repeated").repeated();
  command.option("--json", &options->json, "One JSON object");
  add_settings(command, options->settings);
  command.footer(footer);
  command.runs([options, context] { return exact(*options, context); });
}

}  // namespace ergodic::cli

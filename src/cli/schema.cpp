#include "cli/command.hpp"
#include "core/suggest.hpp"
#include "study/study.hpp"

#include <fmt/format.h>

#include <memory>

namespace ergodic::cli {
namespace {

constexpr const char* footer =
    "Put it beside your studies and name it on their first line, and an editor with a YAML language server completes "
    "and\n"
    "checks keys as you type:\n"
    "  # yaml-language-server: $schema=let_it_ride.schema.json\n"
    "\n"
    "Examples:\n"
    "  ergodic schema let_it_ride > let_it_ride.schema.json";

}  // namespace

void add_schema(CLI::App& app, const Context& context, Action& chosen) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("schema", "Print the JSON Schema of a workload's studies, for editors");
  command->add_option("WORKLOAD", *name, "The workload")->required();
  command->footer(footer);
  command->callback([=, &chosen] {
    chosen = [=] {
      fmt::print("{}\n", study::json_schema(known_workload(context.workloads, *name)));
      return ExitCode::complete;
    };
  });
}

WorkloadKind& known_workload(const Workloads& workloads, const std::string& name) {
  if (WorkloadKind* kind = workloads.find(name)) return *kind;
  throw UsageError(fmt::format("unknown workload \"{}\" (this program has {}){}", name, enumerate(workloads.names()),
                               did_you_mean(name, workloads.names())));
}

}  // namespace ergodic::cli

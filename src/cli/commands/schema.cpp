#include "cli/commands/commands.hpp"
#include "core/suggest.hpp"
#include "study/json_schema/json_schema.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>

namespace ergodic::cli {
namespace {

/// Of one workload, or of any: then a study fits the one that it names.
std::string schema_of(const Workloads& workloads, const std::string& name) {
  return name.empty() ? study::json_schema(workloads) : study::json_schema(known_workload(workloads, name));
}

constexpr const char* footer =
    "Put it beside your studies and name it on their first line, and an editor with a YAML language server completes "
    "and\n"
    "checks keys as you type:\n"
    "  # yaml-language-server: $schema=let_it_ride.schema.json\n"
    "\n"
    "Examples:\n"
    "  ergodic schema > study.schema.json                 of every workload\n"
    "  ergodic schema let_it_ride > let_it_ride.schema.json";

}  // namespace

void add_schema(CommandLine& line, const Context& context) {
  auto name = std::make_shared<std::string>();
  const Command command = line.command("schema", "Print the JSON Schema of studies, for editors");
  command.option("WORKLOAD", name.get(), "The workload [any]");
  command.footer(footer);
  command.runs([=] {
    fmt::print("{}\n", schema_of(context.workloads, *name));
    return ExitCode::complete;
  });
}

WorkloadKind& known_workload(const Workloads& workloads, const std::string& name) {
  if (WorkloadKind* kind = workloads.find(name)) return *kind;
  throw UsageError(fmt::format("unknown workload \"{}\" (this program has {}){}", name, enumerate(workloads.names()),
                               did_you_mean(name, workloads.names())));
}

}  // namespace ergodic::cli

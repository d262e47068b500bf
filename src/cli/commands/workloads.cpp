#include "cli/commands/commands.hpp"
#include "study/schema/each_keys.hpp"
#include "study/schema/input_keys.hpp"
#include "study/schema/reference.hpp"
#include "study/schema/whole_schema.hpp"

#include <fmt/format.h>

#include <memory>

namespace ergodic::cli {
namespace {

void list_all(const Workloads& workloads) {
  for (const std::string& name : workloads.names())
    fmt::print("{:<16} {}\n", name, workloads.find(name)->title());
  fmt::print("\n`ergodic workloads NAME` lists a workload's parameters.\n");
}

void describe(const WorkloadKind& kind) {
  fmt::print("{}: {}\n\nParameters of a study with `workload: {}`:\n\n{}\n", kind.name(), kind.title(), kind.name(),
             study::reference(kind.schema()));
  if (const TableForms tables = kind.tables(); !tables.empty())
    fmt::print("Tables that it reads, each `inputs.NAME: {{file: FILE}}`:\n\n{}\n", study::reference(tables));
  fmt::print("Keys of every study:\n\n{}", study::reference(study::own_schema(kind)));
  fmt::print("\ncases.each: {}.\n\n{}", study::each_keys().doc, study::reference(study::each_keys().children));
}

constexpr const char* footer =
    "Examples:\n"
    "  ergodic workloads                                 what there is\n"
    "  ergodic workloads let_it_ride                     all its parameters: types, units, ranges, defaults";

}  // namespace

void add_workloads(CommandLine& line, const Context& context) {
  auto name = std::make_shared<std::string>();
  const Command command = line.command("workloads", "List the simulations, or the parameters of one");
  command.option("NAME", name.get(), "The workload to describe");
  command.footer(footer);
  command.runs([=] {
    if (name->empty()) {
      list_all(context.workloads);
    } else {
      describe(known_workload(context.workloads, *name));
    }
    return ExitCode::complete;
  });
}

}  // namespace ergodic::cli

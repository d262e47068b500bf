#pragma once

#include "cli/command.hpp"

#include <ergodic/workload_base.hpp>

#include <string>

namespace ergodic::cli {

/// What every command may need.
struct Context {
  const Workloads& workloads;
  int& argc;
  char**& argv;
  const std::vector<std::string>& environment;  ///< the variables that mean something
};

/// Each adds its command, with its options, help and examples, to the command line.
void add_run(CommandLine& line, const Context& context);
void add_import(CommandLine& line, const Context& context);
void add_validate(CommandLine& line, const Context& context);
void add_summary(CommandLine& line, const Context& context);
void add_replay(CommandLine& line, const Context& context);
void add_verify(CommandLine& line, const Context& context);
void add_digest(CommandLine& line, const Context& context);
void add_compare(CommandLine& line, const Context& context);
void add_export(CommandLine& line, const Context& context);
void add_failures(CommandLine& line, const Context& context);
void add_exact(CommandLine& line, const Context& context);
void add_merge(CommandLine& line, const Context& context);
void add_report(CommandLine& line, const Context& context);
void add_status(CommandLine& line, const Context& context);
void add_schema(CommandLine& line, const Context& context);
void add_workloads(CommandLine& line, const Context& context);

/// The workload of that name. Throws UsageError with the nearest known one.
WorkloadKind& known_workload(const Workloads& workloads, const std::string& name);

}  // namespace ergodic::cli

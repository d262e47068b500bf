#pragma once

#include <ergodic/errors.hpp>
#include <ergodic/workload_base.hpp>

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace ergodic::cli {

/// What every command may need.
struct Context {
  const Workloads& workloads;
  int& argc;
  char**& argv;
};

/// Does the chosen command's work and says how it ended. Throws ergodic::Error.
using Action = std::function<ExitCode()>;

/// A new command of `app`. Here alone, since CLI11 is all headers: each source that makes a CLI::App compiles half of
/// it.
CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& description);

/// Each adds its command, with its options, help and examples, to `app`; when it is the one on the command line,
/// `chosen` becomes its work.
void add_run(CLI::App& app, const Context& context, Action& chosen);
void add_import(CLI::App& app, const Context& context, Action& chosen);
void add_validate(CLI::App& app, const Context& context, Action& chosen);
void add_summary(CLI::App& app, const Context& context, Action& chosen);
void add_replay(CLI::App& app, const Context& context, Action& chosen);
void add_verify(CLI::App& app, const Context& context, Action& chosen);
void add_digest(CLI::App& app, const Context& context, Action& chosen);
void add_compare(CLI::App& app, const Context& context, Action& chosen);
void add_export(CLI::App& app, const Context& context, Action& chosen);
void add_exact(CLI::App& app, const Context& context, Action& chosen);
void add_merge(CLI::App& app, const Context& context, Action& chosen);
void add_report(CLI::App& app, const Context& context, Action& chosen);
void add_status(CLI::App& app, const Context& context, Action& chosen);
void add_schema(CLI::App& app, const Context& context, Action& chosen);
void add_workloads(CLI::App& app, const Context& context, Action& chosen);

/// The workload of that name. Throws UsageError with the nearest known one.
WorkloadKind& known_workload(const Workloads& workloads, const std::string& name);

}  // namespace ergodic::cli

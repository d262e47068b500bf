#include <ergodic/application.hpp>

#include "cli/command.hpp"
#include "cli/guarded.hpp"
#include "cli/version_text.hpp"
#include "core/suggest.hpp"
#include "engine/plan.hpp"
#include "parallel/environment.hpp"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <iostream>

namespace ergodic {
namespace {

constexpr const char* description =
    "Runs very many independent, numbered Monte Carlo sessions over MPI and gathers them, in order,\n"
    "into one HDF5 file that depends on the study alone: not on ranks, scheduling or interruptions.";

constexpr const char* footer =
    "Examples:\n"
    "  ergodic validate STUDY.yaml                      check a study before it is submitted\n"
    "  mpirun -n 4 ergodic run STUDY.yaml -o OUT.h5     run it; the same line again continues it\n"
    "  ergodic status OUT.h5                            how far it is, from another terminal\n"
    "  ergodic summary OUT.h5                           what came out\n"
    "  ergodic compare OUT.h5                           which cases differ, and by how much\n"
    "  ergodic report OUT.h5 -o report.html             the same as a page with charts\n"
    "  ergodic replay OUT.h5 --session 17               one session, step by step\n"
    "\n"
    "Exit codes, the same through mpirun: 0 complete, 2 usage or study error, 3 the file does not belong to\n"
    "this study, 4 input or output failed, 5 sessions failed, 70 internal error or MPI failed, 75 stopped\n"
    "with work left.\n"
    "`ergodic COMMAND --help` tells more of each command.";

std::vector<std::string> command_names(CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({}))
    names.push_back(command->get_name());
  return names;
}

/// What CLI11 found wrong, as our sentence, with the nearest known command or option.
std::string usage_message(CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  std::string message = error.what();
  while (!message.empty() && (message.back() == '\n' || message.back() == '.'))
    message.pop_back();
  const auto chosen = app.get_subcommands();
  if (chosen.empty()) {
    const std::vector<std::string> known = command_names(app);
    const std::string given = argc > 1 ? argv[1] : "";
    if (given.empty()) return fmt::format("no command (one of {}) try ergodic --help", enumerate(known));
    return fmt::format("unknown command \"{}\" (ergodic has {}){} try ergodic --help", given, enumerate(known),
                       did_you_mean(given, known));
  }
  std::vector<std::string> options;
  for (const CLI::Option* option : chosen.front()->get_options()) {
    for (const std::string& name : option->get_lnames())
      options.push_back("--" + name);
  }
  std::string suggestion;
  for (int i = 2; i < argc; ++i) {
    const std::string given = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    const bool known = std::find(options.begin(), options.end(), given) != options.end();
    if (given.starts_with("--") && !known && suggestion.empty()) suggestion = did_you_mean(given, options);
  }
  return fmt::format("ergodic {}: {}{} try ergodic {} --help", chosen.front()->get_name(), message, suggestion,
                     chosen.front()->get_name());
}

ExitCode parse_and_run(int argc, char** argv, const Workloads& workloads) {
  if (const auto version = cli::version_asked_for(argc, argv, workloads)) {
    if (parallel::launched_rank() == 0) fmt::print("{}", *version);
    return ExitCode::complete;
  }
  CLI::App app(description, "ergodic");
  app.set_version_flag("--version", "ergodic " + engine::program_version(),
                       "Print versions, format and draws; with --json for bug reports");
  app.footer(footer);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);

  const cli::Context context{workloads, argc, argv};
  cli::Action chosen;
  cli::add_run(app, context, chosen);
  cli::add_validate(app, context, chosen);
  cli::add_status(app, context, chosen);
  cli::add_summary(app, context, chosen);
  cli::add_replay(app, context, chosen);
  cli::add_verify(app, context, chosen);
  cli::add_digest(app, context, chosen);
  cli::add_merge(app, context, chosen);
  cli::add_exact(app, context, chosen);
  cli::add_compare(app, context, chosen);
  cli::add_export(app, context, chosen);
  cli::add_report(app, context, chosen);
  cli::add_workloads(app, context, chosen);
  cli::add_schema(app, context, chosen);
  cli::add_import(app, context, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // --help, --version
      if (parallel::launched_rank() == 0) app.exit(error);
      return ExitCode::complete;
    }
    throw UsageError(usage_message(app, error, argc, argv));
  }
  // Only `run` is a thing for many processes: of any other command under mpirun, the first one does it.
  const bool for_all = app.got_subcommand("run");
  return for_all || parallel::launched_rank() == 0 ? chosen() : ExitCode::complete;
}

}  // namespace

CLI::App* cli::add_command(CLI::App& app, const std::string& name, const std::string& description) {
  return app.add_subcommand(name, description);
}

int run_application(int argc, char** argv, Workloads workloads) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit is then an error with a message, not a death without
  std::signal(SIGPIPE, SIG_IGN);  // `ergodic summary FILE | head` ends quietly
  return static_cast<int>(cli::guarded([&] { return parse_and_run(argc, argv, workloads); }));
}

}  // namespace ergodic

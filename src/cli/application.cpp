#include <ergodic/application.hpp>

#include "cli/commands/commands.hpp"
#include "cli/guarded.hpp"
#include "cli/version_text.hpp"
#include "engine/plan.hpp"
#include "parallel/environment.hpp"

#include <fmt/format.h>

#include <csignal>

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

ExitCode parse_and_run(int argc, char** argv, const Workloads& workloads) {
  if (const auto version = cli::version_asked_for(argc, argv, workloads)) {
    if (parallel::launched_rank() == 0) fmt::print("{}", *version);
    return ExitCode::complete;
  }
  cli::CommandLine line(description, footer, "ergodic " + engine::program_version());
  const cli::Context context{workloads, argc, argv, line.environment()};
  cli::add_run(line, context);
  cli::add_validate(line, context);
  cli::add_status(line, context);
  cli::add_summary(line, context);
  cli::add_failures(line, context);
  cli::add_replay(line, context);
  cli::add_verify(line, context);
  cli::add_digest(line, context);
  cli::add_merge(line, context);
  cli::add_exact(line, context);
  cli::add_compare(line, context);
  cli::add_export(line, context);
  cli::add_report(line, context);
  cli::add_workloads(line, context);
  cli::add_schema(line, context);
  cli::add_import(line, context);
  const auto [command, action] = line.parse(argc, argv);
  // Only `run` is a thing for many processes: of any other command under mpirun, the first one does it.
  return command == "run" || parallel::launched_rank() == 0 ? action() : ExitCode::complete;
}

}  // namespace

int run_application(int argc, char** argv, Workloads workloads) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit is then an error with a message, not a death without
  std::signal(SIGPIPE, SIG_IGN);  // `ergodic summary FILE | head` ends quietly
  return static_cast<int>(cli::guarded([&] { return parse_and_run(argc, argv, workloads); }));
}

}  // namespace ergodic

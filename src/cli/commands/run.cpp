#include "cli/commands/commands.hpp"
#include "cli/durations.hpp"
#include "cli/guarded.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/output/run_words.hpp"
#include "cli/overrides.hpp"
#include "cli/stopping.hpp"
#include "engine/agreement.hpp"
#include "engine/simulation.hpp"
#include "parallel/environment.hpp"
#include "parallel/guarded_rank.hpp"
#include "parallel/watch/watchdog.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string study;
  std::string output;
  std::string resume = "auto";
  bool force = false;
  bool dry_run = false;
  std::string scheduling = "auto";
  std::string progress = "auto";
  std::string time_budget;
  std::string stop_margin;
  std::string wait = "10s";
  std::string watchdog = "1h";
  std::string shard_text;
  bool extend = false;
  StudySettings settings;

  fs::path output_path() const {
    if (!output.empty()) return output;
    const auto part = shard();
    return fs::path(study).filename().replace_extension(part ? fmt::format(".{}of{}.h5", part->index, part->count)
                                                             : ".h5");
  }
  engine::Scheduling schedule() const {
    return scheduling == "static"    ? engine::Scheduling::fixed
           : scheduling == "dynamic" ? engine::Scheduling::dynamic
                                     : engine::Scheduling::automatic;
  }
  /// What the run may go on with; empty: it begins anew, whatever is there.
  fs::path continued_path() const { return force || resume == "never" ? fs::path() : output_path(); }
  std::optional<store::Shard> shard() const {
    return shard_text.empty() ? std::nullopt : store::parse_shard(shard_text);
  }
};

/// Throws UsageError for what the command line's parser cannot see.
void check(const Options& options) {
  for (const auto& [option, text] : {std::pair("--time-budget", options.time_budget),
                                     {"--stop-margin", options.stop_margin},
                                     {"--wait", options.wait},
                                     {"--watchdog", options.watchdog}}) {
    if (!text.empty()) parse_duration(text, option);
  }
  stop_conditions(options.time_budget, options.stop_margin);
  if (!options.shard_text.empty() && !options.shard()) {
    throw UsageError(fmt::format("\"{}\" is no shard (it is i/n with 1 <= i <= n) write for example --shard 2/8",
                                 options.shard_text));
  }
  if (options.extend && options.shard()) {
    throw UsageError(
        "a shard cannot be extended (with more sessions other blocks are its own) merge the shards, and "
        "extend the file that they make");
  }
  if (options.extend && options.resume == "never") {
    throw UsageError("--extend goes on from a file (--resume never wants none) leave out one of them");
  }
}

engine::RunRequest request_of(const Options& options, const Context& context, const std::string& isolation) {
  const auto resume = options.resume == "never"     ? engine::Resume::never
                      : options.resume == "require" ? engine::Resume::require
                                                    : engine::Resume::automatic;
  return {.output = {options.output_path(), options.study, resume, options.force, options.extend,
                     parse_duration(options.wait), isolation},
          .scheduling = options.schedule(),
          .stop = stop_conditions(options.time_budget, options.stop_margin),
          .command = fmt::format("{}", fmt::join(context.argv, context.argv + context.argc, " "))};
}

/// How a plan is made, before there is a run.
engine::WorkHooks shown_by(RunWords& words) {
  return {.at =
              [&words](parallel::Vigil& vigil, const Activity& activity) {
                words.tell(engine::Working{activity});
                vigil.alive(activity);
              },
          .stop = [&words] { return words.stop(); }};
}

/// All options are rank 0's: the environment that they also come from may be another on each host.
ExitCode run_ranks(const parallel::Environment& mpi, const Options& given, const Context& context) {
  const parallel::Communicator& ranks = mpi.world();
  ranks.at_root([&] { check(given); });
  const Options options = ranks.broadcast(given);
  const parallel::Watchdog watchdog(ranks, parse_duration(options.watchdog));
  std::vector<engine::InputRecord> origins;
  Cost reading;
  const auto read = [&] {
    warn_of_unknown_environment(context.environment);
    engine::StudyRead all = engine::read_inputs(read_study(options.study, options.settings, context.workloads),
                                                context.workloads, options.continued_path());
    all.shard = options.shard();
    origins = all.origins;
    for (const std::string& remark : all.remarks)
      fmt::print(stderr, "{}\n", remark);
    reading = all.cost;
    return all;
  };
  auto request = ranks.is_root() ? request_of(options, context, mpi.isolation()) : engine::RunRequest();
  RunWords words(progress_style(options.progress), request.output, context.workloads);
  const engine::Chain chain = engine::agree_on_chain(ranks, read, context.workloads, shown_by(words));
  if (options.dry_run) {
    if (ranks.is_root()) {
      fmt::print("{}",
                 plan_text(chain, options.output_path(), ranks.size(), engine::is_dynamic(options.schedule(), chain)));
    }
    flush_output();
    return ExitCode::complete;
  }
  request.inputs = origins;
  request.reading = reading;
  const engine::RunOutcome outcome = engine::simulate(ranks, chain, request, words);
  return outcome.complete ? ExitCode::complete : ExitCode::unfinished;
}

constexpr const char* footer = R"(Examples:
  ergodic run STUDY.yaml                            one rank, into STUDY.h5 of this folder
  mpirun -n 4 ergodic run STUDY.yaml -o OUT.h5      four ranks: the same file
  mpirun -n 4 ergodic run STUDY.yaml -o OUT.h5 --time-budget 50m
                                                    stops in time with code 75; the same line continues
  ergodic run STUDY.yaml -o OUT.h5 --sessions 2000000 --extend
                                                    go on to more sessions than OUT.h5 has
  ergodic run STUDY.yaml --shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT
                                                    one part of it, as a task of a job array; then ergodic merge
  ergodic run STUDY.yaml --dry-run                  what would be done, and how large it is
  ergodic run STUDY.yaml --sessions 1000 --set strategy.type=optimal -o try.h5

A run stops in time, at a block boundary, all that is done kept, with code 75: on SIGUSR2 to mpirun, on that, SIGUSR1,
SIGTERM, SIGINT (Ctrl-C) or SIGHUP to srun or any rank; when its time budget is used up; --stop-margin before
SLURM_JOB_END_TIME, where that is set; and within about a second of `touch OUT.h5.stop` (the run removes it). A
second SIGINT or SIGHUP, half a second later or more, ends it at once. A block that is not done within three more
seconds is given up, and simulated anew when the run goes on; a copy for --extend is kept, and gone on with. Whatever
comes instead, kill -9 too, costs the blocks in flight, a power cut those of the last seconds too.
Under mpirun, Ctrl-C becomes a SIGTERM to the ranks a second later, and mpirun has an exit code of its own; Ctrl-Z
suspends the ranks, but not mpirun, so that no prompt comes: `kill -CONT` mpirun, from elsewhere, lets them go on.
A rank that has waited for the others for the time of --watchdog ends the run, with code 75 too, and names the one
that is silent: a lost host or a cut link would leave it waiting for ever.

Settings: command line > environment (ERGODIC_SEED, ERGODIC_SESSIONS, ERGODIC_SET="key=value;key=value",
and the options marked Env) > study file > defaults.)";

/// `--shard "$PART"` with a variable that is not set is a mistake, not the whole study.
std::string not_empty(const std::string& text) {
  return text.empty() ? "it is empty (is a variable not set?)" : std::string();
}

}  // namespace

void add_run(CommandLine& line, const Context& context) {
  auto options = std::make_shared<Options>();
  const Command command = line.command("run", "Simulate a study into one HDF5 file, or continue it");
  command.option("STUDY", &options->study, "The study, a YAML file").required();
  command.option("-o,--output", &options->output, "The result file [the study's name with .h5, in this folder]")
      .check(not_empty)
      .env("ERGODIC_OUTPUT");
  command.option("--resume", &options->resume, "auto: begin, continue, or say \"already complete\"; never, require")
      .one_of({"auto", "never", "require"})
      .env("ERGODIC_RESUME");
  const Option force = command.option("--force", &options->force, "Replace the file that is there, whatever it is");
  add_settings(command, options->settings);
  command
      .option("--extend", &options->extend,
              "When the file has fewer sessions than the study: keep them, simulate the rest")
      .excludes(force);
  command
      .option("--shard", &options->shard_text,
              "i/n: only the i-th of n parts of the study, into a file of its own; see ergodic merge")
      .check(not_empty)
      .env("ERGODIC_SHARD");
  command
      .option("--scheduling", &options->scheduling,
              "static: equal shares; dynamic: for sessions of uneven cost; auto: as the workload's are. The file is "
              "the same")
      .one_of({"auto", "static", "dynamic"})
      .env("ERGODIC_SCHEDULING");
  command
      .option("--time-budget", &options->time_budget,
              "Stop at a block boundary after this long (3h, 50m, 01:30:00), with code 75")
      .check(not_empty)
      .env("ERGODIC_TIME_BUDGET");
  command
      .option("--stop-margin", &options->stop_margin,
              "Stop this long before the end of a SLURM job [60s, at most a tenth of the job]")
      .check(not_empty)
      .env("ERGODIC_STOP_MARGIN");
  command
      .option("--wait", &options->wait,
              "How long to wait for another run that is writing the output [10s]: ranks outlive a killed mpirun")
      .check(not_empty)
      .env("ERGODIC_WAIT");
  command
      .option("--watchdog", &options->watchdog,
              "End, with code 75, after waiting this long for other ranks [1h; 0: never]; longer than any block")
      .check(not_empty)
      .env("ERGODIC_WATCHDOG");
  command.option("--progress", &options->progress, "bar for a terminal, log for a batch log, json for programs")
      .one_of({"auto", "bar", "log", "json", "none"})
      .env("ERGODIC_PROGRESS");
  command.option("--dry-run", &options->dry_run, "Print the plan - sessions, blocks, bytes, ranks' ranges - and stop");
  command.footer(footer);
  command.runs([options, context] {
    parallel::catch_stop_signals();
    parallel::Environment mpi(context.argc, context.argv);
    return parallel::guarded_rank(mpi.world(), [&] { return run_ranks(mpi, *options, context); });
  });
}

}  // namespace ergodic::cli

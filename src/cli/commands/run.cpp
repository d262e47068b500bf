#include "engine/run.hpp"
#include "cli/commands/commands.hpp"
#include "cli/durations.hpp"
#include "cli/guarded.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/output/summary_output.hpp"
#include "cli/overrides.hpp"
#include "cli/stopping.hpp"
#include "cli/terminal.hpp"
#include "core/clock.hpp"
#include "core/format.hpp"
#include "engine/closing.hpp"
#include "engine/output.hpp"
#include "engine/run_record.hpp"
#include "parallel/environment.hpp"
#include "parallel/watchdog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace ergodic::cli {
namespace {

namespace fs = std::filesystem;
using engine::Output;
using engine::Plan;
using parallel::Communicator;

struct Options {
  std::string study;
  std::string output;
  std::string resume = "auto";
  bool force = false;
  bool dry_run = false;
  std::string scheduling = "static";
  std::string progress = "auto";
  std::string time_budget;
  std::string stop_margin;
  std::string wait = "10s";
  std::string watchdog = "1h";
  std::string shard_text;
  bool extend = false;
  StudySettings settings;

  engine::OutputRequest output_request() const {
    const auto how = resume == "never"     ? engine::Resume::never
                     : resume == "require" ? engine::Resume::require
                                           : engine::Resume::automatic;
    return {output_path(), study, how, force, extend, parse_duration(wait), [this] {
              fmt::print(stderr, "{} is in use (another run is writing it) waiting for it to end, {} at most\n",
                         output_path().string(), duration(parse_duration(wait)));
            }};
  }
  fs::path output_path() const {
    if (!output.empty()) return output;
    const auto part = shard();
    return fs::path(study).filename().replace_extension(part ? fmt::format(".{}of{}.h5", part->index, part->count)
                                                             : ".h5");
  }
  std::optional<store::Shard> shard() const {
    return shard_text.empty() ? std::nullopt : store::parse_shard(shard_text);
  }
};

/// Rank 0 reads and merges the study; every rank makes the same plan of it.
Plan agree_on_plan(const Communicator& world, const Options& options, const Context& context) {
  const Workloads& workloads = context.workloads;
  const std::optional<store::Shard> shard = options.shard();
  std::optional<Plan> plan;
  std::string resolved;
  world.at_root([&] {
    warn_of_unknown_environment(context.environment);
    plan.emplace(read_study(options.study, options.settings, workloads), workloads, shard);
    plan->check_cases();
    resolved = plan->study().resolved();
  });
  resolved = world.broadcast(resolved);
  if (!plan) plan.emplace(study::Study::from_text(resolved, options.study, {}, workloads), workloads, shard);
  return *std::move(plan);
}

/// Every rank learns what rank 0's output is: in which state and round, where its arrays lie, which blocks are to do.
void share_output(const Communicator& world, Plan& plan, Output& output) {
  const auto numbers =
      world.broadcast(std::vector<std::uint64_t>{static_cast<std::uint64_t>(output.state), output.sessions_per_case});
  output.state = static_cast<Output::State>(numbers[0]);
  output.sessions_per_case = numbers[1];
  if (plan.is_in_rounds()) plan = plan.with_sessions(output.sessions_per_case);
  output.offsets = store::Offsets::unpack(world.broadcast(output.offsets.pack()), plan.layout());
  output.pending = engine::BlockList::unpack(world.broadcast(output.pending.pack()));
}

/// Rank 0 makes the output ready. A study in rounds goes on with the round that the file is in: the plan becomes its.
Output agree_on_output(const Communicator& world, Plan& plan, const Options& options) {
  Output output;
  world.at_root([&] { output = engine::prepare_output(plan, options.output_request()); });
  share_output(world, plan, output);
  return output;
}

/// Rank 0 makes the file of the next round.
void agree_on_next_round(const Communicator& world, Plan& plan, Output& output, const engine::NextRound& next,
                         const Options& options) {
  world.at_root([&] {
    fmt::print(stderr, "going on from {} to {} sessions per case ({})\n", grouped(output.sessions_per_case),
               grouped(next.sessions_per_case), next.why);
    engine::begin_next_round(output, plan.with_sessions(next.sessions_per_case), options.output_path());
  });
  share_output(world, plan, output);
}

std::unique_ptr<parallel::ProgressReport> progress_of(const Options& options, const Clock& clock) {
  using Style = parallel::ProgressStyle;
  Style style = standard_error_is_terminal() ? Style::bar : Style::log;
  if (options.progress == "bar") style = Style::bar;
  if (options.progress == "log") style = Style::log;
  if (options.progress == "json") style = Style::json;
  if (options.progress == "none") style = Style::none;
  return parallel::progress_report(style, std::cerr, clock, terminal_columns());
}

/// Keeps the run record beside the output; rank 0's. It tells of the run, but the results do not need it: when it
/// cannot be kept, that is only said.
class Record {
 public:
  Record(const Communicator& world, const Options& options, const Context& context, const Clock& clock, bool fresh)
      : root_(world.is_root()), clock_(clock), start_(clock.now()), output_(options.output_path()) {
    run_.hosts = world.hosts();
    run_.program_version = engine::program_version();
    for (int i = 0; i < context.argc; ++i)
      run_.command += (i > 0 ? " " : "") + std::string(context.argv[i]);
    run_.scheduling = options.scheduling;
    run_.started = engine::timestamp();
    run_.state = "running";
    run_.updated = run_.started;
    keep([&] { engine::append_run_record(output_, run_, fresh); });
  }

  /// Called as often as one likes, it writes now and then how the ranks stand, for `ergodic status`.
  void watch(const std::vector<parallel::RollCall::Heard>& ranks) {
    const double now = clock_.now();
    if (now < next_) return;
    take(ranks);
    write();
    const double cost = clock_.now() - now;
    next_ = now + std::max(interval, cost / most_of_time);
  }

  /// The ranks end, or begin anew with the blocks of another round.
  void end_round(const std::vector<parallel::RollCall::Heard>& ranks) {
    take(ranks);
    earlier_ = run_.per_rank;
  }

  void close(const engine::RunOutcome& outcome) {
    run_.ended = engine::timestamp();
    run_.state = outcome.complete ? "complete" : "unfinished";
    if (!outcome.complete) run_.stop_reason = parallel::explain(outcome.stopped);
    write();
  }

  double seconds() const { return clock_.now() - start_; }

 private:
  static constexpr double interval = 2;              ///< [s] between two records
  static constexpr double most_of_time = 1 / 500.0;  ///< that writing them may take, of many ranks or starts too

  void take(const std::vector<parallel::RollCall::Heard>& ranks) {
    run_.sessions = run_.failures = 0;
    run_.per_rank.clear();
    for (const auto& [state, at] : ranks) {
      const auto silent_for = std::isfinite(at) ? std::optional(clock_.now() - at) : std::nullopt;
      engine::RankRecord rank{state.sessions, state.failures, state.blocks, silent_for};
      if (!earlier_.empty()) {
        rank.sessions += earlier_[run_.per_rank.size()].sessions;
        rank.failures += earlier_[run_.per_rank.size()].failures;
      }
      run_.sessions += rank.sessions;
      run_.failures += rank.failures;
      run_.per_rank.push_back(rank);
    }
  }

  void write() {
    run_.updated = engine::timestamp();
    run_.seconds = seconds();
    keep([&] { engine::update_run_record(output_, run_); });
  }

  void keep(const std::function<void()>& write) {
    if (!root_ || !kept_) return;
    try {
      write();
    } catch (const std::exception& error) {
      kept_ = false;
      fmt::print(stderr, "warning: {}\n", error.what());
    }
  }

  bool root_;
  bool kept_ = true;
  const Clock& clock_;
  double start_;
  double next_ = 0;
  fs::path output_;
  engine::RunRecord run_;
  std::vector<engine::RankRecord> earlier_;  ///< what they did in earlier rounds
};

void print_closing_table(const fs::path& path, const Workloads& workloads, const engine::RunOutcome& outcome,
                         double seconds) {
  const analysis::Results results = analysis::Results::open(path, workloads);
  fmt::print("{}", summary_text(results, {}));
  fmt::print("\n{} sessions in {} ({}/s). Next: ergodic summary {}; ergodic replay {} --session {}\n",
             grouped(outcome.sessions), duration(seconds),
             grouped(static_cast<std::uint64_t>(static_cast<double>(outcome.sessions) / std::max(seconds, 1e-9))),
             path.string(), path.string(), results.plan.sessions_held().first);
}

void warn_of_stale_stop_file(const fs::path& path) {
  fmt::print(stderr, "warning: removed {} (it was made before this run began) make it again to stop this run\n",
             stop_file_of(path).string());
}

void judge_failures(const Communicator& world, const Plan& plan, const Output& output, const fs::path& path) {
  world.at_root([&] {
    engine::judge_failures(plan,
                           store::ResultFile(path, store::PositionedFile::Access::read, plan.layout(), output.offsets));
  });
}

/// The one line that tells why a run has stopped, and how to go on.
void print_stop(const Options& options, const Plan& plan, const engine::RunOutcome& outcome) {
  const std::string how = options.force               ? "run the same command without --force"
                          : options.resume == "never" ? "run the same command without --resume never"
                                                      : "run the same command again";
  fmt::print(stderr, "stopped with work left ({}; {} of {} sessions are in {}) {} to continue\n",
             parallel::explain(outcome.stopped), grouped(outcome.done), grouped(plan.sessions_held().size()),
             options.output_path().string(), how);
}

/// Blocks that are written to a file without a name are lost when the run ends.
void require_output(const fs::path& path) {
  std::error_code unknown;
  if (fs::exists(path, unknown) || unknown) return;
  throw InputOutputError(
      fmt::format("{} is gone (it was removed or renamed while this run wrote it) give a renamed file its name back, "
                  "or run the same command again to begin anew",
                  path.string()));
}

/// Simulates all blocks that are to do, unless it is stopped.
engine::RunOutcome run_blocks(const Communicator& world, const Plan& plan, const Output& output, const Options& options,
                              const Clock& clock, const std::function<parallel::StopReason()>& stop, Record& record) {
  std::optional<store::ResultFile> file;
  world.together([&] {
    file.emplace(options.output_path(), store::PositionedFile::Access::write, plan.layout(), output.offsets);
  });
  const auto schedule = options.scheduling == "dynamic" ? parallel::dynamic_schedule(world, output.pending.size())
                                                        : parallel::static_schedule(world, output.pending.size());
  const auto progress = progress_of(options, clock);
  engine::Run run({plan, world, *file, *schedule, output.pending, *progress, clock, stop,
                   [&](const auto& ranks) { record.watch(ranks); }});
  while (run.step()) {
  }
  const engine::RunOutcome outcome = run.finish();
  record.end_round(run.ranks());
  return outcome;
}

ExitCode simulate(const Communicator& world, Plan plan, Output output, const Options& options, const Context& context) {
  const SteadyClock clock;
  const fs::path path = options.output_path();

  Record record(world, options, context, clock, output.state == Output::State::created);
  parallel::StopConditions conditions = stop_conditions(options.time_budget, options.stop_margin);
  if (world.is_root()) {
    if (remove_stop_file(path)) warn_of_stale_stop_file(path);
    conditions.stop_file = stop_file_of(path);
  }
  parallel::StopDecision decision(std::move(conditions), clock);
  const auto stop = [&decision] { return decision(); };

  engine::RunOutcome outcome = run_blocks(world, plan, output, options, clock, stop, record);
  while (outcome.next && outcome.stopped == parallel::StopReason::none) {
    agree_on_next_round(world, plan, output, *outcome.next, options);
    outcome = run_blocks(world, plan, output, options, clock, stop, record).after(outcome);
  }
  record.close(outcome);

  if (world.is_root()) remove_stop_file(path);  // obeyed, or too late: it must not stop the next run
  if (!outcome.complete) {
    world.at_root([&] { require_output(path); });
    if (world.is_root()) print_stop(options, plan, outcome);
    return ExitCode::unfinished;
  }
  if (world.is_root()) print_closing_table(path, context.workloads, outcome, record.seconds());
  judge_failures(world, plan, output, path);
  return ExitCode::complete;
}

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

/// Rank 0's options where ranks must not differ: the environment that they also come from may be another on each host.
Options agree_on_options(const Communicator& world, Options options) {
  world.at_root([&] { check(options); });
  options.output = world.broadcast(options.output);
  options.scheduling = world.broadcast(options.scheduling);
  options.shard_text = world.broadcast(options.shard_text);
  options.watchdog = world.broadcast(options.watchdog);
  return options;
}

ExitCode run_ranks(const Communicator& world, const Options& given, const Context& context) {
  const Options options = agree_on_options(world, given);
  const parallel::Watchdog watchdog(world, parse_duration(options.watchdog));
  Plan plan = agree_on_plan(world, options, context);
  if (options.dry_run) {
    if (world.is_root())
      fmt::print("{}", plan_text(plan, options.output_path(), world.size(), options.scheduling == "dynamic"));
    return ExitCode::complete;
  }
  Output output = agree_on_output(world, plan, options);
  if (output.state == Output::State::complete) {
    if (world.is_root()) {
      fmt::print("{} is already complete: {} sessions. Next: ergodic summary {}\n", options.output_path().string(),
                 grouped(plan.sessions_held().size()), options.output_path().string());
    }
    judge_failures(world, plan, output, options.output_path());
    return ExitCode::complete;
  }
  if (output.state != Output::State::created && world.is_root()) {
    fmt::print(stderr, "{} {}: {} of {} blocks are to do\n",
               output.state == Output::State::extended ? "extending" : "continuing", options.output_path().string(),
               grouped(output.pending.size()), grouped(plan.blocks_held().size()));
  }
  return simulate(world, std::move(plan), std::move(output), options, context);
}

constexpr const char* footer =
    "Examples:\n"
    "  ergodic run STUDY.yaml                            one rank, into STUDY.h5 of this folder\n"
    "  mpirun -n 4 ergodic run STUDY.yaml -o OUT.h5      four ranks: the same file\n"
    "  mpirun -n 4 ergodic run STUDY.yaml -o OUT.h5 --time-budget 50m\n"
    "                                                    stops in time with code 75; the same line continues\n"
    "  ergodic run STUDY.yaml -o OUT.h5 --sessions 2000000 --extend\n"
    "                                                    go on to more sessions than OUT.h5 has\n"
    "  ergodic run STUDY.yaml --shard $SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT\n"
    "                                                    one part of it, as a task of a job array; then ergodic merge\n"
    "  ergodic run STUDY.yaml --dry-run                  what would be done, and how large it is\n"
    "  ergodic run STUDY.yaml --sessions 1000 --set strategy.type=optimal -o try.h5\n"
    "\n"
    "A run stops in time, at a block boundary, all that is done kept, with code 75: on SIGUSR1 or SIGUSR2 to mpirun,\n"
    "on these or SIGTERM to srun or any rank; when its time budget is used up; --stop-margin before "
    "SLURM_JOB_END_TIME,\n"
    "where that is set; and within about a second of `touch OUT.h5.stop` (the run removes it). The margin must be "
    "longer\n"
    "than a block takes. Whatever comes instead, kill -9 too, costs the blocks in flight, a power cut\n"
    "those of the last seconds too.\n"
    "A rank that has waited for the others for the time of --watchdog ends the run, with code 75 too: a lost host or "
    "a\n"
    "cut link would leave it waiting for ever.\n"
    "\n"
    "Settings: command line > environment (ERGODIC_SEED, ERGODIC_SESSIONS, ERGODIC_SET=\"key=value;key=value\",\n"
    "and the options marked Env) > study file > defaults.";

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
              "static: equal shares; dynamic: for sessions of uneven cost. The file is the same")
      .one_of({"static", "dynamic"})
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
    return guarded_rank(mpi.world(), [&] { return run_ranks(mpi.world(), *options, context); });
  });
}

}  // namespace ergodic::cli

#include <ergodic/simulate.hpp>

#include "engine/agreement.hpp"
#include "engine/simulation.hpp"
#include "parallel/environment.hpp"
#include "parallel/guarded_rank.hpp"
#include "parallel/watch/watchdog.hpp"
#include "store/dataset.hpp"
#include "store/tables/stored_table.hpp"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace ergodic {

struct Ranks::Handle {
  std::optional<parallel::Environment> mpi;  ///< where we have started it
  parallel::Communicator communicator = parallel::Communicator::serial();
};

Ranks Ranks::alone() { return Ranks(std::make_shared<Handle>()); }

Ranks Ranks::start_mpi(int& argc, char**& argv) {
  const auto handle = std::make_shared<Handle>();
  handle->mpi.emplace(argc, argv);
  handle->communicator = handle->mpi->world();
  return Ranks(handle);
}

Ranks Ranks::of(int communicator) {
  const auto handle = std::make_shared<Handle>();
  handle->communicator = parallel::Communicator::of(communicator);
  return Ranks(handle);
}

int Ranks::rank() const { return handle_->communicator.rank(); }
int Ranks::size() const { return handle_->communicator.size(); }

ExitCode Ranks::guarded(const std::function<ExitCode()>& work) const {
  return parallel::guarded_rank(handle_->communicator, work);
}

namespace {

class ProgressTold final : public parallel::ProgressReport {
 public:
  explicit ProgressTold(SimulationHooks& hooks) : hooks_(hooks) {}
  void show(const parallel::Progress& progress) override { hooks_.progress(progress.done, progress.total); }
  void close(const parallel::Progress& progress) override { show(progress); }

 private:
  SimulationHooks& hooks_;
};

/// What an outside program wants to hear of a run.
class Told final : public engine::RunHooks {
 public:
  explicit Told(SimulationHooks& hooks) : hooks_(hooks) {}

  parallel::StopReason stop() override {
    return hooks_.is_to_stop() ? parallel::StopReason::program : parallel::StopReason::none;
  }
  std::unique_ptr<parallel::ProgressReport> progress(const Clock&) override {
    return std::make_unique<ProgressTold>(hooks_);
  }
  void tell(const engine::Event& event) override {
    if (const auto* warning = std::get_if<engine::Warning>(&event)) hooks_.warn(warning->message);
  }

 private:
  SimulationHooks& hooks_;
};

study::Study read(const StudySource& source, const Workloads& workloads) {
  study::Overrides overrides;
  for (const auto& [key, value] : source.settings)
    overrides.push_back({key, value, "settings"});
  if (!source.file.empty())
    return study::Study::from_file(source.file, overrides, workloads, {store::read_dataset, store::open_stored_table});
  return study::Study::from_text(source.text, "the study's text", overrides, workloads);
}

engine::RunRequest run_request(const StudySource& study, const SimulationRequest& request, const std::string& isolation,
                               std::vector<engine::InputRecord> inputs, const Cost& reading) {
  return {.output = {.path = request.output,
                     .study = study.file,
                     .force = request.replace,
                     .patience = request.patience,
                     .isolation = isolation},
          .scheduling = request.dynamic ? engine::Scheduling::dynamic : engine::Scheduling::automatic,
          .stop = {.time_budget = request.time_budget},
          .command = request.command,
          .inputs = std::move(inputs),
          .reading = reading};
}

}  // namespace

SimulationOutcome simulate(const Ranks& ranks, const StudySource& study, const Workloads& workloads,
                           const SimulationRequest& given, SimulationHooks& hooks) {
  const parallel::Communicator& communicator = ranks.handle().communicator;
  const auto& mpi = ranks.handle().mpi;
  const SimulationRequest request = communicator.broadcast(given);
  const parallel::Watchdog watchdog(communicator, request.watchdog);
  std::vector<engine::InputRecord> origins;
  Cost reading;
  const auto read_all = [&] {
    engine::StudyRead all = engine::read_inputs(read(study, workloads), workloads,
                                                request.replace ? std::filesystem::path() : request.output);
    origins = all.origins;
    for (const std::string& remark : all.remarks)
      hooks.warn(remark);
    reading = all.cost;
    return all;
  };
  const engine::Chain chain = engine::agree_on_chain(communicator, read_all, workloads);
  Told told(hooks);
  const engine::RunOutcome outcome = engine::simulate(
      communicator, chain, run_request(study, request, mpi ? mpi->isolation() : "", origins, reading), told);
  return {outcome.complete, outcome.sessions, outcome.failures, outcome.done};
}

SimulationOutcome simulate(const Ranks& ranks, const StudySource& study, const Workloads& workloads,
                           const SimulationRequest& request) {
  SimulationHooks none;
  return simulate(ranks, study, workloads, request, none);
}

}  // namespace ergodic

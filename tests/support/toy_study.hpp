#pragma once

#include "engine/agreement.hpp"
#include "engine/run/run.hpp"
#include "engine/simulation.hpp"
#include "support/toy_workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::test {

/// A plan of the toy workload: 2 cases of 100 sessions in blocks of 8, unless `keys` say otherwise.
class ToyStudy {
 public:
  explicit ToyStudy(const std::string& keys = "output: {block: 8}\n", bool can_fail = false, int sessions = 100)
      : workloads(toy_workloads(can_fail)),
        plan(study::Study::from_text(
                 fmt::format("workload: toy\nsessions: {}\ncases: {{low: {{}}, high: {{offset: 500}}}}\n{}", sessions,
                             keys),
                 "toy.yaml", {}, workloads),
             workloads) {}

  Workloads workloads;
  engine::Plan plan;
};

/// All ranks of a run without MPI.
inline const parallel::Communicator alone = parallel::Communicator::serial();

/// A second passes each time one looks: every block is recorded at once, every exchange due.
struct TickingClock final : Clock {
  double now() const override { return seconds += 1; }
  mutable double seconds = 0;
};

/// One rank's run over one round of a file, block by block; may be left before its end, as by a kill. A whole run is
/// engine::simulate().
class ToyRun final : engine::RunWatch {
 public:
  ToyRun(const engine::Chain& chain, const parallel::Communicator& world, const std::filesystem::path& path,
         bool dynamic = false)
      : chain_(chain),
        output_(engine::agree_on_output(world, chain_, {path})),
        files_(store::ResultFile::open_stages(path, store::PositionedFile::Access::write, chain_.layouts(),
                                              output_.offsets)),
        schedule_(dynamic ? parallel::dynamic_schedule(world, engine::blocks_by_stage(chain_, output_.pending))
                          : parallel::static_schedule(world, engine::blocks_by_stage(chain_, output_.pending))),
        progress_(engine::RunHooks().progress(clock_)),
        run_({chain_, world, files_, *schedule_, output_.pending, *progress_, clock_, *this, prepared_}) {}

  bool step() { return run_.step(); }
  engine::RunOutcome finish() { return run_.finish(); }
  engine::RunOutcome to_the_end() {
    while (step()) {
    }
    return finish();
  }
  engine::Output::State state() const { return output_.state; }
  std::size_t pending() const { return output_.pending.size(); }
  const engine::Plan& plan() const { return chain_[0]; }  ///< of the round that the file is in

  parallel::StopReason stop_for = parallel::StopReason::none;

 private:
  parallel::StopReason stop() override { return stop_for; }
  void see(const std::vector<parallel::RollCall::Heard>&) override {}
  void ended(const std::vector<parallel::RollCall::Heard>&) override {}
  void stopping(parallel::StopReason) override {}

  TickingClock clock_;
  engine::Chain chain_;
  engine::Output output_;
  std::vector<store::ResultFile> files_;
  std::unique_ptr<parallel::Schedule> schedule_;
  std::unique_ptr<parallel::ProgressReport> progress_;
  engine::PreparedCases prepared_{engine::most_prepared_cases};
  engine::Run run_;
};

/// Hooks that keep what they are told, and by a clock that ticks: all is told that can be.
struct ToldHooks : engine::RunHooks {
  void tell(const engine::Event& event) override {
    if (const auto* working = std::get_if<engine::Working>(&event))
      works.push_back(working->activity);
    else
      events.push_back(event);
  }
  const Clock& clock() override { return ticking; }

  /// How often such an event came.
  template <class Event>
  std::size_t count() const {
    return static_cast<std::size_t>(std::count_if(
        events.begin(), events.end(), [](const auto& event) { return std::holds_alternative<Event>(event); }));
  }

  std::vector<engine::Event> events;  ///< but for these, of which there are many:
  std::vector<Activity> works;
  TickingClock ticking;
};

/// A whole run of a study, all of its rounds, as `ergodic run` does it.
inline engine::RunOutcome run_whole(const engine::Chain& chain, const parallel::Communicator& world,
                                    const std::filesystem::path& path, bool dynamic = false) {
  ToldHooks hooks;
  return engine::simulate(
      world, chain, {.output = {path}, .scheduling = dynamic ? engine::Scheduling::dynamic : engine::Scheduling::fixed},
      hooks);
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace ergodic::test

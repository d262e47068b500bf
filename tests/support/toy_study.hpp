#pragma once

#include "engine/output.hpp"
#include "engine/run.hpp"
#include "support/toy_workload.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

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

/// A second passes each time one looks: every block is recorded at once, every exchange due.
struct TickingClock final : Clock {
  double now() const override { return seconds += 1; }
  mutable double seconds = 0;
};

/// One rank's run over a file, as `ergodic run` does it; may be left before its end.
class ToyRun {
 public:
  ToyRun(const engine::Plan& plan, const parallel::Communicator& world, const std::filesystem::path& path,
         bool dynamic = false)
      : output_(agree(plan, world, path)),
        plan_(plan.with_sessions(output_.sessions_per_case)),
        file_(path, store::PositionedFile::Access::write, plan_.layout(), output_.offsets),
        schedule_(dynamic ? parallel::dynamic_schedule(world, output_.pending.size())
                          : parallel::static_schedule(world, output_.pending.size())),
        progress_(parallel::progress_report(parallel::ProgressStyle::none, std::cerr, clock_)),
        run_({plan_, world, file_, *schedule_, output_.pending, *progress_, clock_, [this] { return stop; }}) {}

  bool step() { return run_.step(); }
  engine::RunOutcome finish() { return run_.finish(); }
  engine::RunOutcome to_the_end() {
    while (step()) {
    }
    return finish();
  }
  engine::Output::State state() const { return output_.state; }
  std::size_t pending() const { return output_.pending.size(); }
  const engine::Plan& plan() const { return plan_; }  ///< of the round that the file is in

  parallel::StopReason stop = parallel::StopReason::none;

 private:
  static engine::Output agree(const engine::Plan& plan, const parallel::Communicator& world,
                              const std::filesystem::path& path) {
    engine::Output output;
    world.at_root([&] { output = engine::prepare_output(plan, {path, {}, engine::Resume::automatic, false}); });
    output.sessions_per_case = world.broadcast(std::vector<std::uint64_t>{output.sessions_per_case}).front();
    output.offsets = store::Offsets::unpack(world.broadcast(output.offsets.pack()), plan.layout());
    output.pending = engine::BlockList::unpack(world.broadcast(output.pending.pack()));
    return output;
  }

  TickingClock clock_;
  engine::Output output_;
  engine::Plan plan_;
  store::ResultFile file_;
  std::unique_ptr<parallel::Schedule> schedule_;
  std::unique_ptr<parallel::ProgressReport> progress_;
  engine::Run run_;
};

/// All rounds of a study, as `ergodic run` does them; sessions and failures are those of the last.
inline engine::RunOutcome run_in_rounds(const engine::Plan& plan, const parallel::Communicator& world,
                                        const std::filesystem::path& path, bool dynamic = false) {
  for (;;) {
    const engine::RunOutcome outcome = ToyRun(plan, world, path, dynamic).to_the_end();
    if (!outcome.next) return outcome;
    world.at_root([&] {
      engine::Output output = engine::prepare_output(plan, {path});
      engine::begin_next_round(output, plan.with_sessions(outcome.next->sessions_per_case), path);
    });
  }
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace ergodic::test

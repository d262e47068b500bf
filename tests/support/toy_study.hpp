#pragma once

#include "engine/output.hpp"
#include "engine/run.hpp"
#include "support/toy_workload.hpp"

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
  explicit ToyStudy(const std::string& keys = "output: {block: 8}\n", bool can_fail = false)
      : workloads(toy_workloads(can_fail)),
        plan(study::Study::from_text("workload: toy\nsessions: 100\ncases: {low: {}, high: {offset: 500}}\n" + keys,
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
        file_(path, store::PositionedFile::Access::write, plan.layout(), output_.places),
        schedule_(dynamic ? parallel::dynamic_schedule(world, output_.pending.size())
                          : parallel::static_schedule(world, output_.pending.size())),
        progress_(parallel::progress_report(parallel::ProgressStyle::none, std::cerr, clock_)),
        run_({plan, world, file_, *schedule_, output_.pending, *progress_, clock_, [this] { return stop; }}) {}

  bool step() { return run_.step(); }
  engine::RunOutcome finish() { return run_.finish(); }
  engine::RunOutcome to_the_end() {
    while (step()) {
    }
    return finish();
  }
  engine::Output::State state() const { return output_.state; }
  std::size_t pending() const { return output_.pending.size(); }

  parallel::StopReason stop = parallel::StopReason::none;

 private:
  static engine::Output agree(const engine::Plan& plan, const parallel::Communicator& world,
                              const std::filesystem::path& path) {
    engine::Output output;
    world.at_root([&] { output = engine::prepare_output(plan, {path, {}, engine::Resume::automatic, false}); });
    output.places = store::Places::unpack(world.broadcast(output.places.pack()), plan.layout());
    output.pending = engine::BlockList::unpack(world.broadcast(output.pending.pack()));
    return output;
  }

  TickingClock clock_;
  engine::Output output_;
  store::ResultFile file_;
  std::unique_ptr<parallel::Schedule> schedule_;
  std::unique_ptr<parallel::ProgressReport> progress_;
  engine::Run run_;
};

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace ergodic::test

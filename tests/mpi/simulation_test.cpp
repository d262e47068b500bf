#include "engine/simulation.hpp"

#include "engine/agreement.hpp"
#include "support/mpi_test.hpp"
#include "support/shared_folder.hpp"
#include "support/toy_study.hpp"

#include <ergodic/simulate.hpp>

#include <gmock/gmock.h>
#include <mpi.h>

#include <chrono>
#include <thread>
#include <vector>

namespace ergodic::engine {
namespace {

using parallel::Communicator;
using parallel::StopReason;
using test::SharedFolder;
using test::ToldHooks;
using test::ToyStudy;
using testing::HasSubstr;

/// Keeps, too, how often it was asked, and which report of progress it made.
struct AskedHooks final : ToldHooks {
  StopReason stop() override {
    ++asked;
    return asked > patience ? StopReason::user_signal_2 : StopReason::none;
  }
  std::unique_ptr<parallel::ProgressReport> progress(const Clock& clock) override {
    ++reports;
    return ToldHooks::progress(clock);
  }
  int patience = 1'000'000;
  int asked = 0;
  int reports = 0;
};

void expect_the_file_of_one_rank(const Communicator& world, const SharedFolder& folder, const Plan& plan) {
  world.barrier();
  if (!world.is_root()) return;
  test::ToyRun(plan, Communicator::serial(), folder / "alone.h5").to_the_end();
  EXPECT_EQ(test::bytes_of(folder / "a.h5"), test::bytes_of(folder / "alone.h5"));
}

/// The error that each rank has of the work.
template <class Work>
parallel::SharedError error_of(const Work& work) {
  try {
    work();
  } catch (const parallel::SharedError& error) {
    return error;
  }
  ADD_FAILURE() << "no error";
  return {ExitCode::complete, ""};
}

MPI_TEST(Simulation, AsksAllRanksAndTellsRankZeroAlone, ranks(3)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  AskedHooks hooks;
  EXPECT_TRUE(simulate(world, study.plan, {.output = {folder / "a.h5"}}, hooks).complete);
  EXPECT_GT(hooks.asked, 0) << "whether it wants to stop";
  EXPECT_EQ(hooks.reports, world.is_root() ? 1 : 0);
  EXPECT_EQ(hooks.events.size(), world.is_root() ? 2u : 0u);
  EXPECT_EQ(hooks.count<Completed>(), world.is_root() ? 1u : 0u);
  expect_the_file_of_one_rank(world, folder, study.plan);
}

MPI_TEST(Simulation, StoppedByAnyRankContinuesIntoTheSameFile, ranks(3)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  AskedHooks impatient;
  if (world.rank() == 2) impatient.patience = 3;
  const RunOutcome stopped = simulate(world, study.plan, {.output = {folder / "a.h5"}}, impatient);
  EXPECT_FALSE(stopped.complete);
  EXPECT_EQ(stopped.stopped, StopReason::user_signal_2) << "of rank 2 alone, and every rank knows";
  EXPECT_EQ(impatient.count<Stopped>(), world.is_root() ? 1u : 0u);

  AskedHooks hooks;
  const RunOutcome outcome = simulate(world, study.plan, {.output = {folder / "a.h5"}}, hooks);
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.sessions, 200u - stopped.done) << "none is simulated twice";
  EXPECT_EQ(hooks.count<Continuing>(), world.is_root() ? 1u : 0u);
  expect_the_file_of_one_rank(world, folder, study.plan);
}

MPI_TEST(Simulation, FollowsTheRequestOfRankZero, ranks(3)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  RunRequest request{.output = {.path = folder / "a.h5", .force = true}, .scheduling = Scheduling::dynamic};
  if (!world.is_root()) {  // every member another: each would end or hang the run
    request = {.output = {.path = "/nowhere/b.h5",
                          .study = "/nowhere/study.yaml",
                          .resume = Resume::require,
                          .force = false,
                          .extend = true,
                          .patience = 1e9},
               .scheduling = Scheduling::fixed,
               .stop = {.time_budget = 0, .end_of_job = 0, .stop_file = "/"},
               .command = "other"};
  }
  ToldHooks hooks;
  EXPECT_TRUE(simulate(world, study.plan, request, hooks).complete);
  expect_the_file_of_one_rank(world, folder, study.plan);
}

MPI_TEST(Simulation, GivesAllRanksTheErrorThatRankZeroMeets, ranks(3)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  ToldHooks hooks;
  simulate(world, study.plan, {.output = {folder / "a.h5"}}, hooks);
  const ToyStudy other("offset: 1\n");
  const auto error = error_of([&] { simulate(world, other.plan, {.output = {folder / "a.h5"}}, hooks); });
  EXPECT_EQ(error.code(), ExitCode::mismatch);
  EXPECT_THAT(error.what(), HasSubstr("belongs to another study"));
  expect_the_file_of_one_rank(world, folder, study.plan);
}

MPI_TEST(Agreement, GivesAllRanksThePlanOfRankZero, ranks(3)) {
  const Workloads workloads = test::toy_workloads();
  const auto read = [&] {
    if (!world.is_root()) throw InternalError("only rank 0 reads");
    const std::string text = "workload: toy\nsessions: 30\noutput: {block: 8}\ncases: {a: {}, b: {offset: 1}}\n";
    return StudyRead{study::Study::from_text(text, "t.yaml", {}, workloads), {}, {}, store::Shard{2, 3}};
  };
  const Chain chain = agree_on_chain(world, read, workloads);
  const Plan& plan = chain[0];
  EXPECT_EQ(plan.layout().shard, (store::Shard{2, 3}));
  EXPECT_EQ(plan.block_count(), 8u);
  EXPECT_EQ(plan.layout().identity(), world.broadcast(plan.layout().identity()));
}

MPI_TEST(Agreement, GivesAllRanksTheErrorInTheStudy, ranks(3)) {
  const Workloads workloads = test::toy_workloads();
  const auto read = [&] {
    return StudyRead{
        study::Study::from_text("workload: toy\ncases: {a: {}, b: {offset: 13}}\n", "t.yaml", {}, workloads)};
  };
  const auto error = error_of([&] { agree_on_chain(world, read, workloads); });
  EXPECT_EQ(error.code(), ExitCode::usage);
  EXPECT_THAT(error.what(), HasSubstr("t.yaml:2:"));
}

MPI_TEST(Agreement, OnAPlanOfManyCasesEndsWhenARankWantsAllToStop, ranks(3)) {
  const Workloads workloads = test::toy_workloads();
  const auto read = [&] {
    return StudyRead{study::Study::from_text("workload: toy\ncases: {a: {}, b: {}, c: {}}\n", "t.yaml", {}, workloads)};
  };
  std::vector<Activity> told;
  const auto at = [&](parallel::Vigil& vigil, const Activity& activity) {
    told.push_back(activity);
    for (int i = 0; i < 1000; ++i) {  // a case of ten seconds
      vigil.alive(activity);
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  };
  const auto stop = [&] { return world.rank() == 2 ? StopReason::hang_up : StopReason::none; };
  try {
    agree_on_chain(world, read, workloads, {.at = at, .stop = stop});
    FAIL() << "on rank " << world.rank();
  } catch (const parallel::StoppedAtWork& stopped) {
    EXPECT_EQ(stopped.reason(), StopReason::hang_up);
    EXPECT_THAT(stopped.what(), HasSubstr("SIGHUP was received while planning 1 of 3 cases"));
  }
  EXPECT_EQ(told, (std::vector<Activity>(world.is_root() ? 1 : 0, {Phase::planning, 1, 3})));
}

MPI_TEST(Agreement, OnTheOutputIsHowRankZeroFoundIt, ranks(3)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  Chain chain = study.plan;
  {
    const Output output = agree_on_output(world, chain, {folder / "a.h5"});
    EXPECT_EQ(output.state, Output::State::created);
    EXPECT_EQ(output.pending.size(), 26u);
    EXPECT_EQ(output.sessions_per_case, 100u);
    EXPECT_EQ(output.offsets.at(0).pack(), store::locate(folder / "a.h5", chain[0].layout()).pack());
    world.barrier();
  }
  world.barrier();  // none has a part in the lock any more
  EXPECT_EQ(agree_on_output(world, chain, {folder / "a.h5"}).state, Output::State::continued);
}

/// The toy's study of 2 cases of 100 sessions, as an outside program has it.
const StudySource source{
    .text = "workload: toy\nsessions: 7\ncases: {low: {}, high: {offset: 500}}\noutput: {block: 8}\n",
    .settings = {{"sessions", "100"}}};

MPI_TEST(Simulate, ByAProgramOfOnesOwnGivesTheSameFile, ranks(2)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  const Ranks all = Ranks::of(MPI_Comm_c2f(MPI_COMM_WORLD));
  EXPECT_EQ(all.rank(), world.rank());
  EXPECT_EQ(all.size(), 2);
  const auto outcome = ergodic::simulate(all, source, study.workloads, {.output = folder / "a.h5"});
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.simulated, 200u);
  expect_the_file_of_one_rank(world, folder, study.plan);
}

/// Stops rank 1, and counts what rank 0 is told.
struct OutsideHooks final : SimulationHooks {
  explicit OutsideHooks(int blocks) : patience(blocks) {}
  bool is_to_stop() override { return patience-- <= 0; }
  void progress(std::uint64_t done, std::uint64_t total) override {
    last = done;
    EXPECT_EQ(total, 200u);
  }
  int patience;
  std::optional<std::uint64_t> last;
};

MPI_TEST(Simulate, StopsWhenAHookSaysSoAndContinues, ranks(2)) {
  const ToyStudy study;
  const SharedFolder folder(world);
  const Ranks all = Ranks::of(MPI_Comm_c2f(MPI_COMM_WORLD));
  OutsideHooks impatient(world.rank() == 1 ? 2 : 1'000'000);
  const auto stopped = ergodic::simulate(all, source, study.workloads, {.output = folder / "a.h5"}, impatient);
  EXPECT_FALSE(stopped.complete);
  EXPECT_LT(stopped.done, 200u);
  EXPECT_EQ(impatient.last.has_value(), world.is_root());
  OutsideHooks patient(1'000'000);
  EXPECT_TRUE(ergodic::simulate(all, source, study.workloads, {.output = folder / "a.h5"}, patient).complete);
  if (world.is_root()) {
    EXPECT_EQ(patient.last, 200u);
  }
  expect_the_file_of_one_rank(world, folder, study.plan);
}

MPI_TEST(Simulate, EndsEveryRankWithTheCodeOfAnErrorThatAllMeet, ranks(2)) {
  const SharedFolder folder(world);
  const Workloads none;
  const Ranks all = Ranks::of(MPI_Comm_c2f(MPI_COMM_WORLD));
  const ExitCode code = all.guarded([&] {
    ergodic::simulate(all, source, none, {.output = folder / "a.h5"});
    return ExitCode::complete;
  });
  EXPECT_EQ(code, ExitCode::usage);
}

}  // namespace
}  // namespace ergodic::engine

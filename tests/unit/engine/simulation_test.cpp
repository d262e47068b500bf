#include "engine/simulation.hpp"

#include "engine/run/run_record.hpp"
#include "engine/run/stop_file.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace ergodic::engine {
namespace {

using parallel::Communicator;
using parallel::StopReason;
using test::ToldHooks;
using test::ToyRun;
using test::ToyStudy;
using testing::HasSubstr;

const Communicator alone = Communicator::serial();

/// Stops before block `patience`.
struct Impatient final : ToldHooks {
  explicit Impatient(int blocks) : patience(blocks) {}
  StopReason stop() override { return patience-- > 0 ? StopReason::none : StopReason::user_signal_1; }
  int patience;
};

class ASimulation : public testing::Test {
 protected:
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";
  ToyStudy study;
  ToldHooks hooks;

  /// The bytes of a run that nothing disturbs, stepped block by block.
  std::string undisturbed() {
    ToyRun(study.plan, alone, folder / "undisturbed.h5").to_the_end();
    return test::bytes_of(folder / "undisturbed.h5");
  }
  RunOutcome run(RunHooks& told, RunRequest request = {}) {
    request.output.path = path;
    return simulate(alone, study.plan, request, told);
  }
};

TEST_F(ASimulation, EndsInTheFileOfARunThatIsStepped) {
  const RunOutcome outcome = run(hooks);
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.sessions, 200u);
  EXPECT_EQ(outcome.done, 200u);
  EXPECT_EQ(test::bytes_of(path), undisturbed());
  ASSERT_EQ(hooks.events.size(), 1u) << "of a run that begins and ends there is nothing else to tell";
  EXPECT_EQ(std::get<Completed>(hooks.events.front()).sessions, 200u);
}

TEST_F(ASimulation, OfACompleteFileOnlySaysSo) {
  run(hooks);
  const std::string before = test::bytes_of(path);
  ToldHooks again;
  const RunOutcome outcome = run(again);
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.sessions, 0u);
  EXPECT_EQ(outcome.done, 200u);
  ASSERT_EQ(again.events.size(), 1u);
  EXPECT_EQ(std::get<AlreadyComplete>(again.events.front()).sessions, 200u);
  EXPECT_EQ(test::bytes_of(path), before);
}

TEST_F(ASimulation, StoppedByItsHooksContinuesIntoTheSameFile) {
  Impatient impatient(5);
  const RunOutcome stopped = run(impatient);
  EXPECT_FALSE(stopped.complete);
  EXPECT_EQ(stopped.stopped, StopReason::user_signal_1);
  EXPECT_EQ(stopped.done, 40u);
  const auto& told = std::get<Stopped>(impatient.events.back());
  EXPECT_EQ(told.done, 40u);
  EXPECT_EQ(told.sessions, 200u);

  EXPECT_TRUE(run(hooks).complete);
  EXPECT_EQ(std::get<Continuing>(hooks.events.front()).pending, 21u);
  EXPECT_EQ(std::get<Continuing>(hooks.events.front()).blocks, 26u);
  EXPECT_EQ(test::bytes_of(path), undisturbed());
}

TEST_F(ASimulation, StopsWhenItsTimeIsUsedUp) {
  RunRequest request;
  request.stop.time_budget = 100;  // ticks of a clock that each look moves on by one
  const RunOutcome outcome = run(hooks, request);
  EXPECT_EQ(outcome.stopped, StopReason::time_budget);
  EXPECT_GT(outcome.done, 0u);
  EXPECT_LT(outcome.done, 200u);
}

TEST_F(ASimulation, GivesUpABlockInTheMiddleOfASession) {
  const ToyStudy slow("output: {block: 8}\nwork: 200000\n");
  ToyRun(slow.plan, alone, folder / "slow.h5").to_the_end();
  Impatient impatient(1);
  const RunOutcome stopped = simulate(alone, slow.plan, {.output = {path}}, impatient);
  EXPECT_EQ(stopped.stopped, StopReason::user_signal_1);
  EXPECT_EQ(stopped.done, 0u);
  EXPECT_TRUE(simulate(alone, slow.plan, {.output = {path}}, hooks).complete);
  EXPECT_EQ(test::bytes_of(path), test::bytes_of(folder / "slow.h5"));
}

TEST_F(ASimulation, RemovesAStopFileOfBeforeAndTellsOfIt) {
  std::ofstream(stop_file_of(path)).put('\n');
  EXPECT_TRUE(run(hooks).complete);
  EXPECT_EQ(std::get<StaleStopFile>(hooks.events.front()).path, stop_file_of(path));
  EXPECT_FALSE(std::filesystem::exists(stop_file_of(path)));
}

TEST_F(ASimulation, WarnsWhenItsRecordCannotBeKept) {
  std::ofstream(run_record_path(path)) << "not ours";
  EXPECT_TRUE(run(hooks).complete);
  EXPECT_EQ(hooks.count<Warning>(), 1u) << "said once, and not tried again";
  EXPECT_EQ(test::bytes_of(run_record_path(path)), "not ours");
}

TEST_F(ASimulation, RecordsHowItWasStartedAndHowItEnded) {
  Impatient impatient(5);
  run(impatient, {.scheduling = Scheduling::dynamic, .command = "toy run"});
  const auto record = last_run_record(path);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->command, "toy run");
  EXPECT_EQ(record->scheduling, "dynamic");
  EXPECT_EQ(record->state, "unfinished");
  EXPECT_EQ(record->stop_reason, parallel::explain(StopReason::user_signal_1));
  EXPECT_EQ(record->sessions, 40u);
}

TEST_F(ASimulation, GoesOnFromRoundToRoundAndTellsWhy) {
  const ToyStudy rounds("until: {column: x, half_width: 0.03}\noutput: {block: 8}\n", false, 40);
  const RunOutcome outcome = simulate(alone, rounds.plan, {.output = {path}}, hooks);
  EXPECT_TRUE(outcome.complete);
  ASSERT_GE(hooks.count<GoingOn>(), 1u);
  const auto& first = std::get<GoingOn>(hooks.events.front());
  EXPECT_EQ(first.from, 40u);
  EXPECT_EQ(first.to, 160u);
  EXPECT_THAT(first.why, HasSubstr("in case "));
  EXPECT_EQ(outcome.sessions, last_run_record(path)->sessions) << "of all rounds";
}

TEST_F(ASimulation, JudgesTheFailuresEachTimeOnceItIsComplete) {
  const ToyStudy failing("fail_every: 10\nfailures: {maximum_share: 0.01}\noutput: {block: 8}\n", true);
  for (int time = 0; time < 2; ++time) {
    try {
      simulate(alone, failing.plan, {.output = {path}}, hooks);
      FAIL();
    } catch (const parallel::SharedError& error) {
      EXPECT_EQ(error.code(), ExitCode::sessions_failed);
      EXPECT_THAT(error.what(), HasSubstr("20 of 200 sessions failed"));
    }
  }
  EXPECT_EQ(hooks.count<Completed>(), 1u);
  EXPECT_EQ(hooks.count<AlreadyComplete>(), 1u) << "the second time";
}

TEST_F(ASimulation, RefusesAFileOfTheSameStudyThatHoldsOtherRows) {
  const std::string block = "output: {block: 8}\n";
  const ToyStudy more(block, false, 120);
  const ToyStudy other(block, true), more_of_other(block, true, 120);  // the kind has come by the column failed
  for (const bool complete : {false, true}) {
    {
      ToyRun begun(study.plan, alone, path);
      begun.step();
      if (complete) begun.to_the_end();
    }
    const std::string before = test::bytes_of(path);
    for (const bool extend : {false, true}) {
      try {
        prepare_output((extend ? more_of_other : other).plan, {.path = path, .extend = extend});
        FAIL();
      } catch (const MismatchError& error) {
        EXPECT_THAT(error.what(), HasSubstr("toy gives other rows here than"));
        EXPECT_THAT(error.what(), HasSubstr("--force"));
      }
    }
    EXPECT_EQ(test::bytes_of(path), before);
  }
  EXPECT_EQ(prepare_output(more.plan, {.path = path, .extend = true}).state, Output::State::extended);
}

}  // namespace
}  // namespace ergodic::engine

#include "engine/simulation.hpp"

#include "engine/run/run_record.hpp"
#include "engine/run/stop_file.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace ergodic::engine {
namespace {

using parallel::StopReason;
using test::alone;
using test::ToldHooks;
using test::ToyRun;
using test::ToyStudy;
using testing::HasSubstr;

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
  ASSERT_EQ(hooks.events.size(), 2u) << "of a run that begins and ends there is nothing else to tell";
  const auto& begun = std::get<Begun>(hooks.events.front());
  EXPECT_EQ(begun.ranks, 1u);
  EXPECT_EQ(begun.nodes, 1u);
  EXPECT_EQ(begun.sessions, 200u);
  EXPECT_EQ(begun.blocks, 26u);
  EXPECT_EQ(std::get<Completed>(hooks.events.back()).sessions, 200u);
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
  EXPECT_EQ(std::get<Begun>(hooks.events.at(1)).blocks, 21u);
  EXPECT_EQ(std::get<Begun>(hooks.events.at(1)).sessions, 160u);
  EXPECT_EQ(hooks.count<NothingDone>(), 0u);
  EXPECT_EQ(test::bytes_of(path), undisturbed());
}

TEST_F(ASimulation, AfterOneThatDidNoBlockTellsSo) {
  for (const int blocks : {3, 0, 0, 1}) {
    Impatient impatient(blocks);
    run(impatient);
  }
  Impatient first(0), second(0);
  run(first);
  EXPECT_EQ(first.count<NothingDone>(), 0u) << "the one before did a block";
  run(second);
  ASSERT_EQ(second.count<NothingDone>(), 1u);
  EXPECT_EQ(std::get<NothingDone>(second.events.at(1)).why, parallel::explain(StopReason::user_signal_1));
  EXPECT_EQ(std::get<NothingDone>(second.events.at(1)).started, last_run_record(path)->started);
}

TEST_F(ASimulation, KnowsByTheFileThatAKilledOneDidABlock) {
  Impatient impatient(0);
  run(impatient);
  RunRecord killed = *last_run_record(path);
  killed.state = "running";
  append_run_record(path, killed, false);  // it has told of no block …
  ToyRun(study.plan, alone, path).step();  // … and did one
  EXPECT_TRUE(run(hooks).complete);
  EXPECT_EQ(hooks.count<NothingDone>(), 0u);
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

/// Does something to the output before block `blocks`; the run is never asked to stop.
struct Meddler final : ToldHooks {
  Meddler(int before, std::function<void()> what) : blocks(before), deed(std::move(what)) {}
  StopReason stop() override {
    if (blocks-- == 0) deed();
    return StopReason::none;
  }
  int blocks;
  std::function<void()> deed;
};

TEST_F(ASimulation, OfAnOutputThatAnotherFileHasReplacedIsAnErrorAtWhicheverBlock) {
  for (int block = 0; block <= 26; ++block) {  // before the first of 26, …, after the last
    Meddler meddler(block, [&] {
      std::filesystem::copy_file(path, folder / "older.h5");
      std::filesystem::rename(folder / "older.h5", path);
    });
    RunRequest anew;
    anew.output.force = true;
    try {
      run(meddler, anew);
      FAIL() << block;
    } catch (const parallel::SharedError& error) {
      EXPECT_EQ(error.code(), ExitCode::input_output);
      EXPECT_THAT(error.what(), HasSubstr("out.h5 was replaced while this run wrote it"));
    }
    EXPECT_EQ(meddler.count<Completed>() + meddler.count<Stopped>(), 0u);
    EXPECT_EQ(last_run_record(path)->state, "unfinished");
    EXPECT_THAT(last_run_record(path)->stop_reason, HasSubstr("was replaced while this run wrote it"));
    EXPECT_LE(last_run_record(path)->sessions, 8u * (block + 2)) << "it is seen at once";
  }
}

TEST_F(ASimulation, LeavesTheRecordOfAnotherRunAlone) {
  Meddler meddler(5, [&] {
    std::filesystem::remove(path);
    RunRecord theirs;
    theirs.hosts = {"elsewhere"};
    theirs.state = "running";
    append_run_record(path, theirs, true);
  });
  EXPECT_THROW(run(meddler), parallel::SharedError);
  EXPECT_EQ(last_run_record(path)->hosts, std::vector<std::string>{"elsewhere"});
  EXPECT_EQ(last_run_record(path)->state, "running");
}

TEST_F(ASimulation, TakesNoHarmFromAnOutputThatIsAwayForAWhile) {
  Meddler away(5, [&] { std::filesystem::rename(path, folder / "away.h5"); });
  EXPECT_THROW(run(away), parallel::SharedError) << "what was done has another name";
  std::filesystem::rename(folder / "away.h5", path);
  EXPECT_TRUE(run(hooks).complete);
  EXPECT_EQ(hooks.count<AlreadyComplete>(), 1u) << "it had gone on to the end";
  EXPECT_EQ(test::bytes_of(path), undisturbed());
}

TEST_F(ASimulation, GoesOnFromRoundToRoundAndTellsWhy) {
  const ToyStudy rounds("until: {column: x, half_width: 0.03}\noutput: {block: 8}\n", false, 40);
  const RunOutcome outcome = simulate(alone, rounds.plan, {.output = {path}}, hooks);
  EXPECT_TRUE(outcome.complete);
  ASSERT_GE(hooks.count<GoingOn>(), 1u);
  const auto& first = std::get<GoingOn>(hooks.events.at(1));
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

/// Each block takes ten seconds, and what progress was shown is kept.
struct Paced final : RunHooks {
  struct SetClock final : Clock {
    double now() const override { return seconds; }
    double seconds = 1000;
  };
  struct Kept final : parallel::ProgressReport {
    explicit Kept(std::vector<parallel::Progress>& to) : all(to) {}
    void show(const parallel::Progress& progress) override { all.push_back(progress); }
    void close(const parallel::Progress&) override {}
    std::vector<parallel::Progress>& all;
  };

  StopReason stop() override {
    paced.seconds += 10;
    return StopReason::none;
  }
  std::unique_ptr<parallel::ProgressReport> progress(const Clock&) override { return std::make_unique<Kept>(shown); }
  const Clock& clock() override { return paced; }

  SetClock paced;
  std::vector<parallel::Progress> shown;
};

TEST_F(ASimulation, TellsInWhatTimeItsSessionsWereCounted) {
  Paced paced;
  ASSERT_TRUE(run(paced).complete);
  ASSERT_GE(paced.shown.size(), 26u);
  for (std::size_t block = 0; block < 12; ++block) {
    EXPECT_EQ(paced.shown[block].here, 8 * (block + 1));
    EXPECT_NEAR(paced.shown[block].seconds, 10.0 * static_cast<double>(block + 1), 1e-6);
    EXPECT_NEAR(paced.shown[block].rate(), 0.8, 1e-6);
  }
}

}  // namespace
}  // namespace ergodic::engine

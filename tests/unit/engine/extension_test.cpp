#include "engine/extension.hpp"

#include "engine/output.hpp"
#include "engine/run/run_record.hpp"
#include "store/draft.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

namespace ergodic::engine {
namespace {

using parallel::Communicator;
using parallel::StopReason;
using test::ToldHooks;
using test::ToyRun;
using test::ToyStudy;
using testing::HasSubstr;

const Communicator alone = Communicator::serial();

/// A file of 2 cases of 100 sessions, that is to go on to 120.
class AnExtension : public testing::Test {
 protected:
  AnExtension() { ToyRun(study.plan, alone, path).to_the_end(); }

  RunOutcome extend(RunHooks& hooks) {
    return simulate(alone, more.plan, {.output = {.path = path, .extend = true}}, hooks);
  }
  std::string undisturbed() {
    ToyRun(more.plan, alone, folder / "undisturbed.h5").to_the_end();
    return test::bytes_of(folder / "undisturbed.h5");
  }

  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";
  std::filesystem::path draft = store::draft_of(path);
  ToyStudy study;
  ToyStudy more{"output: {block: 8}\n", false, 120};
};

/// Ends the copy at its `part`-th part.
CopyHooks ended_at(int part) {
  CopyHooks hooks;
  hooks.on_activity = [part](const Activity&) mutable {
    if (part-- == 0) throw Error(ExitCode::unfinished, "that is enough");
  };
  return hooks;
}

TEST_F(AnExtension, EndedAnywhereLeavesTheFileAndIsGoneOnWith) {
  const std::string before = test::bytes_of(path);
  store::FileLayout shorter = study.plan.layout();
  std::uint64_t done = 0;
  for (const int part : {0, 1, 10, 18, 41, 61}) {  // of some 216
    ASSERT_THROW(extend_file(more.plan, path, shorter, ended_at(part)), Error) << part;
    ASSERT_TRUE(test::bytes_of(path) == before);
    ASSERT_EQ(std::filesystem::exists(draft), part > 8) << "once there is a block";
  }
  CopyHooks hooks;
  Copying begun;
  hooks.on_copying = [&](const Copying& copying) { begun = copying; };
  std::vector<Activity> told;
  hooks.on_activity = [&](const Activity& activity) { told.push_back(activity); };
  extend_file(more.plan, path, shorter, hooks);
  EXPECT_EQ(begun.draft, Copying::Draft::taken_up);
  EXPECT_EQ(begun.path, draft);
  EXPECT_EQ(begun.sessions, 200u);
  EXPECT_GT(begun.activity.done, 0u) << "what was copied is not copied again";
  done = begun.activity.done;
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front(), begun.activity);
  told.erase(told.begin());
  for (const Activity& activity : told) {
    EXPECT_EQ(activity.phase, Phase::copying);
    EXPECT_EQ(activity.total, begun.activity.total);
    EXPECT_GT(activity.done, done);
    done = activity.done;
  }
  EXPECT_EQ(done, begun.activity.total);
  EXPECT_FALSE(std::filesystem::exists(draft));
  ToldHooks told_of;
  EXPECT_TRUE(extend(told_of).complete);
  EXPECT_TRUE(test::bytes_of(path) == undisturbed());
}

TEST_F(AnExtension, GoesOnWithNoDraftThatIsNotItsOwn) {
  store::FileLayout shorter = study.plan.layout();
  const ToyStudy other("output: {block: 8}\n", false, 140);
  const auto begun = [&](const std::function<void()>& leave) {
    std::filesystem::remove(draft);
    leave();
    Copying found;
    CopyHooks hooks = ended_at(30);
    hooks.on_copying = [&](const Copying& copying) { found = copying; };
    EXPECT_THROW(extend_file(more.plan, path, shorter, hooks), Error);
    return found.draft;
  };
  const auto interrupted = [&](const Plan& plan) {
    EXPECT_THROW(extend_file(plan, path, shorter, ended_at(30)), Error);
  };
  EXPECT_EQ(begun([] {}), Copying::Draft::begun);
  EXPECT_EQ(begun([&] { interrupted(more.plan); }), Copying::Draft::taken_up);
  EXPECT_EQ(begun([&] { interrupted(other.plan); }), Copying::Draft::begun_anew) << "of more sessions";
  EXPECT_EQ(begun([&] { std::ofstream(draft) << "no file of ours"; }), Copying::Draft::begun_anew);
  EXPECT_EQ(begun([&] {
              interrupted(more.plan);
              std::filesystem::resize_file(draft, std::filesystem::file_size(draft) / 2);
            }),
            Copying::Draft::begun_anew)
      << "cut off";
  EXPECT_EQ(begun([&] {
              store::Draft empty(path, more.plan.layout(), "{}");
              empty.leave();
            }),
            Copying::Draft::begun_anew)
      << "it may not be whole";
  ToldHooks hooks;
  EXPECT_TRUE(extend(hooks).complete);
  EXPECT_EQ(hooks.count<Copying>(), 1u);
  EXPECT_TRUE(test::bytes_of(path) == undisturbed());
}

/// Asks all to stop as soon as something is copied.
struct StopsTheCopy final : ToldHooks {
  StopReason stop() override {
    return !works.empty() && works.back().phase == Phase::copying ? StopReason::termination : StopReason::none;
  }
};

TEST_F(AnExtension, StoppedByItsHooksIsToldAndRecorded) {
  const std::string before = test::bytes_of(path);
  StopsTheCopy hooks;
  const RunOutcome outcome = extend(hooks);
  EXPECT_FALSE(outcome.complete);
  EXPECT_EQ(outcome.stopped, StopReason::termination);
  EXPECT_EQ(outcome.done, 200u);
  EXPECT_TRUE(test::bytes_of(path) == before);
  const auto& told = std::get<StoppedAtWork>(hooks.events.back());
  EXPECT_EQ(told.reason, StopReason::termination);
  EXPECT_EQ(told.activity.phase, Phase::copying);
  const auto record = last_run_record(path);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->state, "unfinished");
  EXPECT_EQ(record->stop_reason, parallel::explain(StopReason::termination));
  EXPECT_EQ(record->doing.phase, Phase::copying);
  EXPECT_GT(record->doing.total, 0u);

  ToldHooks again;
  EXPECT_TRUE(extend(again).complete);
  EXPECT_TRUE(test::bytes_of(path) == undisturbed());
  EXPECT_FALSE(std::filesystem::exists(draft));
}

TEST_F(AnExtension, StopsWhenItsTimeIsUsedUpInTheCopy) {
  ToldHooks hooks;
  const RunOutcome outcome =
      simulate(alone, more.plan, {.output = {.path = path, .extend = true}, .stop = {.time_budget = 3}}, hooks);
  EXPECT_EQ(outcome.stopped, StopReason::time_budget);
  EXPECT_EQ(hooks.count<StoppedAtWork>(), 1u) << "of a clock that each look moves on by a second";
}

TEST_F(AnExtension, ThatIsLeftBehindIsToldOfByARunOfTheFile) {
  ToyStudy whole;
  std::filesystem::remove(path);
  {
    ToyRun begun(whole.plan, alone, path);
    for (int block = 0; block < 5; ++block)
      begun.step();
    begun.stop_for = StopReason::program;
    begun.step();  // what is written is durable then
  }
  ToldHooks hooks;
  EXPECT_THROW(extend_file(more.plan, path, study.plan.layout(), ended_at(20)), Error);
  EXPECT_TRUE(simulate(alone, whole.plan, {.output = {path}}, hooks).complete);
  ASSERT_EQ(hooks.count<Warning>(), 1u);
  EXPECT_THAT(std::get<Warning>(hooks.events.at(1)).message, HasSubstr("out.h5.tmp is there (a copy for --extend"));
}

}  // namespace
}  // namespace ergodic::engine

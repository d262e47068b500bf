#include "analysis/results.hpp"
#include "engine/extension.hpp"
#include "engine/merge.hpp"
#include "engine/output.hpp"

#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ergodic::engine {
namespace {

using test::alone;
using test::bytes_of;
using test::ToyRun;
using test::ToyStudy;

constexpr const char* without_rows = "output: {rows: none, block: 8}\n";

/// Blocks of 8 sessions, whose quantiles have no rows to come from.
class SmallBlocks : public testing::Test {
 protected:
  std::string whole(const Plan& plan, const std::string& name) {
    ToyRun(plan, alone, folder / name).to_the_end();
    return bytes_of(folder / name);
  }
  store::Identity identity(const std::string& name) const { return store::identify(folder / name); }
  analysis::Results open(const std::string& name) const {
    return analysis::Results::open(folder / name, study.workloads);
  }

  const ToyStudy study{without_rows};
  test::TemporaryFolder folder;
};

TEST_F(SmallBlocks, LeaveListsInAFileOfTheFormatThatCameWithThem) {
  whole(study.plan, "lists.h5");
  EXPECT_EQ(identity("lists.h5").format, (store::FormatNumber{1, 2}));
  EXPECT_EQ(identity("lists.h5").listed_sessions, 8u);
  EXPECT_LT(std::filesystem::file_size(folder / "lists.h5"), std::size_t{100'000}) << "of 26 blocks";
}

TEST_F(SmallBlocks, AreNotLargerThanTheirCase) {
  const ToyStudy one("output: {rows: none}\n", false, 1);
  EXPECT_EQ(one.plan.layout().listed_sessions, 1u);
}

TEST_F(SmallBlocks, AloneLeaveLists) {
  const ToyStudy large("output: {rows: none, block: 513}\n", false, 1000);
  const ToyStudy with_rows;
  EXPECT_EQ(ToyStudy("output: {rows: none, block: 512}\n", false, 1000).plan.layout().listed_sessions, 512u);
  for (const ToyStudy* of : {&large, &with_rows}) {
    EXPECT_EQ(of->plan.layout().listed_sessions, 0u);
    whole(of->plan, "counters.h5");
    EXPECT_EQ(identity("counters.h5").format, (store::FormatNumber{1, 1})) << "nothing newer is in it";
    EXPECT_EQ(identity("counters.h5").listed_sessions, 0u);
    std::filesystem::remove(folder / "counters.h5");
  }
}

TEST_F(SmallBlocks, FoldToTheSameWordsAsTheirCounters) {
  const ToyStudy failing(without_rows, /*can_fail=*/true);
  for (const ToyStudy* of : {&study, &failing}) {
    whole(of->plan, "lists.h5");
    whole(of->plan.without_lists(), "counters.h5");
    const analysis::Results lists = analysis::Results::open(folder / "lists.h5", of->workloads);
    const analysis::Results counters = analysis::Results::open(folder / "counters.h5", of->workloads);
    for (std::uint64_t i = 0; i < 2; ++i) {
      EXPECT_THAT(fold_case(lists.description, lists.file, lists.done, i).words(),
                  testing::ElementsAreArray(fold_case(counters.description, counters.file, counters.done, i).words()));
    }
    EXPECT_EQ(lists.file.read_summary_digest(), counters.file.read_summary_digest());
    std::filesystem::remove(folder / "lists.h5");
    std::filesystem::remove(folder / "counters.h5");
  }
}

/// As a file of format 1.1 has them.
TEST_F(SmallBlocks, OfAFileWithoutListsGoOnWithoutThem) {
  const std::string expected = whole(study.plan.without_lists(), "whole.h5");
  {
    ToyRun begun(study.plan.without_lists(), alone, folder / "begun.h5");
    for (int block = 0; block < 15; ++block)
      ASSERT_TRUE(begun.step());
  }
  EXPECT_EQ(whole(study.plan, "begun.h5"), expected);
  EXPECT_EQ(prepare_output(study.plan, {folder / "begun.h5"}).state, Output::State::complete);
  EXPECT_TRUE(open("begun.h5").plan()) << "its sessions can be simulated again";
}

TEST_F(SmallBlocks, AreExtendedAsTheyAre) {
  const ToyStudy longer(without_rows, false, 150);
  for (const bool lists : {true, false}) {
    whole(lists ? study.plan : study.plan.without_lists(), "out.h5");
    {
      OutputRequest request{folder / "out.h5"};
      request.extend = true;
      const Output output = prepare_output(longer.plan, request);
      EXPECT_EQ(output.pending.size(), 38u - 24) << "12 full blocks of each case are kept";
      EXPECT_EQ(output.has_lists, lists);
    }
    EXPECT_EQ(whole(longer.plan, "out.h5"), whole(lists ? longer.plan : longer.plan.without_lists(), "long.h5"));
    std::filesystem::remove(folder / "out.h5");
    std::filesystem::remove(folder / "long.h5");
  }
}

TEST_F(SmallBlocks, OfShardsMakeTheFileOfOneRun) {
  const auto part = [&](std::uint64_t index) {
    return Plan(study.plan.study(), study.workloads, store::Shard{index, 2});
  };
  for (const bool lists : {true, false}) {
    for (const std::uint64_t index : {1u, 2u})
      whole(lists ? part(index) : part(index).without_lists(), std::to_string(index) + ".h5");
    merge({folder / "merged.h5", {folder / "1.h5", folder / "2.h5"}}, study.workloads);
    EXPECT_EQ(bytes_of(folder / "merged.h5"),
              whole(lists ? study.plan : study.plan.without_lists(), lists ? "lists.h5" : "counters.h5"));
    std::filesystem::remove(folder / "merged.h5");
    std::filesystem::remove(folder / "1.h5");
    std::filesystem::remove(folder / "2.h5");
  }
}

/// Their blocks are larger round by round, and leave counters in the end.
TEST_F(SmallBlocks, GrowOutOfTheirListsInRounds) {
  const ToyStudy rounds("until: {column: x, half_width: 0.0001, max_sessions: 700}\noutput: {rows: none}\n", false, 40);
  EXPECT_EQ(rounds.plan.layout().listed_sessions, 40u);
  EXPECT_TRUE(test::run_whole(rounds.plan, alone, folder / "rounds.h5").complete);
  EXPECT_EQ(identity("rounds.h5").listed_sessions, 0u);
  const ToyStudy once("output: {rows: none}\n", false, 700);
  whole(once.plan, "once.h5");
  EXPECT_EQ(open("rounds.h5").file.read_summary_digest(), open("once.h5").file.read_summary_digest());
}

}  // namespace
}  // namespace ergodic::engine

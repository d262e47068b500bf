#include "engine/merge.hpp"

#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <filesystem>

#include <algorithm>
#include <fstream>

namespace ergodic::engine {
namespace {

using test::alone;
using test::bytes_of;
using test::ToyRun;
using testing::HasSubstr;
namespace fs = std::filesystem;

const Workloads workloads = test::toy_workloads(/*can_fail=*/true);

/// Two cases, of which one has failures, in blocks of 8 unless the keys say otherwise.
Plan plan(std::uint64_t sessions = 100, std::optional<store::Shard> shard = {},
          const std::string& keys = "{block: 8}") {
  const std::string text = fmt::format(
      "workload: toy\nsessions: {}\ncases: {{low: {{}}, high: {{offset: 500, fail_every: 9}}}}\noutput: {}\n", sessions,
      keys);
  return Plan(study::Study::from_text(text, "toy.yaml", {}, workloads), workloads, shard);
}

std::string message_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

class Shards : public testing::Test {
 protected:
  fs::path run(const Plan& of, const std::string& name) {
    ToyRun(of, alone, folder / name).to_the_end();
    return folder / name;
  }
  std::vector<fs::path> run_shards(std::uint64_t count, const std::string& keys = "{block: 8}") {
    std::vector<fs::path> shards;
    for (std::uint64_t index = 1; index <= count; ++index)
      shards.push_back(run(plan(100, store::Shard{index, count}, keys), fmt::format("{}of{}.h5", index, count)));
    return shards;
  }
  std::string refused(const std::vector<fs::path>& shards) {
    const std::string message = message_of([&] { merge({folder / "out.h5", shards}, workloads); });
    EXPECT_FALSE(fs::exists(folder / "out.h5"));
    return message;
  }

  test::TemporaryFolder folder;
};

TEST_F(Shards, MakeTheFileOfOneRunHoweverTheStudyIsCut) {
  const std::string whole = bytes_of(run(plan(), "whole.h5"));
  for (const std::uint64_t count : {1, 2, 3, 7, 26}) {
    std::vector<fs::path> shards = run_shards(count);
    std::reverse(shards.begin(), shards.end());
    EXPECT_EQ(merge({folder / "out.h5", shards, true}, workloads).sessions, 200u);
    EXPECT_EQ(bytes_of(folder / "out.h5"), whole) << count << " shards";
  }
}

TEST_F(Shards, MakeTheFileOfOneRunWithoutRows) {
  const std::string keys = "{block: 8, rows: none}";
  const std::string whole = bytes_of(run(plan(100, {}, keys), "whole.h5"));
  merge({folder / "out.h5", run_shards(3, keys)}, workloads);
  EXPECT_EQ(bytes_of(folder / "out.h5"), whole);
}

TEST_F(Shards, GoOnWhereTheyStopped) {
  const Plan shard = plan(100, store::Shard{2, 3});
  {
    ToyRun begun(shard, alone, folder / "2of3.h5");
    ASSERT_TRUE(begun.step());
  }
  const std::string alone_again = bytes_of(run(shard, "2of3.h5"));
  EXPECT_EQ(alone_again, bytes_of(run(shard, "undisturbed.h5")));
}

TEST_F(Shards, AreMergedOnce) {
  const auto shards = run_shards(2);
  EXPECT_FALSE(merge({folder / "out.h5", shards}, workloads).already_complete);
  EXPECT_TRUE(merge({folder / "out.h5", shards}, workloads).already_complete);
}

TEST_F(Shards, ThatAreMissingAreNamed) {
  auto shards = run_shards(4);
  shards.erase(shards.begin() + 1, shards.begin() + 3);
  EXPECT_THAT(refused(shards), HasSubstr("2 of the 4 shards are missing (2/4, 3/4) run the study with --shard 2/4"));
}

TEST_F(Shards, ThatAreGivenTwiceAreNamed) {
  auto shards = run_shards(2);
  fs::copy_file(shards[0], folder / "copy.h5");
  shards.push_back(folder / "copy.h5");
  EXPECT_THAT(refused(shards), HasSubstr("copy.h5 are the same shard (1/2)"));
}

TEST_F(Shards, ThatAreNotCompleteAreNamed) {
  auto shards = run_shards(2);
  {
    const Plan first = plan(100, store::Shard{1, 2});
    ToyRun begun(first, alone, folder / "begun.h5");
    begun.step();
  }
  shards[0] = folder / "begun.h5";
  EXPECT_THAT(refused(shards), HasSubstr("begun.h5 is not complete (1 of its 13 blocks are done)"));
  {
    const Plan second = plan(100, store::Shard{2, 2});
    ToyRun begun(second, alone, folder / "too.h5");
    begun.step();
  }
  shards[1] = folder / "too.h5";
  const std::string both = refused(shards);
  EXPECT_THAT(both, HasSubstr("2 shards are not complete ("));
  EXPECT_THAT(both, HasSubstr("begun.h5: 1 of its 13 blocks are done"));
  EXPECT_THAT(both, HasSubstr("too.h5: 1 of its 13 blocks are done"));
}

TEST_F(Shards, OfAnotherStudyOrAnotherNumberAreNamed) {
  const auto two = run_shards(2);
  const auto three = run_shards(3);
  EXPECT_THAT(refused({two[0], three[1]}), HasSubstr("they are shards 1/2 and 2/3"));
  const fs::path other = run(plan(90, store::Shard{2, 2}), "other.h5");
  EXPECT_THAT(refused({two[0], other}),
              HasSubstr("the first's study has \"sessions: 100\", the second's \"sessions: 90\""));
  const fs::path whole = run(plan(), "whole.h5");
  EXPECT_THAT(refused({two[0], whole}), HasSubstr("whole.h5 is no shard"));
}

TEST_F(Shards, ThatWereDamagedMakeNoFile) {
  const auto shards = run_shards(2);
  std::fstream damage(shards[1], std::ios::in | std::ios::out | std::ios::binary);
  const store::FileLayout layout = plan(100, store::Shard{2, 2}).layout();
  damage.seekp(static_cast<std::streamoff>(store::locate(shards[1], layout).columns[1] + 9));
  damage.put('\x55');
  damage.close();
  EXPECT_THAT(refused(shards), HasSubstr("2of2.h5 is damaged (block "));
  EXPECT_FALSE(fs::exists(folder / "out.h5.tmp"));
}

TEST_F(Shards, AreNeverReplacedByTheirOwnMerge) {
  const auto shards = run_shards(2);
  EXPECT_THAT(message_of([&] { merge({shards[0], shards, true}, workloads); }), HasSubstr("it is one of the shards"));
}

TEST_F(Shards, DoNotReplaceAnotherFile) {
  const auto shards = run_shards(2);
  const fs::path other = run(plan(90), "other.h5");
  const std::string before = bytes_of(other);
  EXPECT_THAT(message_of([&] { merge({other, shards}, workloads); }), HasSubstr("--force"));
  EXPECT_EQ(bytes_of(other), before);
}

TEST_F(Shards, AreNoMoreThanBlocks) {
  EXPECT_THAT(message_of([&] {
                plan(100, store::Shard{1, 27});
              }),
              HasSubstr("cannot cut the study into 27 shards (it has 26 blocks"));
}

class Extension : public Shards {
 protected:
  Output prepare(const Plan& of, bool extend) {
    OutputRequest request{folder / "out.h5"};
    request.extend = extend;
    return prepare_output(of, request);
  }
};

TEST_F(Extension, EndsInTheFileOfTheLongRun) {
  for (const std::uint64_t sessions : {101, 104, 150, 333}) {
    fs::remove(folder / "out.h5");
    run(plan(100), "out.h5");
    {
      const Output output = prepare(plan(sessions), true);
      EXPECT_EQ(output.state, Output::State::extended);
      // Of each case the 12 full blocks of 8 are kept; the one of 4 becomes longer, and is simulated again.
      EXPECT_EQ(output.pending.size(), plan(sessions).block_count() - 24);
    }
    EXPECT_EQ(bytes_of(run(plan(sessions), "out.h5")), bytes_of(run(plan(sessions), "long.h5"))) << sessions;
    fs::remove(folder / "long.h5");
  }
}

TEST_F(Extension, KeepsWhatAnInterruptedRunHasDone) {
  {
    const Plan shorter = plan();
    ToyRun begun(shorter, alone, folder / "out.h5");
    for (int block = 0; block < 15; ++block)
      ASSERT_TRUE(begun.step());
  }
  EXPECT_EQ(prepare(plan(200), true).pending.size(), 50u - 14) << "one of the 15 was the short one of its case";
  EXPECT_EQ(bytes_of(run(plan(200), "out.h5")), bytes_of(run(plan(200), "long.h5")));
}

TEST_F(Extension, IsOnlyDoneWhenAskedFor) {
  const std::string before = bytes_of(run(plan(), "out.h5"));
  EXPECT_THAT(message_of([&] { prepare(plan(200), false); }), HasSubstr("add --extend to keep them"));
  EXPECT_EQ(bytes_of(folder / "out.h5"), before);
}

TEST_F(Extension, NeverDropsSessions) {
  const std::string before = bytes_of(run(plan(), "out.h5"));
  EXPECT_THAT(message_of([&] { prepare(plan(50), true); }), HasSubstr("sessions are never dropped"));
  EXPECT_EQ(bytes_of(folder / "out.h5"), before);
}

TEST_F(Extension, IsOfTheSameStudyAlone) {
  const std::string before = bytes_of(run(plan(), "out.h5"));
  EXPECT_THAT(message_of([&] { prepare(plan(200, {}, "{block: 16}"), true); }), HasSubstr("belongs to another study"));
  EXPECT_EQ(bytes_of(folder / "out.h5"), before);
}

TEST_F(Extension, LeavesADamagedFileAsItIs) {
  const fs::path path = run(plan(), "out.h5");
  std::fstream damage(path, std::ios::in | std::ios::out | std::ios::binary);
  damage.seekp(static_cast<std::streamoff>(store::locate(path, plan().layout()).columns[1]));
  damage.put('\x55');
  damage.close();
  const std::string before = bytes_of(path);
  EXPECT_THAT(message_of([&] { prepare(plan(200), true); }), HasSubstr("is damaged (block 0"));
  EXPECT_EQ(bytes_of(path), before);
}

}  // namespace
}  // namespace ergodic::engine

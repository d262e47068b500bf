#include "engine/run/run_record.hpp"

#include "support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace ergodic::engine {
namespace {

class ARunRecord : public testing::Test {
 protected:
  RunRecord begun(const std::string& started) {
    RunRecord record;
    record.hosts = {"node01", "node02"};
    record.started = record.updated = started;
    record.state = "running";
    record.doing = {Phase::copying, 3, 6};
    return record;
  }

  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";
  RunRecord run = begun("2026-01-31T12:00:00Z");
};

TEST_F(ARunRecord, TellsWhatRankZeroIsAt) {
  append_run_record(path, run, true);
  EXPECT_EQ(last_run_record(path)->doing, (Activity{Phase::copying, 3, 6}));
  run.doing = {Phase::running};
  run.renewed_every = 7;
  update_run_record(path, run);
  EXPECT_EQ(last_run_record(path)->doing, (Activity{Phase::running}));
  EXPECT_EQ(last_run_record(path)->renewed_every, 7);
}

TEST_F(ARunRecord, OfAnEarlierVersionIsRead) {
  std::ofstream(run_record_path(path)) << R"({"runs": [{"program_version": "0.1.0", "command": "ergodic run s.yaml",
    "scheduling": "static", "ranks": 1, "hosts": ["node01"], "started": "2026-01-31T12:00:00Z", "updated":
    "2026-01-31T12:00:02Z", "ended": "", "state": "running", "stop_reason": "", "sessions": 12, "failures": 1,
    "seconds": 2.5, "per_rank": [{"sessions": 12, "failures": 1, "blocks": [3, 4], "silent_for": 0.5}]}]})";
  const auto read = last_run_record(path);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->doing, (Activity{Phase::running}));
  EXPECT_EQ(read->renewed_every, 2);
  EXPECT_EQ(read->sessions, 12u);
  EXPECT_EQ(read->per_rank.at(0).blocks, (IndexRange{3, 4}));
}

TEST_F(ARunRecord, OfALaterVersionMayTellOfWhatIsNotKnownHere) {
  std::ofstream(run_record_path(path)) << R"({"runs": [{"state": "running", "doing": {"phase": "dreaming"}}]})";
  EXPECT_EQ(last_run_record(path)->doing, (Activity{Phase::running}));
}

TEST_F(ARunRecord, KeepsTheFirstLastWords) {
  append_run_record(path, run, true);
  leave_last_words(path, "2026-01-31T11:00:00Z", "of another run");
  EXPECT_EQ(last_run_record(path)->state, "running");
  leave_last_words(path, run.started, "rank 1 of 2 on node02, out of memory");
  EXPECT_EQ(last_run_record(path)->state, "failed");
  EXPECT_EQ(last_run_record(path)->stop_reason, "rank 1 of 2 on node02, out of memory");
  EXPECT_FALSE(last_run_record(path)->ended.empty());
  leave_last_words(path, run.started, "rank 0 waits for it");
  update_run_record(path, run);  // rank 0 does not know yet
  EXPECT_EQ(last_run_record(path)->stop_reason, "rank 1 of 2 on node02, out of memory");
}

TEST_F(ARunRecord, TakesNoLastWordsOfARunThatHasEnded) {
  run.state = "complete";
  append_run_record(path, run, true);
  leave_last_words(path, run.started, "too late");
  EXPECT_EQ(last_run_record(path)->state, "complete");
  leave_last_words(folder / "nowhere" / "out.h5", run.started, "and where there is no record, none");
}

TEST_F(ARunRecord, OfARunThatFailedIsNoneOfABlockThatTookTooLong) {
  run.blocks_before = 5;
  run.state = "unfinished";
  EXPECT_TRUE(did_no_block(run, 5));
  run.state = "failed";
  EXPECT_FALSE(did_no_block(run, 5));
}

}  // namespace
}  // namespace ergodic::engine

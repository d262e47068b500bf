#include "store/shard.hpp"

#include "store/draft.hpp"
#include "store/identity.hpp"
#include "store/result_file.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <filesystem>

namespace ergodic::store {
namespace {

TEST(Shard, IsReadAsItIsWritten) {
  EXPECT_EQ(parse_shard("2/5"), (Shard{2, 5}));
  EXPECT_EQ(parse_shard("1/1"), (Shard{1, 1}));
  EXPECT_EQ(Shard({2, 5}).text(), "2/5");
}

TEST(Shard, IsNoOtherText) {
  for (const char* text : {"", "/", "3", "0/3", "4/3", "a/b", "1/", "/2", "-1/3", "+1/3", " 1/3", "1/3 ", "1/3/5",
                           "1.0/3", "1/99999999999999999999"})
    EXPECT_EQ(parse_shard(text), std::nullopt) << text;
}

/// Three cases of 10 sessions in blocks of 4: the last block of a case has 2.
FileLayout three_cases(std::uint64_t sessions = 10) {
  FileLayout layout;
  layout.program_version = "1.2.3";
  layout.workload = "test";
  layout.study = "workload: test\n";
  layout.session_dimension = "session";
  layout.case_labels = {"one", "two", "three"};
  layout.sessions_per_case = sessions;
  layout.sessions_per_block = 4;
  layout.columns = {count("n")};
  layout.words_per_block = 1;
  layout.failures_per_block = 2;
  return layout;
}

TEST(FileLayout, CutsAStudyIntoShardsOfWholeBlocksAndAllSessions) {
  const FileLayout whole = three_cases();
  for (std::uint64_t count = 1; count <= whole.block_count(); ++count) {
    std::uint64_t next_block = 0, next_session = 0, smallest = whole.block_count(), largest = 0;
    for (std::uint64_t index = 1; index <= count; ++index) {
      const FileLayout part = whole.part({index, count});
      EXPECT_EQ(part.blocks_held().first, next_block);
      EXPECT_EQ(part.sessions_held().first, next_session);
      EXPECT_EQ(part.session_shape(), (std::vector<std::uint64_t>{part.sessions_held().size()}));
      EXPECT_EQ(part.identity(), whole.identity());
      next_block = part.blocks_held().last;
      next_session = part.sessions_held().last;
      smallest = std::min(smallest, part.blocks_held().size());
      largest = std::max(largest, part.blocks_held().size());
    }
    EXPECT_EQ(next_block, 9u);
    EXPECT_EQ(next_session, 30u);
    EXPECT_LE(largest - smallest, 1u);
  }
}

ResultFile open_for_writing(const std::filesystem::path& path, const FileLayout& layout) {
  return {path, PositionedFile::Access::write, layout, locate(path, layout)};
}

/// Four rows n = from + i, the second of which has failed.
Digest write_block(ResultFile& file, std::uint64_t block, std::int32_t from) {
  Rows rows(file.layout().columns, {});
  rows.reset(4);
  for (std::int32_t i = 0; i < 4; ++i)
    rows.column<std::int32_t>("n")[static_cast<std::size_t>(i)] = from + i;
  rows.fail({1, "unlucky", "it happens", true});
  const std::size_t kept = 0;
  const std::int64_t word = 7;
  return file.write_block(block, rows, {&kept, 1}, {&word, 1});
}

TEST(CopyBlock, GivesFailuresTheIdsOfTheirNewPlaces) {
  const test::TemporaryFolder folder;
  create_result_file(folder / "short.h5", {three_cases()}, "{}");
  ResultFile source = open_for_writing(folder / "short.h5", three_cases());
  source.record(3, write_block(source, 3, 30), Kept::durable);  // case two, replicates 0 to 3

  const FileLayout longer = three_cases(20);  // 5 blocks a case
  create_result_file(folder / "copied.h5", {longer}, "{}");
  create_result_file(folder / "written.h5", {longer}, "{}");
  ResultFile copied = open_for_writing(folder / "copied.h5", longer);
  ResultFile written = open_for_writing(folder / "written.h5", longer);
  EXPECT_EQ(copied.copy_block(5, source, 3), write_block(written, 5, 30))
      << "as if it had been simulated there: the failed session is now 21, not 11";
}

TEST(CopyBlock, RefusesABlockThatIsNotWhatItsLineSays) {
  const test::TemporaryFolder folder;
  create_result_file(folder / "a.h5", {three_cases()}, "{}");
  create_result_file(folder / "b.h5", {three_cases()}, "{}");
  ResultFile a = open_for_writing(folder / "a.h5", three_cases());
  ResultFile b = open_for_writing(folder / "b.h5", three_cases());
  EXPECT_THROW(b.copy_block(0, a, 0), InputOutputError) << "it is not done";
  a.record(0, write_block(a, 0, 0), Kept::durable);
  EXPECT_NO_THROW(b.copy_block(0, a, 0));
  write_block(a, 0, 1);
  EXPECT_THROW(b.copy_block(0, a, 0), InputOutputError);
}

TEST(Draft, LeavesNothingUnlessItIsPublished) {
  const test::TemporaryFolder folder;
  { const Draft given_up(folder / "out.h5", {three_cases()}, "{}"); }
  EXPECT_FALSE(std::filesystem::exists(folder / "out.h5"));
  EXPECT_FALSE(std::filesystem::exists(folder / "out.h5.tmp"));
  Draft(folder / "out.h5", {three_cases()}, "{}").publish();
  EXPECT_TRUE(std::filesystem::exists(folder / "out.h5"));
}

}  // namespace
}  // namespace ergodic::store

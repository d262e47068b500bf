#include "store/result_file.hpp"

#include "store/draft.hpp"
#include "store/identity.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

namespace ergodic::store {
namespace {

using Access = PositionedFile::Access;

/// Two cases of 10 sessions in blocks of 4: 3 blocks a case.
FileLayout small_layout(std::uint64_t failures = 0) {
  FileLayout layout;
  layout.program_version = "1.2.3";
  layout.workload = "test";
  layout.study = "workload: test\n";
  layout.session_dimension = "session";
  layout.case_labels = {"one", "two"};
  layout.sessions_per_case = 10;
  layout.sessions_per_block = 4;
  layout.columns = {count("n").says("a number"), real_column("x").in("m")};
  layout.words_per_block = 2;
  layout.failures_per_block = failures;
  layout.summary_axes = {{.name = "side", .long_name = "side", .labels = {"left", "right"}},
                         {.name = "probability", .coordinates = {0.25, 0.75}, .long_name = "p"}};
  layout.variables = {{"mean", Type::float64, "m", "mean", {}}, {"sides", Type::int64, "1", "sides", {"side"}}};
  return layout;
}

class AResultFile : public testing::Test {
 protected:
  void create(const FileLayout& wanted = small_layout()) {
    layout = wanted;
    create_result_file(path, {layout}, "{}");
  }
  ResultFile open(Access access = Access::write) { return {path, access, layout, locate(path, layout)}; }

  /// Rows of a block whose values tell where they belong.
  Rows rows_of(std::uint64_t block) const {
    Rows rows(layout.columns, {});
    const std::uint64_t first = block % 3 * 4;
    rows.reset(std::min<std::uint64_t>(4, 10 - first));
    for (std::uint64_t i = 0; i < rows.count(); ++i) {
      rows.column<std::int32_t>("n")[i] = static_cast<std::int32_t>(1000 * (block / 3) + first + i);
      rows.column<double>("x")[i] = static_cast<double>(block) + 0.5;
    }
    return rows;
  }
  Digest write(ResultFile& file, std::uint64_t block, const Rows& rows) {
    const std::array<std::size_t, 2> kept{0, 1};
    const std::array<std::int64_t, 2> words{static_cast<std::int64_t>(block), -1};
    return file.write_block(block, rows, kept, words);
  }
  void write_and_record(ResultFile& file, std::uint64_t block) {
    file.record(block, write(file, block, rows_of(block)), Kept::durable);
  }

  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";
  FileLayout layout;
};

TEST_F(AResultFile, BeginsWithNoBlockDone) {
  create();
  EXPECT_EQ(open().done(), std::vector<bool>(6, false));
  EXPECT_FALSE(open().closed().has_value());
}

TEST_F(AResultFile, GivesBackEachRowAtItsPlace) {
  create();
  ResultFile file = open();
  for (const std::uint64_t block : {4, 0, 5, 2, 1, 3})
    write_and_record(file, block);
  for (std::uint64_t c = 0; c < 2; ++c) {
    std::vector<std::int32_t> n(10);
    file.read_column(0, c, 0, std::as_writable_bytes(std::span(n)));
    std::vector<std::int32_t> expected(10);
    std::iota(expected.begin(), expected.end(), static_cast<std::int32_t>(1000 * c));
    EXPECT_EQ(n, expected);
  }
  EXPECT_EQ(file.read_summary(4), (std::vector<std::int64_t>{4, -1}));
  EXPECT_EQ(file.done(), std::vector<bool>(6, true));
}

TEST_F(AResultFile, GivesBackARowAlongAnAxisAtItsPlace) {
  FileLayout wanted = small_layout();
  wanted.axes = {{.name = "time", .coordinates = {0, 0.5, 1}, .unit = "s", .long_name = "time"}};
  wanted.columns[1] = real_column("x").in("m").along("time");
  create(wanted);
  EXPECT_EQ(layout.payload(), small_layout().payload() + 2 * 10 * 2 * 8);
  ResultFile file = open();
  for (const std::uint64_t block : {4, 0, 5, 2, 1, 3}) {
    Rows rows(layout.columns, {}, layout.axes);
    const std::uint64_t first = block % 3 * 4;
    rows.reset(std::min<std::uint64_t>(4, 10 - first));
    for (std::uint64_t i = 0; i < rows.count() * 3; ++i)
      rows.column<double>("x")[i] = static_cast<double>(100 * (block / 3) + 3 * first + i);
    file.record(block, write(file, block, rows), Kept::durable);
    EXPECT_EQ(file.read_digest(block), file.recorded(block));
  }
  std::vector<double> x(7 * 3);
  file.read_column(1, 1, 3, std::as_writable_bytes(std::span(x)));
  std::vector<double> expected(7 * 3);
  std::iota(expected.begin(), expected.end(), 109);
  EXPECT_EQ(x, expected);
  wanted.axes[0].coordinates.pop_back();
  EXPECT_THROW(locate(path, wanted), InputOutputError) << "the file has another shape";
}

TEST_F(AResultFile, KnowsADigestForEachDoneBlock) {
  create();
  ResultFile file = open();
  const Digest digest = write(file, 1, rows_of(1));
  EXPECT_FALSE(file.recorded(1).has_value()) << "a block that was written but not recorded is not done";
  file.record(1, digest, Kept::durable);
  EXPECT_EQ(file.recorded(1), digest);
  EXPECT_EQ(file.read_digest(1), digest);
}

TEST_F(AResultFile, SeesAChangedByteInItsDigest) {
  create();
  ResultFile file = open();
  write_and_record(file, 1);
  PositionedFile raw(path, Access::write);
  const std::byte changed{0xff};
  raw.write(locate(path, layout).columns[0] + 5 * 4, std::span(&changed, 1));
  EXPECT_NE(file.read_digest(1), file.recorded(1));
}

TEST_F(AResultFile, TreatsATornLedgerLineAsNotDone) {
  create();
  ResultFile file = open();
  write_and_record(file, 2);
  PositionedFile raw(path, Access::write);
  const std::array<std::byte, 8> zeros{};
  raw.write(locate(path, layout).ledger + 2 * sizeof(LedgerLine) + 16, zeros);
  EXPECT_FALSE(file.recorded(2).has_value());
}

TEST_F(AResultFile, DoesNotTakeALedgerLineOfAnotherBlock) {
  create();
  ResultFile file = open();
  write_and_record(file, 2);
  PositionedFile raw(path, Access::write);
  LedgerLine line;
  const std::uint64_t ledger = locate(path, layout).ledger;
  raw.read(ledger + 2 * sizeof line, std::as_writable_bytes(std::span(line)));
  raw.write(ledger + 3 * sizeof line, std::as_bytes(std::span(line)));
  EXPECT_FALSE(file.recorded(3).has_value());
}

TEST_F(AResultFile, HasWhatIsWrittenUntilItIsSeenToBeLost) {
  create();
  ResultFile file = open();
  const Digest first = write(file, 1, rows_of(1));
  file.record(1, first, Kept::written);
  file.record(2, write(file, 2, rows_of(2)), Kept::written);
  file.record(4, write(file, 4, rows_of(4)), Kept::durable);
  EXPECT_EQ(file.recorded(1), first);
  EXPECT_EQ(file.done(), (std::vector<bool>{false, true, true, false, true, false}));

  // As a power cut may leave it: lines on the disk, and not all that they speak of.
  PositionedFile raw(path, Access::write);
  const std::array<std::byte, 4> lost{};
  for (const std::uint64_t row : {9, 15})  // of blocks 2 and 4
    raw.write(locate(path, layout).columns[0] + row * 4, lost);
  EXPECT_EQ(file.done(), (std::vector<bool>{false, true, false, false, true, false}))
      << "what is said to be durable is trusted";
  EXPECT_FALSE(file.recorded(2).has_value());
  std::vector<std::uint64_t> told;
  EXPECT_EQ(file.settle([&](std::uint64_t block) { told.push_back(block); }),
            (std::vector<bool>{false, true, false, false, true, false}));
  EXPECT_EQ(told, (std::vector<std::uint64_t>{1, 2})) << "that are held against what they left";
  EXPECT_EQ(file.done(), (std::vector<bool>{false, true, false, false, true, false}));
  raw.write(locate(path, layout).columns[0] + 5 * 4, lost);
  EXPECT_EQ(file.recorded(1), first) << "settled is durable";
}

TEST_F(AResultFile, TellsADurableBlockFromAWrittenOneInItsLine) {
  create();
  ResultFile file = open();
  const Digest digest = write(file, 1, rows_of(1));
  const auto line = [&] {
    LedgerLine read;
    PositionedFile(path, Access::read)
        .read(locate(path, layout).ledger + sizeof read, std::as_writable_bytes(std::span(read)));
    return read;
  };
  file.record(1, digest, Kept::written);
  const LedgerLine written = line();
  EXPECT_EQ(written[3], 0u);
  EXPECT_EQ(read_line(layout.identity(), 1, written).value().kept, Kept::written);
  file.settle();
  const LedgerLine durable = line();
  EXPECT_EQ(durable, seal(layout.identity(), 1, digest));
  EXPECT_EQ(read_line(layout.identity(), 1, durable).value().kept, Kept::durable);
  file.record(1, digest, Kept::written);
  EXPECT_EQ(line(), durable) << "a rank that outlived its run came late";
}

TEST_F(AResultFile, IsCompleteOnceClosedAndSeesAChangedSummary) {
  create();
  ResultFile file = open();
  const double mean = 1.5;
  file.write_variable(0, 1, std::as_bytes(std::span(&mean, 1)));
  file.sync();
  file.close_ledger();
  EXPECT_EQ(file.closed(), file.read_summary_digest());
  const Digest before = file.read_summary_digest();
  const std::array<std::int64_t, 2> sides{1, 2};
  file.write_variable(1, 0, std::as_bytes(std::span(sides)));
  EXPECT_NE(file.read_summary_digest(), before);
  EXPECT_EQ(file.closed(), before);
}

TEST_F(AResultFile, IsAFunctionOfItsLayoutAndRows) {
  const auto bytes = [](const std::filesystem::path& p) {
    std::ifstream in(p, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  create();
  {
    ResultFile file = open();
    for (std::uint64_t block = 0; block < 6; ++block)
      write_and_record(file, block);
  }
  const std::string first = bytes(path);
  path = folder / "again.h5";
  create();
  {
    ResultFile file = open();
    for (std::uint64_t block = 6; block-- > 0;)
      write_and_record(file, block);
  }
  EXPECT_EQ(bytes(path), first);
}

TEST_F(AResultFile, TellsItsStudyAndVersion) {
  create();
  const Identity identity = identify(path);
  EXPECT_EQ(identity.study, layout.study);
  EXPECT_EQ(identity.program_version, "1.2.3");
}

TEST_F(AResultFile, RecordsFailuresOfABlock) {
  create(small_layout(2));
  ResultFile file = open();
  Rows rows = rows_of(1);
  for (std::uint64_t row = 0; row < 3; ++row)
    rows.fail({row, "singular", std::string(500, 'r'), row == 1});
  const Digest digest = write(file, 1, rows);
  file.record(1, digest, Kept::durable);
  EXPECT_EQ(file.read_digest(1), digest);
  std::vector<std::int64_t> ids(2);
  PositionedFile(path, Access::read)
      .read(locate(path, layout).failures[0] + 2 * 8, std::as_writable_bytes(std::span(ids)));
  EXPECT_EQ(ids, (std::vector<std::int64_t>{4, 5}));
}

TEST_F(AResultFile, IsNotTakenForAnotherLayout) {
  create();
  FileLayout other = layout;
  other.sessions_per_case = 11;
  EXPECT_THROW(locate(path, other), InputOutputError);
  other = layout;
  other.columns[0].type = Type::int64;
  EXPECT_THROW(locate(path, other), MismatchError);
  other = layout;
  other.columns[0].name = "m";
  EXPECT_THROW(locate(path, other), InputOutputError);
}

TEST_F(AResultFile, CutShortIsDamaged) {
  create();
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  EXPECT_THROW(
      {
        identify(path);
        locate(path, layout);
      },
      Error);
}

TEST_F(AResultFile, LeavesNothingBehindWhenItCannotBeMade) {
  path = folder / "nowhere" / "out.h5";
  EXPECT_THROW(create_result_file(path, {small_layout()}, "{}"), InputOutputError);
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".tmp"));
}

}  // namespace
}  // namespace ergodic::store

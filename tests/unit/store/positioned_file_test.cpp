#include "store/disk/positioned_file.hpp"

#include "store/disk/posix.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace {
std::vector<int> next_errors;  ///< of fallocate(), the last one first
}  // namespace

/// That of the C library, unless a test has it fail.
extern "C" int fallocate(int descriptor, int mode, off_t offset, off_t length) {
  if (next_errors.empty()) return static_cast<int>(syscall(SYS_fallocate, descriptor, mode, offset, length));
  errno = next_errors.back();
  next_errors.pop_back();
  return -1;
}

namespace ergodic::store {
namespace {

using Access = PositionedFile::Access;
using testing::HasSubstr;

std::string error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const InputOutputError& error) {
    return error.what();
  }
  return "";
}

TEST(PositionedFileTest, NamesTheReasonAndWhatToDo) {
  const test::TemporaryFolder folder;
  EXPECT_THAT(error_of([&] { PositionedFile(folder / "missing", Access::read); }),
              HasSubstr("No such file or directory"));
  EXPECT_THAT(failure("write to", folder / "x", {"pwrite", ENOSPC}), HasSubstr("free space"));
}

TEST(PositionedFileTest, GoesOnWhereTheFileSystemCannotReserve) {
  constexpr int of_the_kernel = 524;  // ENOTSUPP
  for (const int reason : {EOPNOTSUPP, ENOSYS, EINVAL, of_the_kernel}) {
    const test::TemporaryFolder folder;
    PositionedFile file(folder / "x", Access::create);
    next_errors = {reason};
    EXPECT_NO_THROW(file.reserve(1 << 20)) << reason;
    EXPECT_EQ(file.size(), 1u << 20) << "that it may be so long has been seen";
    next_errors = {reason};
    EXPECT_NO_THROW(file.reserve(1 << 10)) << reason;
    EXPECT_EQ(file.size(), 1u << 20) << "it is never cut";
  }
}

TEST(PositionedFileTest, ReservesAgainAfterASignal) {
  const test::TemporaryFolder folder;
  PositionedFile file(folder / "x", Access::create);
  next_errors = {EINTR, EINTR};
  EXPECT_NO_THROW(file.reserve(1 << 20));
  EXPECT_TRUE(next_errors.empty());
  EXPECT_EQ(file.size(), 1u << 20);
}

TEST(PositionedFileTest, FailsWhereTheSpaceCannotBe) {
  const test::TemporaryFolder folder;
  PositionedFile file(folder / "x", Access::create);
  next_errors = {ENOSPC};
  EXPECT_THAT(error_of([&] { file.reserve(1 << 20); }), HasSubstr("free space"));
  next_errors = {EFBIG};
  EXPECT_THAT(error_of([&] { file.reserve(1 << 20); }), HasSubstr("ulimit -f"));
  next_errors = {EIO};
  EXPECT_THAT(error_of([&] { file.reserve(1 << 20); }), HasSubstr("Input/output error"));
  EXPECT_NE(error_of([&] { file.reserve(std::numeric_limits<std::uint64_t>::max()); }), "")
      << "not EINVAL, passed over";
}

TEST(PositionedFileTest, CopiesWhatLiesInAnotherFile) {
  const test::TemporaryFolder folder;
  PositionedFile from(folder / "x", Access::create), to(folder / "y", Access::create);
  const std::vector<std::byte> bytes{std::byte{1}, std::byte{2}, std::byte{3}, std::byte{4}, std::byte{5}};
  from.write(0, bytes);
  to.reserve(10);
  const std::uint64_t copied = to.copy(6, from, 1, 3);  // of two offsets that no file system can share
  to.write(6 + copied, std::span(bytes).subspan(1 + copied, 3 - copied));
  std::vector<std::byte> read(10);
  to.read(0, read);
  EXPECT_EQ(read, (std::vector<std::byte>{{}, {}, {}, {}, {}, {}, std::byte{2}, std::byte{3}, std::byte{4}, {}}));
  EXPECT_EQ(to.copy(0, from, 5, 4), 0u) << "the source ends there, which reading it tells";
  EXPECT_EQ(to.size(), 10u);
}

TEST(PositionedFileTest, KnowsWhetherItsNameStillLeadsToIt) {
  const test::TemporaryFolder folder;
  const auto make = [&](const char* name) { PositionedFile(folder / name, Access::create).write(0, {}); };
  std::filesystem::create_directory(folder / "runs");
  PositionedFile file(folder / "runs/x", Access::create);
  EXPECT_EQ(file.place(), Place::here);
  EXPECT_EQ(file.name_now(), folder / "runs/x");

  std::filesystem::rename(folder / "runs", folder / "elsewhere");
  EXPECT_EQ(file.place(), Place::moved);
  EXPECT_EQ(file.name_now(), folder / "elsewhere/x");
  make("runs");  // a file in the place of the folder
  EXPECT_EQ(file.place(), Place::moved);
  std::filesystem::remove(folder / "runs");
  std::filesystem::rename(folder / "elsewhere", folder / "runs");
  EXPECT_EQ(file.place(), Place::here);

  make("runs/y");
  std::filesystem::rename(folder / "runs/x", folder / "runs/x~");
  std::filesystem::copy_file(folder / "runs/x~", folder / "runs/x");
  EXPECT_EQ(file.place(), Place::replaced) << "by a copy of it";
  EXPECT_EQ(file.name_now(), folder / "runs/x~");
  std::filesystem::rename(folder / "runs/x~", folder / "runs/x");
  EXPECT_EQ(file.place(), Place::here);

  std::filesystem::rename(folder / "runs/y", folder / "runs/x");
  EXPECT_EQ(file.place(), Place::replaced);
  EXPECT_EQ(file.name_now(), "") << "it has none";
  std::filesystem::remove(folder / "runs/x");
  EXPECT_EQ(file.place(), Place::removed);
}

}  // namespace
}  // namespace ergodic::store

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

}  // namespace
}  // namespace ergodic::store

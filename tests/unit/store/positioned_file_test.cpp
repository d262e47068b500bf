#include "store/disk/positioned_file.hpp"

#include "store/disk/posix.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

namespace ergodic::store {
namespace {

using Access = PositionedFile::Access;
using testing::HasSubstr;

TEST(PositionedFileTest, NamesTheReasonAndWhatToDo) {
  const test::TemporaryFolder folder;
  try {
    PositionedFile file(folder / "missing", Access::read);
    FAIL();
  } catch (const InputOutputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("No such file or directory"));
  }
  EXPECT_THAT(failure("write to", folder / "x", {"pwrite", ENOSPC}), HasSubstr("free space"));
}

}  // namespace
}  // namespace ergodic::store

#include "store/disk/lock.hpp"

#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <utility>

namespace ergodic::store {
namespace {

TEST(OutputLockTest, KeepsASecondRunOffUntilTheFirstHasEnded) {
  const test::TemporaryFolder folder;
  {
    const OutputLock first(folder / "out.h5");
    EXPECT_THROW(OutputLock second(folder / "out.h5"), InputOutputError);
    EXPECT_NO_THROW(OutputLock other(folder / "other.h5"));
  }
  EXPECT_NO_THROW(OutputLock second(folder / "out.h5"));
  EXPECT_FALSE(std::filesystem::exists(folder / "out.h5.lock")) << "it is removed";
}

TEST(OutputLockTest, GoesAlongWhenItIsMoved) {
  const test::TemporaryFolder folder;
  OutputLock holder;
  {
    OutputLock first(folder / "out.h5");
    holder = std::move(first);
  }
  EXPECT_THROW(OutputLock second(folder / "out.h5"), InputOutputError);
}

}  // namespace
}  // namespace ergodic::store

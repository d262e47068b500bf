#include "engine/run/stop_file.hpp"

#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gtest/gtest.h>

#include <fstream>

namespace ergodic::engine {
namespace {

TEST(TheStopFile, StandsBesideTheOutputAndIsRemovedOnce) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(stop_file_of("a/out.h5"), "a/out.h5.stop");
  std::ofstream(folder / "out.h5.stop").put('\n');
  EXPECT_TRUE(remove_stop_file(folder / "out.h5"));
  EXPECT_FALSE(remove_stop_file(folder / "out.h5"));
}

TEST(TheStopFile, ThatCannotBeRemovedIsTold) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "out.h5.stop" / "full");
  EXPECT_THROW(remove_stop_file(folder / "out.h5"), InputOutputError);
}

}  // namespace
}  // namespace ergodic::engine

#include "parallel/communicator.hpp"

#include <gtest/gtest.h>

namespace ergodic::parallel {
namespace {

TEST(AbortingDeathTest, EndsWithACodeThatNoLauncherTakesForSuccess) {
  const auto ends_with = [](int told, int code) {
    EXPECT_EXIT(Communicator::serial().abort(static_cast<ExitCode>(told)), testing::ExitedWithCode(code), "") << told;
  };
  for (const int code : {1, 4, 75, 255})
    ends_with(code, code);
  for (const int code : {0, 256, 512, -256})
    ends_with(code, static_cast<int>(ExitCode::internal));  // MPI_Abort(256) ends Open MPI's mpirun with 0
}

}  // namespace
}  // namespace ergodic::parallel

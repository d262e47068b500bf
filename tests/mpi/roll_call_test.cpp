#include "parallel/watch/roll_call.hpp"
#include "support/mpi_test.hpp"

#include <cmath>

namespace ergodic::parallel {
namespace {

MPI_TEST(RollCall, TellsRankZeroHowEachRankStands, ranks(3)) {
  const SteadyClock clock;
  RollCall roll_call(world, clock, 0.0);
  const auto rank = static_cast<std::uint64_t>(world.rank());
  roll_call.report({});
  roll_call.close({10 + rank, rank, {rank, 2 * rank}});
  if (!world.is_root()) return;
  for (std::uint64_t i = 0; i < 3; ++i) {
    EXPECT_EQ(roll_call.heard()[i].state.sessions, 10 + i);
    EXPECT_EQ(roll_call.heard()[i].state.failures, i);
    EXPECT_EQ(roll_call.heard()[i].state.blocks, (IndexRange{i, 2 * i}));
    EXPECT_TRUE(std::isfinite(roll_call.heard()[i].at));
  }
}

MPI_TEST(RollCall, ShowsARankThatIsSilentAndLetsNobodyWaitForIt, ranks(3)) {
  const SteadyClock clock;
  RollCall roll_call(world, clock, 0.0);
  if (world.rank() == 1) {
    for (std::uint64_t i = 1; i <= 1000; ++i)
      roll_call.report({i, 0, {}});  // rank 0 has taken nothing: no report may wait for it
  }
  world.barrier();
  if (world.is_root()) {
    while (!std::isfinite(roll_call.heard()[1].at))
      roll_call.report({});
    EXPECT_EQ(roll_call.heard()[1].state.sessions, 1u) << "one message at a time";
    EXPECT_FALSE(std::isfinite(roll_call.heard()[2].at)) << "rank 2 never reported";
  }
  world.barrier();
  roll_call.close({});
}

/// As a fast rank begins the next while rank 0 ends this one.
MPI_TEST(RollCall, HearsNothingOfTheNext, ranks(2)) {
  const SteadyClock clock;
  RollCall first(world, clock, 0.0), next(world, clock, 0.0);
  if (!world.is_root()) next.report({7, 0, {}});
  world.barrier();
  if (world.is_root()) {
    for (int i = 0; i < 100; ++i)
      first.report({});
    EXPECT_FALSE(std::isfinite(first.heard()[1].at));
  }
  world.barrier();
  first.close({5, 0, {}});
  next.close({8, 0, {}});
  if (!world.is_root()) return;
  EXPECT_EQ(first.heard()[1].state.sessions, 5u);
  EXPECT_EQ(next.heard()[1].state.sessions, 8u);
}

}  // namespace
}  // namespace ergodic::parallel

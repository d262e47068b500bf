#include "parallel/schedule.hpp"
#include "support/mpi_test.hpp"

#include <mpi.h>

#include <vector>

namespace ergodic::parallel {
namespace {

/// How often each of `total` positions was handed out, over all ranks.
std::vector<int> hand_out(Schedule& schedule, std::uint64_t total) {
  std::vector<int> mine(total, 0);
  while (const auto run = schedule.next()) {
    EXPECT_LE(run->last, total);
    for (std::uint64_t i = run->first; i < run->last; ++i)
      ++mine[i];
  }
  schedule.close();
  std::vector<int> all(total, 0);
  MPI_Allreduce(mine.data(), all.data(), static_cast<int>(total), MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  return all;
}

void expect_each_once(std::unique_ptr<Schedule> schedule, std::uint64_t total) {
  EXPECT_EQ(hand_out(*schedule, total), std::vector<int>(total, 1));
}

MPI_TEST(Schedule, StaticHandsOutEachBlockOnce, ranks(3)) {
  for (const std::uint64_t total : {1, 2, 3, 10, 100})
    expect_each_once(static_schedule(world, total), total);
}

MPI_TEST(Schedule, DynamicHandsOutEachBlockOnce, ranks(3)) {
  for (const std::uint64_t total : {1, 2, 3, 10, 1000})
    expect_each_once(dynamic_schedule(world, total), total);
}

MPI_TEST(Schedule, HandsOutNothingOfNothing, ranks(2)) {
  const auto fixed = static_schedule(world, 0);
  EXPECT_FALSE(fixed->next().has_value());
  const auto dynamic = dynamic_schedule(world, 0);
  EXPECT_FALSE(dynamic->next().has_value());
  dynamic->close();
}

MPI_TEST(Schedule, ManyRanksShareFewBlocks, ranks(7)) {
  expect_each_once(static_schedule(world, 4), 4);
  expect_each_once(dynamic_schedule(world, 4), 4);
}

/// Positions 0, 1, … in the order of the stages: a rank never comes back to an earlier one.
void expect_stage_after_stage(std::unique_ptr<Schedule> schedule, const std::vector<std::uint64_t>& stages) {
  std::uint64_t total = 0, last = 0;
  for (const std::uint64_t positions : stages)
    total += positions;
  std::vector<int> mine(total, 0), all(total, 0);
  while (const auto run = schedule->next()) {
    EXPECT_GE(run->first, last);
    last = run->last;
    for (std::uint64_t i = run->first; i < run->last; ++i)
      ++mine[i];
  }
  schedule->close();
  MPI_Allreduce(mine.data(), all.data(), static_cast<int>(total), MPI_INT, MPI_SUM, MPI_COMM_WORLD);
  EXPECT_EQ(all, std::vector<int>(total, 1));
}

MPI_TEST(Schedule, HandsOutStageAfterStage, ranks(3)) {
  const std::vector<std::uint64_t> stages{7, 0, 1, 100};
  expect_stage_after_stage(static_schedule(world, stages), stages);
  expect_stage_after_stage(dynamic_schedule(world, stages), stages);
}

MPI_TEST(Schedule, GivesEveryRankItsPartInEveryStage, ranks(3)) {
  const auto schedule = static_schedule(world, std::vector<std::uint64_t>{3, 6});
  const auto rank = static_cast<std::uint64_t>(world.rank());
  EXPECT_EQ(schedule->next(), (IndexRange{rank, rank + 1}));
  EXPECT_EQ(schedule->next(), (IndexRange{3 + 2 * rank, 5 + 2 * rank}));
  EXPECT_FALSE(schedule->next().has_value());
}

}  // namespace
}  // namespace ergodic::parallel

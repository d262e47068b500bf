#include "parallel/milestones.hpp"
#include "support/mpi_test.hpp"

#include <chrono>
#include <thread>

namespace ergodic::parallel {
namespace {

/// Looks at a milestone until it is passed, as a run does between two rests.
void wait_for(Milestones& milestones, std::size_t milestone) {
  while (!milestones.is_passed(milestone))
    std::this_thread::sleep_for(std::chrono::microseconds(50));
}

MPI_TEST(Milestones, ArePassedWhenTheLastRankHas, ranks(3)) {
  Milestones milestones(world, 2);
  EXPECT_FALSE(milestones.is_passed(0)) << "this rank has not";
  world.barrier();
  if (world.rank() != 1) milestones.pass_to(1);
  world.barrier();
  EXPECT_FALSE(milestones.is_passed(0)) << "rank 1 has not";
  world.barrier();
  milestones.pass_to(1);
  wait_for(milestones, 0);
  EXPECT_FALSE(milestones.is_passed(1));
  milestones.pass_to(2);
  wait_for(milestones, 1);
  milestones.close();
}

MPI_TEST(Milestones, LetARankGoOnAheadOfTheOthers, ranks(2)) {
  Milestones milestones(world, 50);
  if (world.rank() == 0) milestones.pass_to(50);  // and waits for nobody
  world.barrier();
  for (std::size_t i = 1; i <= 50; ++i)
    milestones.pass_to(i);
  for (std::size_t i = 50; i-- > 0;)
    wait_for(milestones, i);
  milestones.close();
}

MPI_TEST(Milestones, AreClosedByRanksThatLeftEarlier, ranks(3)) {
  Milestones milestones(world, 7);
  milestones.pass_to(static_cast<std::size_t>(world.rank()));  // stopped in another stage each
  milestones.close();
}

}  // namespace
}  // namespace ergodic::parallel

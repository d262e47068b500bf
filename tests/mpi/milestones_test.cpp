#include "parallel/milestones.hpp"
#include "support/mpi_test.hpp"

#include <chrono>
#include <thread>

namespace ergodic::parallel {
namespace {

using State = Milestones::State;

/// Looks at a milestone until it is passed, as a run does between two rests.
void wait_for(Milestones& milestones, std::size_t milestone) {
  while (milestones.state(milestone) == State::ahead)
    std::this_thread::sleep_for(std::chrono::microseconds(50));
}

MPI_TEST(Milestones, ArePassedWhenTheLastRankHas, ranks(3)) {
  Milestones milestones(world, 2);
  EXPECT_EQ(milestones.state(0), State::ahead) << "this rank has not";
  world.barrier();
  if (world.rank() != 1) milestones.pass_to(1);
  world.barrier();
  EXPECT_EQ(milestones.state(0), State::ahead) << "rank 1 has not";
  world.barrier();
  milestones.pass_to(1);
  wait_for(milestones, 0);
  EXPECT_EQ(milestones.state(1), State::ahead);
  milestones.pass_to(2);
  wait_for(milestones, 1);
  EXPECT_EQ(milestones.state(1), State::passed);
  milestones.close();
}

MPI_TEST(Milestones, ThatOneRankGivesUpAreNeverPassed, ranks(3)) {
  Milestones milestones(world, 3);
  milestones.pass_to(1);
  if (world.rank() == 1) milestones.give_up();  // with work left in the second
  milestones.pass_to(3);
  for (const std::size_t i : {0, 1, 2})
    wait_for(milestones, i);
  EXPECT_EQ(milestones.state(0), State::passed);
  EXPECT_EQ(milestones.state(1), State::given_up);
  EXPECT_EQ(milestones.state(2), State::given_up);
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

#include "parallel/exchange.hpp"
#include "support/mpi_test.hpp"

namespace ergodic::parallel {
namespace {

MPI_TEST(Exchange, SumsThePulsesOfAllRanksWhenAllAreDone, ranks(3)) {
  const SteadyClock clock;
  Exchange exchange(world, clock, 0.0);
  const Pulse mine{.sessions = 10 + world.rank(), .blocks = 1, .failures = world.rank(), .working = 0};
  Pulse last;
  exchange.drain([&] { return mine; }, [&](const Pulse& total) { last = total; });
  EXPECT_EQ(last.sessions, 33);
  EXPECT_EQ(last.blocks, 3);
  EXPECT_EQ(last.failures, 3);
}

MPI_TEST(Exchange, CarriesOneRanksStopToAllWithoutAWait, ranks(3)) {
  const SteadyClock clock;
  Exchange exchange(world, clock, 0.0);
  Pulse mine{.working = 1};
  if (world.rank() == 1) mine.stop_for(StopReason::user_signal_1);
  StopReason reason = StopReason::none;
  while (reason == StopReason::none) {
    if (const auto total = exchange.poll(mine)) reason = total->stop_reason();
  }
  mine.working = 0;
  exchange.drain([&] { return mine; }, [](const Pulse&) {});
  EXPECT_EQ(reason, StopReason::user_signal_1);
}

MPI_TEST(Exchange, LetsARankWorkOnWhileAnotherIsSlow, ranks(2)) {
  const SteadyClock clock;
  Exchange exchange(world, clock, 0.0);
  Pulse mine{.working = 1};
  if (world.rank() == 0) {
    // Rank 1 has not joined any round: no poll may wait for it.
    for (int i = 0; i < 1000; ++i)
      EXPECT_FALSE(exchange.poll(mine).has_value());
  }
  world.barrier();
  mine.working = 0;
  exchange.drain([&] { return mine; }, [](const Pulse&) {});
}

}  // namespace
}  // namespace ergodic::parallel

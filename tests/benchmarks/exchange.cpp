// What one exchange of progress takes, and what rank 0 spends on one message of the roll call: both without a pause,
// which a run makes. See README.md.
//
// usage: mpirun -n N benchmark_exchange ROUNDS
#include "parallel/exchange.hpp"
#include "parallel/environment.hpp"
#include "parallel/watch/roll_call.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace {

using namespace ergodic;
using namespace ergodic::parallel;

/// Seconds of one exchange, from joining it to its total.
double exchange_seconds(const Communicator& world, const Clock& clock, int rounds) {
  Exchange exchange(world, clock, 0);
  Pulse working;
  working.working = 1;
  world.barrier();
  const double start = clock.now();
  for (int done = 0; done < rounds;) {
    if (exchange.poll(working)) ++done;
  }
  return (clock.now() - start) / rounds;
}

/// Seconds that this thread has had a processor: the others may need it too.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Seconds of rank 0's processor for one message that has come.
double message_seconds(const Communicator& world, const Clock& clock, int rounds) {
  double seconds = 0;
  long messages = 0;
  for (int round = 0; round < rounds; ++round) {
    RollCall roll_call(world, clock, 0);
    if (!world.is_root()) roll_call.report({});
    world.barrier();
    const double start = processor_seconds();
    roll_call.report({});
    seconds += processor_seconds() - start;
    for (const auto& heard : roll_call.heard())
      messages += std::isfinite(heard.at) ? 1 : 0;
    roll_call.close({});
  }
  return seconds / static_cast<double>(messages - rounds);  // its own is none
}

}  // namespace

int main(int argc, char** argv) {
  Environment mpi(argc, argv);
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 1000;
  const SteadyClock clock;
  const Communicator& world = mpi.world();
  const double exchange = exchange_seconds(world, clock, rounds);
  const double message = message_seconds(world, clock, rounds);
  if (world.is_root()) {
    std::printf("%.1f us an exchange, %.2f us a message of rank 0's processor\n", 1e6 * exchange, 1e6 * message);
  }
}

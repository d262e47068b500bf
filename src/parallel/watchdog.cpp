#include "parallel/watchdog.hpp"

#include "parallel/waiting.hpp"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stop_token>

namespace ergodic::parallel {
namespace {

constexpr double tick = 0.25;  ///< [s] between two looks

[[noreturn]] void give_up(const Communicator& ranks, double patience) {
  fmt::print(stderr,
             "rank {} of {} on {} has waited {:.0f} s for other ranks (a host or the network is lost, or a block takes "
             "longer) run the same command again, with a longer --watchdog if blocks are that long\n",
             ranks.rank(), ranks.size(), ranks.host(), patience);
  std::_Exit(static_cast<int>(ExitCode::unfinished));
}

/// Counts looks, not seconds: a process that was stopped for an hour has not waited for one.
void watch(const std::stop_token& stop, const Communicator& ranks, double patience) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  const double most = patience / tick + 1;
  while (!stopped.wait_for(lock, stop, std::chrono::duration<double>(tick), [&] { return stop.stop_requested(); })) {
    if (static_cast<double>(Waiting::looks()) > most) give_up(ranks, patience);
  }
}

}  // namespace

Watchdog::Watchdog(const Communicator& communicator, double patience) {
  if (communicator.size() == 1 || patience <= 0) return;
  thread_ =
      std::jthread([&communicator, patience](const std::stop_token& stop) { watch(stop, communicator, patience); });
}

}  // namespace ergodic::parallel

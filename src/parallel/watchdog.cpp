#include "parallel/watchdog.hpp"

#include "parallel/waiting.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

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

}  // namespace

Watchdog::Watchdog(const Communicator& communicator, double patience) {
  if (communicator.size() == 1 || patience <= 0) return;
  // Counts looks, not seconds: a process that was stopped for an hour has not waited for one.
  ticker_.emplace(tick, [&communicator, patience, most = patience / tick + 1] {
    if (static_cast<double>(Waiting::looks()) > most) give_up(communicator, patience);
    return true;
  });
}

}  // namespace ergodic::parallel

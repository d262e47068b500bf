#include "parallel/watch/watchdog.hpp"

#include "core/format.hpp"
#include "parallel/watch/last_words.hpp"
#include "parallel/watch/silence.hpp"
#include "parallel/watch/waiting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace ergodic::parallel {
namespace {

constexpr double tick = 0.25;  ///< [s] between two looks

/// [s] that rank 0 may say nothing before it is taken to be the silent one: it tells of itself several times a second.
double long_ago(double patience) { return std::max(1.0, patience / 2); }

/// "rank 0 on node01, copying 3.00 of 6.00 GB when last heard of, has been silent for 12.0 s".
std::string who_is_silent(const Silence& silence, const std::vector<std::string>& hosts) {
  const std::string doing =
      silence.rank == 0 && silence.doing ? fmt::format(", {} when last heard of,", activity_text(*silence.doing)) : "";
  return fmt::format("rank {} on {}{} has been silent for {}", silence.rank,
                     hosts.at(static_cast<std::size_t>(silence.rank)), doing, duration(silence.seconds));
}

[[noreturn]] void give_up(const Communicator& ranks, double patience, const std::vector<std::string>& hosts) {
  const std::optional<Silence> silent = Silence::longest(ranks.rank(), long_ago(patience));
  const std::string why = silent ? who_is_silent(*silent, hosts) + ": its host" : "a host";
  const std::string line = fmt::format(
      "rank {} of {} on {} has waited {:.0f} s for other ranks ({} or the network is lost, or a block takes "
      "longer) run the same command again, with a longer --watchdog if blocks are that long",
      ranks.rank(), ranks.size(), ranks.host(), patience, why);
  fmt::print(stderr, "{}\n", line);
  LastWords::say(line);
  std::_Exit(static_cast<int>(ExitCode::unfinished));
}

}  // namespace

Watchdog::Watchdog(const Communicator& communicator, double patience) {
  if (communicator.size() == 1 || patience <= 0) return;
  hosts_ = communicator.broadcast(communicator.hosts());
  // Counts looks, not seconds: a process that was stopped for an hour has not waited for one.
  ticker_.emplace(tick, [this, &communicator, patience, most = patience / tick + 1] {
    if (static_cast<double>(Waiting::looks()) > most) give_up(communicator, patience, hosts_);
    return true;
  });
}

}  // namespace ergodic::parallel

#include "parallel/watch/silence.hpp"

#include "core/clock.hpp"

#include <mutex>

namespace ergodic::parallel {
namespace {

struct Noted {
  Silence silence;
  double at;  ///< [s]
};

std::mutex guard_of_silence;
std::optional<Noted> last_noted;

}  // namespace

void Silence::note(int rank, double seconds, const std::optional<Activity>& doing) {
  const std::lock_guard lock(guard_of_silence);
  last_noted = {{rank, seconds, doing}, SteadyClock().now()};
}

void Silence::forget() {
  const std::lock_guard lock(guard_of_silence);
  last_noted.reset();
}

std::optional<Silence> Silence::longest(int here, double long_ago) {
  const std::lock_guard lock(guard_of_silence);
  if (!last_noted) return std::nullopt;
  const double since = SteadyClock().now() - last_noted->at;
  if (here != 0 && since >= long_ago) return Silence{0, since, last_noted->silence.doing};
  Silence longest = last_noted->silence;
  longest.seconds += since;
  return longest.seconds >= long_ago ? std::optional(longest) : std::nullopt;
}

}  // namespace ergodic::parallel

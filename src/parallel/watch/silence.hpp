#pragma once

#include "core/activity.hpp"

#include <optional>

namespace ergodic::parallel {

/// The rank that has been silent the longest, as this process knows it: noted by the thread that hears of the others,
/// asked by the watchdog's, which names it in its last words.
struct Silence {
  int rank = 0;
  double seconds = 0;             ///< since it was heard of
  std::optional<Activity> doing;  ///< what rank 0 was at when it was heard of, where it is rank 0

  /// From now on `rank` is the silent one, for so long already. Of every other rank than 0 it is rank 0 that says so:
  /// when it has said nothing since, it is itself the one that is silent.
  static void note(int rank, double seconds, const std::optional<Activity>& doing = {});
  /// Nothing is known any more: no rank tells of itself.
  static void forget();
  /// nullopt: nobody tells of itself, so that nobody can be said to be silent. `here`: this rank; `long_ago` [s]: rank
  /// 0 is silent when it has said nothing for so long.
  static std::optional<Silence> longest(int here, double long_ago);
};

}  // namespace ergodic::parallel

#pragma once

#include <algorithm>

namespace ergodic::engine {

/// When to make durable what was written: as often as takes a five-hundredth of the time. But not after each of many
/// short blocks, nor so seldom that a power cut would cost much, or a stop have much left to bring to the disk.
class SyncPace {
 public:
  static constexpr double share = 1.0 / 500;
  static constexpr double shortest = 0.1, longest = 5;  ///< [s] between two syncs

  explicit SyncPace(double now) : last_(now) {}

  /// [s] as in synced().
  bool is_due(double now) const { return now - last_ >= interval_; }
  void synced(double begin, double end) {
    last_ = end;
    interval_ = std::clamp((end - begin) / share, shortest, longest);
  }

 private:
  double last_;
  double interval_ = shortest;
};

}  // namespace ergodic::engine

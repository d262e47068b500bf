#pragma once

#include <filesystem>
#include <functional>
#include <optional>

namespace ergodic::store {

/// Keeps a second run off the same output, as long as it lives: a lock on OUTPUT.lock beside it. The output itself
/// stays free for readers, who may lock it as HDF5 does. The system drops the lock when the process dies, however.
class OutputLock {
 public:
  /// Holds nothing.
  OutputLock() = default;
  /// Waits for another run that holds the output, at most `patience` [s]: ranks outlive a killed mpirun by seconds.
  /// `on_waiting` is called once when there is one. Throws InputOutputError when it still holds it then, or when the
  /// lock cannot be taken.
  explicit OutputLock(
      const std::filesystem::path& output, double patience = 0, const std::function<void()>& on_waiting = [] {});
  ~OutputLock();
  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&& other) noexcept;

 private:
  bool take(const std::filesystem::path& output);

  std::filesystem::path path_;
  int descriptor_ = -1;
};

/// What can be known of an output's lock without touching it, which could get into the way of a run that begins.
struct LockSeen {
  bool is_there = false;           ///< a run is at work, or was killed
  std::optional<int> holder = {};  ///< the process of this machine that holds it; one of another is not seen
};
LockSeen look_at_lock(const std::filesystem::path& output);

}  // namespace ergodic::store

#pragma once

#include <filesystem>
#include <optional>

namespace ergodic::store {

/// Keeps a second run off the same output, as long as it lives: a lock on OUTPUT.lock beside it. The output itself
/// stays free for readers, who may lock it as HDF5 does. The system drops the lock when the process dies, however.
class OutputLock {
 public:
  /// Holds nothing.
  OutputLock() = default;
  /// Throws InputOutputError when another run holds the output, or when its folder cannot be written to.
  explicit OutputLock(const std::filesystem::path& output);
  ~OutputLock();
  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&& other) noexcept;

 private:
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

#pragma once

#include <filesystem>

namespace ergodic::store {

/// Keeps a second run off the same output, as long as it lives. The system drops it when the process dies, however.
class OutputLock {
 public:
  /// Holds nothing.
  OutputLock() = default;
  /// Locks `path`, made empty when there is none. Throws InputOutputError when another run holds it.
  explicit OutputLock(const std::filesystem::path& path);
  ~OutputLock();
  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&& other) noexcept;

 private:
  int descriptor_ = -1;
};

}  // namespace ergodic::store

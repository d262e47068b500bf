#pragma once

#include "store/disk/lock_owner.hpp"

#include <ergodic/errors.hpp>

#include <filesystem>
#include <functional>
#include <string>

namespace ergodic::store {

/// Another run holds the output.
class OutputInUse : public InputOutputError {
 public:
  OutputInUse(const std::filesystem::path& output, const std::string& writer);
  const std::string& writer() const { return writer_; }  ///< writer_text()

 private:
  std::string writer_;
};

/// Keeps a second run off the same output, as long as it lives: a lock on OUTPUT.lock beside it. The output itself
/// stays free for readers, who may lock it as HDF5 does. The system drops the lock when the process dies, however.
///
/// The first rank of a run takes it alone, makes the output ready, and then shares it; the others join, and the next
/// run has to wait until the last of them is gone, whichever ranks of a killed run live on.
class OutputLock {
 public:
  using OnWaiting = std::function<void(const LockSeen& other)>;

  /// Holds nothing.
  OutputLock() = default;
  /// Waits for another run that holds the output, at most `patience` [s]: ranks outlive a killed mpirun by seconds.
  /// `on_waiting` is called once when there is one, `goes_on` before each further try; what they throw ends the wait.
  /// Throws OutputInUse when it still holds it then, InputOutputError when the lock cannot be taken.
  explicit OutputLock(
      const std::filesystem::path& output, double patience = 0, const OnWaiting& on_waiting = [](const auto&) {},
      const std::function<void()>& goes_on = [] {});
  ~OutputLock();
  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&& other) noexcept;

  /// What another rank of the run needs to join.
  struct Invitation {
    std::filesystem::path output = {};  ///< empty: there is nothing to join, as on a file system without locks
    LockOwner owner = {};
  };
  /// Lets the other ranks of this run in. For the one that took it. Throws OutputInUse when another run got it in
  /// between.
  Invitation share();
  /// Joins the run that sent the invitation, within `patience` [s]: there are file systems that show late what another
  /// machine has written. Throws OutputInUse when that run has not the output any more.
  static OutputLock join(const Invitation& invitation, double patience = 5);

 private:
  bool take(const std::filesystem::path& output);
  bool lock(int how);
  void close();

  std::filesystem::path path_;
  LockOwner owner_;
  int descriptor_ = -1;
  bool took_it_ = false;  ///< and so removes it
  bool is_held_ = false;  ///< there are file systems without locks
};

/// Takes away a lock that nobody holds, as a run leaves it that was killed: for an output to which nothing is to be
/// written any more. One that cannot be taken away stays: it means nothing.
void remove_abandoned_lock(const std::filesystem::path& output);

}  // namespace ergodic::store

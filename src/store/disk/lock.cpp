#include "store/disk/lock.hpp"

#include "core/clock.hpp"
#include "store/disk/posix.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

namespace ergodic::store {
namespace {

/// Whether `path` still names the file that is open: the run that held the lock before removes it when it ends.
bool still_names(const std::filesystem::path& path, int descriptor) {
  struct stat named {};
  struct stat open {};
  const auto look_at_name = posix<::stat>("look at the lock", path.c_str(), &named);
  if (look_at_name.failed() && look_at_name.error.number == ENOENT) return false;
  const auto look_at_open = posix<::fstat>("look at the lock", descriptor, &open);
  for (const auto& look : {look_at_name, look_at_open}) {
    if (look.failed()) throw InputOutputError(failure("look at", path, look.error));
  }
  return named.st_dev == open.st_dev && named.st_ino == open.st_ino;
}

}  // namespace

OutputLock::OutputLock(const std::filesystem::path& output, double patience, const std::function<void()>& on_waiting)
    : path_(output.string() + ".lock") {
  const SteadyClock clock;
  const double start = clock.now();
  for (bool waiting = false; !take(output); waiting = true) {
    if (clock.now() - start >= patience) {
      throw InputOutputError(fmt::format(
          "{} is in use (another run is writing it) wait until that run has ended, or choose another output",
          output.string()));
    }
    if (!waiting) on_waiting();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

/// False: another run has it.
bool OutputLock::take(const std::filesystem::path& output) {
  for (;;) {
    const auto opened = posix<::open>("open the lock", path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (opened.failed()) throw InputOutputError(failure("write to", output, opened.error));
    descriptor_ = opened.value;
    try {
      const auto locked = posix<::flock>("lock it", descriptor_, LOCK_EX | LOCK_NB);
      if (locked.failed() && locked.error.number == EWOULDBLOCK) {
        ::close(std::exchange(descriptor_, -1));
        return false;
      }
      // A file system without locks (ENOLCK, EOPNOTSUPP): go on as without one.
      if (locked.failed() || still_names(path_, descriptor_)) return true;
    } catch (...) {
      ::close(std::exchange(descriptor_, -1));
      throw;
    }
    ::close(std::exchange(descriptor_, -1));
  }
}

OutputLock::~OutputLock() {
  if (descriptor_ < 0) return;
  // While it is held: whoever opened it in between sees that it is gone, and tries again. One that stays means nothing.
  posix<::unlink>("remove the lock", path_.c_str());
  ::close(descriptor_);
}

OutputLock::OutputLock(OutputLock&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputLock& OutputLock::operator=(OutputLock&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

LockSeen look_at_lock(const std::filesystem::path& output) {
  LockSeen seen;
  struct stat lock {};
  const std::filesystem::path path = output.string() + ".lock";
  const auto look = posix<::stat>("look at the lock", path.c_str(), &lock);
  if (look.failed() && look.error.number != ENOENT) throw InputOutputError(failure("look at", path, look.error));
  seen.is_there = !look.failed();
  if (!seen.is_there) return seen;
  // proc(5): "1: FLOCK  ADVISORY  WRITE 1832 fe:00:11216702 0 EOF". By the inode alone: Btrfs and others call the
  // device something else here than in stat().
  const std::string inode = fmt::format(":{}", lock.st_ino);
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, advisory, access, file;
    int process = 0;
    words >> number >> kind >> advisory >> access >> process >> file;
    if (kind == "FLOCK" && access == "WRITE" && file.ends_with(inode)) seen.holder = process;
  }
  return seen;
}

}  // namespace ergodic::store

#include "store/lock.hpp"

#include "store/positioned_file.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <utility>

namespace ergodic::store {
namespace {

/// Whether `path` still names the file that is open: the run that held the lock before removes it when it ends.
bool still_names(const std::filesystem::path& path, int descriptor) {
  struct stat named {};
  struct stat open {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &open) == 0 && named.st_dev == open.st_dev &&
         named.st_ino == open.st_ino;
}

}  // namespace

OutputLock::OutputLock(const std::filesystem::path& output) : path_(output.string() + ".lock") {
  for (;;) {
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) throw InputOutputError(failure("write to", output, errno));
    const bool locked = ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
    if (!locked && errno == EWOULDBLOCK) {
      ::close(std::exchange(descriptor_, -1));
      throw InputOutputError(fmt::format(
          "{} is in use (another run is writing it) wait until that run has ended, or choose another output",
          output.string()));
    }
    // A file system without locks (ENOLCK, EOPNOTSUPP): go on as without one.
    if (!locked || still_names(path_, descriptor_)) return;
    ::close(descriptor_);
  }
}

OutputLock::~OutputLock() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());  // while it is held: whoever opened it in between sees that it is gone, and tries again
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
  seen.is_there = ::stat((output.string() + ".lock").c_str(), &lock) == 0;
  if (!seen.is_there) return seen;
  // proc(5): "1: FLOCK  ADVISORY  WRITE 1832 fe:00:11216702 0 EOF". By the inode alone: Btrfs and others call the
  // device something else here than in stat().
  const std::string inode = fmt::format(":{}", lock.st_ino);
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, advisory, access, place;
    int process = 0;
    words >> number >> kind >> advisory >> access >> process >> place;
    if (kind == "FLOCK" && access == "WRITE" && place.ends_with(inode)) seen.holder = process;
  }
  return seen;
}

}  // namespace ergodic::store

#include "store/lock.hpp"

#include "store/positioned_file.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace ergodic::store {

OutputLock::OutputLock(const std::filesystem::path& path) {
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw InputOutputError(failure("write to", path, errno));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  const int error_number = errno;
  ::close(descriptor_);
  if (error_number == EWOULDBLOCK) {
    throw InputOutputError(
        fmt::format("{} is in use (another run is writing it) wait until that run has ended, or choose "
                    "another output",
                    path.string()));
  }
  // A file system without locks: go on as without one. ENOLCK, EOPNOTSUPP and the like.
  descriptor_ = -1;
}

OutputLock::~OutputLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

OutputLock::OutputLock(OutputLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputLock& OutputLock::operator=(OutputLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace ergodic::store

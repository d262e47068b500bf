#include "store/disk/lock.hpp"

#include "core/clock.hpp"
#include "store/disk/inode.hpp"
#include "store/disk/posix.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <thread>
#include <utility>

namespace ergodic::store {
namespace {

constexpr auto between_tries = std::chrono::milliseconds(50);

/// Whether `path` still names the file that is open: the run that held the lock before removes it when it ends.
bool still_names(const std::filesystem::path& path, int descriptor) {
  return inode_of(path) == inode_of(descriptor, path).inode;
}

}  // namespace

OutputInUse::OutputInUse(const std::filesystem::path& output, const std::string& writer)
    : InputOutputError(fmt::format("{} is in use ({}) wait until that run has ended, or choose another output",
                                   output.string(), writer)),
      writer_(writer) {}

OutputLock::OutputLock(const std::filesystem::path& output, double patience, const OnWaiting& on_waiting,
                       const std::function<void()>& goes_on)
    : path_(lock_of(output)), took_it_(true) {
  const SteadyClock clock;
  const double start = clock.now();
  for (bool waiting = false; !take(output); waiting = true) {
    if (clock.now() - start >= patience) throw OutputInUse(output, writer_text(look_at_lock(output)));
    std::this_thread::sleep_for(between_tries);  // who has just taken it is about to write itself into it
    if (!waiting) on_waiting(look_at_lock(output));
    goes_on();
  }
  owner_ = LockOwner::here();
  write_owner(path_, owner_);
}

/// False: another run has it.
bool OutputLock::take(const std::filesystem::path& output) {
  for (;;) {
    const auto opened = posix<::open>("open the lock", path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (opened.failed()) throw InputOutputError(failure("write to", output, opened.error));
    descriptor_ = opened.value;
    try {
      if (!lock(LOCK_EX)) {
        close();
        return false;
      }
      if (!is_held_ || still_names(path_, descriptor_)) return true;
    } catch (...) {
      close();
      throw;
    }
    close();
  }
}

/// False: another run has it. A file system without locks (ENOLCK, EOPNOTSUPP): go on as without one.
bool OutputLock::lock(int how) {
  const auto locked = posix<::flock>("lock it", descriptor_, how | LOCK_NB);
  is_held_ = !locked.failed();
  return is_held_ || locked.error.number != EWOULDBLOCK;
}

OutputLock::Invitation OutputLock::share() {
  std::filesystem::path output = path_;
  output.replace_extension();
  if (!is_held_) return {};
  if (!lock(LOCK_SH)) {
    took_it_ = false;
    throw OutputInUse(output, writer_text(look_at_lock(output)));
  }
  return is_held_ ? Invitation{output, owner_} : Invitation{};
}

OutputLock OutputLock::join(const Invitation& invitation, double patience) {
  OutputLock joined;
  if (invitation.output.empty()) return joined;
  joined.path_ = lock_of(invitation.output);
  const SteadyClock clock;
  for (const double start = clock.now();;) {
    const auto opened = posix<::open>("open the lock", joined.path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (opened.failed()) throw InputOutputError(failure("open", joined.path_, opened.error));
    joined.descriptor_ = opened.value;
    // With the lock, nobody else can become the owner. Of an owner that could not write its name there is none.
    if (joined.lock(LOCK_SH) && read_owner(joined.path_).value_or(invitation.owner) == invitation.owner) return joined;
    joined.close();
    if (clock.now() - start >= patience)
      throw OutputInUse(invitation.output, writer_text(look_at_lock(invitation.output)));
    std::this_thread::sleep_for(between_tries);
  }
}

void OutputLock::close() { ::close(std::exchange(descriptor_, -1)); }

OutputLock::~OutputLock() {
  if (descriptor_ < 0) return;
  // While it is held by this process alone: whoever opened it in between sees that it is gone, and tries again. One
  // that stays, since ranks of this run still have it, means nothing.
  if (took_it_ && (!is_held_ || lock(LOCK_EX))) posix<::unlink>("remove the lock", path_.c_str());
  close();
}

OutputLock::OutputLock(OutputLock&& other) noexcept
    : path_(std::move(other.path_)),
      owner_(std::move(other.owner_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      took_it_(other.took_it_),
      is_held_(other.is_held_) {}

OutputLock& OutputLock::operator=(OutputLock&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(owner_, other.owner_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(took_it_, other.took_it_);
  std::swap(is_held_, other.is_held_);
  return *this;
}

void remove_abandoned_lock(const std::filesystem::path& output) {
  if (!look_at_lock(output).is_there) return;
  try {
    const OutputLock taken(output);
  } catch (const InputOutputError&) {  // a run holds it, or the folder is not to be written to
  }
}

}  // namespace ergodic::store

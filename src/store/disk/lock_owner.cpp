#include "store/disk/lock_owner.hpp"

#include "core/host.hpp"
#include "core/suggest.hpp"
#include "store/disk/posix.hpp"

#include <ergodic/errors.hpp>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <fstream>
#include <sstream>

namespace ergodic::store {
namespace {

/// The processes of this machine that hold the lock with this inode.
std::vector<int> holders_of(ino_t lock) {
  // proc(5): "1: FLOCK  ADVISORY  WRITE 1832 fe:00:11216702 0 EOF". By the inode alone: Btrfs and others call the
  // device something else here than in stat().
  const std::string inode = fmt::format(":{}", lock);
  std::vector<int> holders;
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, advisory, access, file;
    int process = 0;
    words >> number >> kind >> advisory >> access >> process >> file;
    if (kind == "FLOCK" && file.ends_with(inode)) holders.push_back(process);
  }
  std::sort(holders.begin(), holders.end());
  return holders;
}

/// The name of a program that runs: "mpirun"; empty when it cannot be seen.
std::string program_of(int process) {
  std::ifstream in(fmt::format("/proc/{}/comm", process));
  std::string name;
  std::getline(in, name);
  return name;
}

}  // namespace

std::filesystem::path lock_of(const std::filesystem::path& output) { return output.string() + ".lock"; }

LockOwner LockOwner::here() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  return {host_name(), getpid(), getppid(), fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now.tv_sec)), now.tv_nsec};
}

bool LockOwner::is_of_here() const { return host == host_name(); }

bool LockOwner::is_sibling() const { return is_of_here() && parent == getppid(); }

void write_owner(const std::filesystem::path& lock, const LockOwner& owner) {
  std::ofstream(lock) << fmt::format("{} {} {} {} {}\n", owner.host, owner.process, owner.parent, owner.since,
                                     owner.mark);
}

std::optional<LockOwner> read_owner(const std::filesystem::path& lock) {
  std::ifstream in(lock);
  LockOwner owner;
  if (in >> owner.host >> owner.process >> owner.parent >> owner.since >> owner.mark) return owner;
  return std::nullopt;
}

LockSeen look_at_lock(const std::filesystem::path& output) {
  LockSeen seen;
  struct stat lock {};
  const std::filesystem::path path = lock_of(output);
  const auto look = posix<::stat>("look at the lock", path.c_str(), &lock);
  if (look.failed() && look.error.number != ENOENT) throw InputOutputError(failure("look at", path, look.error));
  seen.is_there = !look.failed();
  if (!seen.is_there) return seen;
  seen.owner = read_owner(path);
  const std::vector<int> holders = holders_of(lock.st_ino);
  if (holders.empty()) return seen;
  if (!seen.owner) {
    seen.holder = holders.front();
  } else if (seen.owner->is_of_here()) {
    const bool lives = std::find(holders.begin(), holders.end(), seen.owner->process) != holders.end();
    if (lives) {
      seen.holder = seen.owner->process;
    } else {
      seen.orphans = holders;
    }
  }
  return seen;
}

std::string orphans_text(const LockSeen& seen) {
  std::vector<std::string> numbers;
  for (const int process : seen.orphans)
    numbers.push_back(std::to_string(process));
  return enumerate(numbers);
}

std::string writer_text(const LockSeen& seen) {
  constexpr const char* writes = "another run is writing it";
  if (!seen.owner) return seen.holder ? fmt::format("{}: process {} here", writes, *seen.holder) : writes;
  const LockOwner& owner = *seen.owner;
  if (!seen.orphans.empty()) {
    return fmt::format("{}: its process {} is gone, its ranks live on as processes {}", writes, owner.process,
                       orphans_text(seen));
  }
  std::string text = fmt::format("{}: process {} {}, since {}", writes, owner.process,
                                 owner.is_of_here() ? "here" : "on " + owner.host, owner.since);
  if (owner.is_sibling())
    text += fmt::format(", started by the same process {} ({}) as this one", owner.parent, program_of(owner.parent));
  return text;
}

}  // namespace ergodic::store

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::store {

/// OUTPUT.lock, beside it.
std::filesystem::path lock_of(const std::filesystem::path& output);

/// The first rank of a run, as it writes itself into the lock that it takes.
struct LockOwner {
  std::string host;
  int process = 0;
  int parent = 0;          ///< the process that started it
  std::string since = {};  ///< UTC, ISO 8601
  long mark = 0;           ///< nanoseconds of that second: no two owners are alike

  /// This process, now.
  static LockOwner here();
  bool is_of_here() const;  ///< of this machine
  /// Has the same host and the same parent as this process.
  bool is_sibling() const;
  friend bool operator==(const LockOwner&, const LockOwner&) = default;
};

/// Into the lock that this process holds. It can be done without: on a full disk nothing is written, and the lock is
/// empty.
void write_owner(const std::filesystem::path& lock, const LockOwner& owner);
/// nullopt: none is written there.
std::optional<LockOwner> read_owner(const std::filesystem::path& lock);

/// What can be known of an output's lock without touching it, which could get into the way of a run that begins.
struct LockSeen {
  bool is_there = false;                ///< a run is at work, or was killed
  std::optional<int> holder = {};       ///< the process of this machine that took it; one of another is not seen
  std::vector<int> orphans = {};        ///< those of this machine that joined it and still have it, when it is gone
  std::optional<LockOwner> owner = {};  ///< who took it, alive or not
};
LockSeen look_at_lock(const std::filesystem::path& output);

/// "4712, 4713"; of very many the first ones.
std::string orphans_text(const LockSeen& seen);

/// Who writes an output that is locked: "another run is writing it: process 4711 on node07, since 2026-…".
std::string writer_text(const LockSeen& seen);

}  // namespace ergodic::store

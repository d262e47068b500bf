#pragma once

#include <cstdint>

namespace ergodic {

/// The session's number in its study: case index × sessions per case + replicate.
/// It orders the session, places it in the file and partitions the work; it does not seed it.
enum class SessionId : std::uint64_t {};

constexpr std::uint64_t number(SessionId id) { return static_cast<std::uint64_t>(id); }

/// A contiguous run of the replicates of one case: first, first + 1, …, first + count − 1.
struct Replicates {
  std::uint64_t first = 0;
  std::uint64_t count = 0;

  friend bool operator==(const Replicates&, const Replicates&) = default;
};

}  // namespace ergodic

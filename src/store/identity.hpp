#pragma once

#include "store/format.hpp"
#include "store/shard.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::store {

/// What a file says of itself; enough to make its layout, and where this program draws as its did, its study.
struct Identity {
  FormatNumber format;
  std::string program_version;  ///< told, never compared
  std::string workload;
  int draws = 1;
  std::string study;        ///< the resolved study, YAML
  std::string description;  ///< what it holds, JSON; empty: it is of format 1.0, which has none
  std::optional<Shard> shard;
  std::optional<std::uint64_t> sessions_per_case = {};  ///< of a study that runs in rounds
  std::uint64_t listed_sessions = 0;  ///< for how many the lists of a block have room; 0: it has counters
};

/// Reads it. Throws MismatchError when the file is not one of ours, or of a format that this program does not read;
/// InputOutputError when it cannot be read.
Identity identify(const std::filesystem::path& path);

}  // namespace ergodic::store

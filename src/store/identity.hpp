#pragma once

#include "store/shard.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::store {

/// What a file says of itself; enough to make its study and from that its layout.
struct Identity {
  std::string program_version;
  std::string study;  ///< the resolved study, YAML
  std::optional<Shard> shard;
  std::optional<std::uint64_t> sessions_per_case = {};  ///< of a study that runs in rounds
};

/// Reads it. Throws MismatchError when the file is not one of ours, InputOutputError when it cannot be read.
Identity identify(const std::filesystem::path& path);

}  // namespace ergodic::store

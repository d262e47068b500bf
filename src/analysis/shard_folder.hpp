#pragma once

#include "analysis/run_status.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// The shards of one output that lie beside it, as `jobs/slurm/shards.sh` names them: out.1of8.h5, out.2of8.h5, …
struct ShardFolder {
  std::filesystem::path output;  ///< that they are merged into
  std::uint64_t count = 0;       ///< that it is parted into
  // Their numbers, ascending; each shard is in one of these.
  std::vector<std::uint64_t> complete;
  std::vector<std::uint64_t> running;  ///< a run is at work, or may be
  std::vector<std::uint64_t> stopped;  ///< work is left, and no run is at it
  std::vector<std::uint64_t> missing;

  /// Those that are to be run: stopped and missing.
  std::vector<std::uint64_t> to_run() const;
};

/// All in a folder, by output and number of shards. Throws as look_at_run where a file of that name is none.
std::vector<ShardFolder> shards_in(const std::filesystem::path& folder, const Workloads& workloads);

/// Of FOLDER/out.3of8.h5: FOLDER/out.h5; nullopt where it is not named so, as one of `count` shards.
std::optional<std::filesystem::path> output_of_shard(const std::filesystem::path& shard, std::uint64_t count);

/// "1-4,6", as `sbatch --array=` takes it.
std::string array_text(const std::vector<std::uint64_t>& numbers);

}  // namespace ergodic::analysis

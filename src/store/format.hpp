#pragma once

namespace ergodic::store {

/// The root attribute by which we know a file of ours, and the revision of the format that README.md describes.
constexpr const char* format_attribute = "ergodic_format";
constexpr const char* format_name = "1";

/// The root attribute by which we know an archive, and its revision.
constexpr const char* archive_attribute = "ergodic_archive";
constexpr const char* archive_name = "1";

/// The root attribute by which we know a shard.
constexpr const char* shard_attribute = "shard";

/// The root attribute that says how many sessions per case there are where the study does not: it runs in rounds.
constexpr const char* sessions_attribute = "sessions_per_case";

}  // namespace ergodic::store

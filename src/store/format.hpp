#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ergodic::store {

/// How a file lies, as README.md describes it. A file of another major number cannot be read; a greater minor one has
/// more in it, which may be left unread.
struct FormatNumber {
  int major_number = 1;
  int minor_number = 0;

  std::string text() const;  ///< "1.1"
  friend bool operator==(const FormatNumber&, const FormatNumber&) = default;
};

/// The newest of the files that this program makes; a file's is the first that has all that is in it.
constexpr FormatNumber current_format{1, 2};
constexpr FormatNumber format_without_lists{1, 1};  ///< and without tables

/// Reads "1.1", or "1", as the first format called itself; nullopt when it is no such text.
std::optional<FormatNumber> parse_format(std::string_view text);

/// The first version of CF whose text allows unsigned bytes and whole numbers of 64 bits, and says how what it does not
/// allow, whole numbers of 64 bits with a scale_factor, is read. README.md says more.
constexpr const char* conventions = "CF-1.11";

/// The root attribute by which we know a file of ours: its FormatNumber.
constexpr const char* format_attribute = "ergodic_format";

/// The root attribute that says with which draws of its workload a file was made.
constexpr const char* draws_attribute = "draws";

/// The root attribute of a file whose blocks leave lists in the place of counters: for how many sessions.
constexpr const char* listed_attribute = "listed_sessions";

/// The root attribute by which we know an archive, and its revision.
constexpr const char* archive_attribute = "ergodic_archive";
constexpr const char* archive_name = "1";

/// The root attribute by which we know a shard.
constexpr const char* shard_attribute = "shard";

/// The root attribute that says how many sessions per case there are where the study does not: it runs in rounds.
constexpr const char* sessions_attribute = "sessions_per_case";

}  // namespace ergodic::store

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ergodic::tables {

/// Time as CF counts it: "days since 2000-01-01", "seconds since 1970-01-01 00:00:00 +0". What it begins with is UTC
/// where no zone is written.
struct Since {
  std::int64_t begin = 0;  ///< [µs] since 1970-01-01T00:00:00Z
  std::int64_t unit = 0;   ///< [ns]
};

/// Nullopt where the units are others.
std::optional<Since> parse_since(std::string_view units);

/// Whether dates of a CF calendar are those of ours.
bool is_our_calendar(std::string_view calendar);

/// A count of units as microseconds since 1970; nullopt where it is not whole microseconds, or beyond the years 1 to
/// 9999.
std::optional<std::int64_t> microseconds_of(const Since& since, std::int64_t count);
std::optional<std::int64_t> microseconds_of(const Since& since, double count);

}  // namespace ergodic::tables

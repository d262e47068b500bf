#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ergodic::workloads::entities {

/// Minutes as a box score writes them.
struct MinutesText {
  enum class Kind { missing, clock, number, unreadable };
  Kind kind = Kind::missing;  ///< "" and "-": missing; "31:24"; "31" or "31.5"; anything else
  double value = 0;           ///< minutes; of a clock its minutes + its seconds / 60
  std::int64_t whole = 0;     ///< of a clock: what stands before the colon
};

MinutesText read_minutes(std::string_view text);

/// The minutes, of a clock rounded exactly to two places; missing where there are none, or none that can be read.
double rounded_minutes(const MinutesText& text);

}  // namespace ergodic::workloads::entities

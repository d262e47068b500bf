#pragma once

#include "core/partition.hpp"

#include <cstdint>
#include <string>

namespace ergodic::cli {

/// "A:B": A to B − 1 of numbers below `sessions`, as a slice of Python; either may be left out. `there_are` begins what
/// a message says of the numbers: "each case has the replicates". Throws UsageError.
IndexRange parse_sessions(const std::string& given, std::uint64_t sessions, const std::string& there_are);

}  // namespace ergodic::cli

#pragma once

#include <string>

namespace ergodic::cli {

/// Seconds of "90", "90s", "15m", "3h", "2d", "1h30m" or "hh:mm:ss". Throws UsageError, which names the option.
double parse_duration(const std::string& text, const std::string& option = "");

}  // namespace ergodic::cli

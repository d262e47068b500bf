#pragma once

#include "statistics/interval.hpp"

#include <string>

namespace ergodic::cli {

/// As many digits as the interval's width makes meaningful, and two more; "undefined" when not finite.
std::string measured(double value, const statistics::Interval& interval);

/// "12.345 %".
std::string percent(double share);

/// "1.25 to 1.75", or "too few sessions".
std::string interval_text(const statistics::Interval& interval);

}  // namespace ergodic::cli

#pragma once

#include "statistics/interval.hpp"

#include <optional>
#include <string>

namespace ergodic::cli {

/// As many digits as the interval's width makes meaningful, and two more; what then has too many, from 10^15 on or with
/// more than nine decimals, in scientific notation. "undefined" when not finite.
std::string measured(double value, const statistics::Interval& interval);

/// "+0.53"; "-" where it is not known.
std::string z_text(const std::optional<double>& z);

/// "12.345 %".
std::string percent(double share);

/// "1.25 to 1.75", or "too few sessions".
std::string interval_text(const statistics::Interval& interval);

}  // namespace ergodic::cli

#pragma once

#include "core/json.hpp"
#include "statistics/interval.hpp"

#include <cmath>

namespace ergodic::cli {

/// JSON has no NaN: null.
inline Json json_number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

inline Json json_interval(const statistics::Interval& i) {
  return Json::array({json_number(i.low), json_number(i.high)});
}

}  // namespace ergodic::cli

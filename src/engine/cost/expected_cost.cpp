#include "engine/cost/expected_cost.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace ergodic::engine {
namespace {

/// Cases that differ by less are shared out well enough in equal parts, whose ranks each have some of all.
constexpr double least_uneven = 2;

}  // namespace

ExpectedCost::ExpectedCost(const std::vector<std::optional<double>>& seconds, bool is_uneven) : is_uneven_(is_uneven) {
  for (const std::optional<double>& one : seconds) {
    if (one && !(std::isfinite(*one) && *one >= 0))
      throw InternalError(fmt::format("a session is expected to take {} s", *one));
    seconds_.push_back(one.value_or(0));
  }
  if (seconds_.empty()) return;
  const auto [least, most] = std::minmax_element(seconds_.begin(), seconds_.end());
  dearest_ = *most;
  is_uneven_ = is_uneven_ || *most > least_uneven * *least;
  if (std::adjacent_find(seconds_.begin(), seconds_.end(), std::not_equal_to<>()) == seconds_.end()) seconds_.clear();
}

std::uint64_t ExpectedCost::sessions_per_block(std::uint64_t usual, double longest) const {
  if (dearest_ * static_cast<double>(usual) <= longest) return usual;
  return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(longest / dearest_));
}

}  // namespace ergodic::engine

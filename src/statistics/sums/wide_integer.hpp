#pragma once

#include "statistics/sums/int128.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>
#include <cstdint>

namespace ergodic::statistics {

/// Holds every product of sums that the statistics need: the widest, Y² Σx² of a ratio, stays below 2^320.
using Wide = boost::multiprecision::int512_t;

inline Wide wide(Int128 value) {
  return (Wide(static_cast<std::int64_t>(value >> 64)) << 64) + static_cast<std::uint64_t>(value);
}

/// The nearest double of a number that is not negative. Not Boost's own conversion: its rounding varies with its
/// version, and with it would the result file.
inline double to_double(const Wide& value) {
  if (value == 0) return 0;
  const unsigned top = boost::multiprecision::msb(value);
  if (top < 64) return static_cast<double>(static_cast<std::uint64_t>(value));
  const unsigned shift = top - 63;
  std::uint64_t leading = static_cast<std::uint64_t>(value >> shift);
  if (boost::multiprecision::lsb(value) < shift) leading |= 1;  // sticky: breaks the ties that are none
  return std::ldexp(static_cast<double>(leading), static_cast<int>(shift));
}

}  // namespace ergodic::statistics

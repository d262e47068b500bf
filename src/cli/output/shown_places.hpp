#pragma once

#include <cstddef>

namespace ergodic::cli {

constexpr std::size_t most_places_in_full = 8;
constexpr std::size_t places_of_a_long_axis = 5;  ///< the first, the last, and three evenly between

/// How many of the places of an axis are shown to a person: all of a short one.
constexpr std::size_t shown_count(std::size_t places) {
  return places <= most_places_in_full ? places : places_of_a_long_axis;
}

/// Whether this place of an axis is one of them.
constexpr bool is_shown(std::size_t place, std::size_t places) {
  if (places <= most_places_in_full) return true;
  for (std::size_t i = 0; i < places_of_a_long_axis; ++i) {
    if (place == i * (places - 1) / (places_of_a_long_axis - 1)) return true;
  }
  return false;
}

}  // namespace ergodic::cli

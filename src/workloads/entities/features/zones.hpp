#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ergodic::workloads::entities {

/// Where a shot is from, in the order in which ties are settled.
enum class Zone : std::uint8_t { paint, mid_range, perimeter };
constexpr std::size_t zone_count = 3;
constexpr std::array<Zone, zone_count> zones = {Zone::paint, Zone::mid_range, Zone::perimeter};

constexpr std::size_t at(Zone zone) { return static_cast<std::size_t>(zone); }

/// A value for each zone.
template <class Value>
using OfZones = std::array<Value, zone_count>;

/// Attempts and makes.
struct Tries {
  std::int64_t attempts = 0;
  std::int64_t makes = 0;
};

}  // namespace ergodic::workloads::entities

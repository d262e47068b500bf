#pragma once

#include "workloads/players/region/region.hpp"

#include <ergodic/stream.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace ergodic::workloads::players {

/// What a pilot found of a walk.
struct WalkReport {
  std::size_t steps = 0;       ///< of a session's walk
  double autocorrelation = 0;  ///< integrated, in steps: the worst of the coordinates and |y|²
  double r_hat = 0;            ///< of four chains in halves, the worst of the same
  double effective_size = 0;   ///< of the pilot's points
};

/// Hit-and-run in coordinates in which the ellipsoid is a ball: along a random direction, a draw from the region's law
/// on the chord. A draw is a walk of its own, from one start that is inside, of so many steps that what is left of the
/// start is e^−20 of it. Source: Smith, "Efficient Monte Carlo procedures for generating points uniformly distributed
/// over bounded regions", Oper. Res. 32(6), 1984; Student's t as a normal law of random precision.
class Walk {
 public:
  /// Finds the start and the steps by a pilot, in streams of this purpose. Throws RegionError where the region is too
  /// thin to walk in.
  Walk(const Region& region, const Streams& streams, std::uint32_t purpose);

  /// A point of the region, in its own coordinates y.
  void draw(Stream& stream, std::span<double> y) const;

  const WalkReport& report() const { return report_; }

 private:
  /// One step from y; false where the chord is empty by rounding.
  bool step(Stream& stream, std::span<double> y) const;
  double on_chord(Stream& stream, double low, double high, double centre, double precision) const;

  const Region* region_;
  std::vector<double> start_;
  WalkReport report_;
};

}  // namespace ergodic::workloads::players

#pragma once

#include "workloads/players/region/corner.hpp"
#include "workloads/players/region/walk.hpp"

#include <ergodic/session.hpp>
#include <ergodic/stream.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ergodic::workloads::players {

/// A number that a pilot has estimated.
struct Estimate {
  double value = 0;
  double standard_error = 0;
};

/// Draws from a region's law, each by itself: exactly, from the ball or from the corner that is nearest to the centre,
/// whichever accepts more; by a walk of its own where fewer than 1 in 1000 is accepted. A pilot decides, in streams of
/// a purpose that no session has: a pure function of region and streams.
class RegionSampler {
 public:
  enum class Way { ball, corner, walk };

  /// `region` outlives it. The pilot takes the purposes `purpose` and `purpose` + 1. Throws RegionError as Walk does.
  RegionSampler(const Region& region, const Streams& streams, std::uint32_t purpose);

  /// A draw in the attributes' units.
  void draw(Stream& stream, std::span<double> x) const;

  /// Draws of consecutive replicates, each in its stream of that purpose: replicate i's at x[i · dimension]. The same
  /// bits as one by one; in the lanes of vectors where the way allows it.
  void draw(const Streams& streams, std::uint32_t purpose, Replicates replicates, double* x) const;

  Way way() const { return walk_ ? Way::walk : corner_.halfspaces() > 0 ? Way::corner : Way::ball; }
  /// The share of attempts that the pilot saw accepted.
  Estimate accepted() const { return accepted_; }
  /// The region's volume, of a uniform law; else its probability under the law without bounds.
  Estimate size() const;
  const std::optional<Walk>& walk() const { return walk_; }
  /// One sentence for people.
  std::string describe() const;

 private:
  const Region* region_;
  Corner corner_;
  Estimate accepted_;
  std::optional<Walk> walk_;
};

}  // namespace ergodic::workloads::players

#pragma once

#include "workloads/players/region/least_distance.hpp"
#include "workloads/players/region/matrix.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace ergodic::workloads::players {

/// The points with normal·x ≤ bound.
struct Halfspace {
  std::string name;
  std::vector<double> normal;
  double bound = 0;
};

enum class Law { uniform, normal, student };

/// What a region is: the ellipsoid that has the share `credibility` of the law of this centre and scale (the covariance
/// of a normal, the scale matrix of Student's t), and what halfspaces leave of it.
struct RegionDescription {
  std::vector<double> centre;
  Matrix scale;
  Law law = Law::normal;
  double degrees = 0;                      ///< of Student's t
  std::optional<double> credibility = {};  ///< nullopt: all space, not for the uniform law
  std::vector<Halfspace> halfspaces = {};
};

/// A region that has no point, or a scale that is none: what, why, what to do.
class RegionError : public std::runtime_error {
 public:
  RegionError(std::string what, std::string why, std::string todo);

  std::string what_is, why, todo;
};

/// A region in coordinates in which its ellipsoid is a ball: x = centre + L y, L L' = scale, |y|² ≤ radius².
class Region {
 public:
  /// Throws RegionError: the scale is not positive definite; the region is empty, with the names of the halfspaces that
  /// exclude each other, or exclude the ellipsoid, and their multipliers.
  explicit Region(RegionDescription description);

  std::size_t dimension() const { return description_.centre.size(); }
  const RegionDescription& description() const { return description_; }
  const Matrix& lower() const { return lower_; }
  /// The squared radius of the ball: the law's quantile; nullopt: there is no ball.
  std::optional<double> squared_radius() const { return squared_radius_; }
  /// Rows of length 1, and bounds: G y ≤ h.
  const Matrix& normals() const { return normals_; }
  const std::vector<double>& bounds() const { return bounds_; }
  /// The point of the region that is nearest to the ellipsoid's centre.
  const LeastDistance& nearest() const { return nearest_; }
  /// log of the ellipsoid's volume; NaN without one.
  double log_volume_of_ellipsoid() const;

 private:
  [[noreturn]] void refuse_empty() const;

  RegionDescription description_;
  Matrix lower_;
  std::optional<double> squared_radius_;
  Matrix normals_;
  std::vector<double> bounds_;
  LeastDistance nearest_;
};

}  // namespace ergodic::workloads::players

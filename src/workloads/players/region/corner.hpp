#pragma once

#include "workloads/players/region/region.hpp"

#include <ergodic/stream.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace ergodic::workloads::players {

constexpr std::size_t most_dimensions = 24;

/// Exact draws from a region by rejection, from a law that is the region's own as far as it goes.
///
/// Let y* be the region's nearest point to the centre, A the halfspaces that hold it there, λ > 0 their multipliers and
/// M = A A'. Of a point, s = bounds − A y ≥ 0 are its distances from these, z its coordinates perpendicular to them.
/// Then |y|² = |y*|² + 2 λ's + s'M⁻¹s + |z|². Without the third term a uniform, normal or Student's law of (s, z) can
/// be drawn exactly: exponential numbers e, normal numbers z (README.md). A draw is accepted where it is in the region,
/// with the probability that the third term asks for. Without halfspaces at y* (`corner` false, or y* = 0), this is the
/// law on the ball. With one that is flat, it is the cap beyond y*.
class Corner {
 public:
  /// Halfspaces that reject most come first if `order` lists them so; else as they are.
  Corner(const Region& region, bool corner, const std::vector<std::size_t>& order = {});

  /// Whether there is a law to draw from: of Student's t with few degrees there is none at a corner of many halfspaces.
  bool exists() const { return exists_; }
  /// Halfspaces that meet at its corner; 0: it is the ball.
  std::size_t halfspaces() const { return multipliers_.size(); }

  /// Whether no attempt is ever rejected.
  bool accepts_all() const { return multipliers_.empty() && checks_.empty() && (!has_ball_ || law_ == Law::uniform); }

  /// One attempt: whether the point x is accepted.
  bool attempt(Stream& stream, std::span<double> x) const;
  /// The halfspace that the last attempt's point was found outside of, for the pilot: attempts with `rejected_by`.
  bool attempt(Stream& stream, std::span<double> x, std::size_t& rejected_by) const;

  /// log of what the share of accepted attempts is multiplied by to give the region's volume, of a uniform law, or
  /// else its probability under the untruncated law.
  double log_weight() const { return log_weight_; }

  static constexpr std::size_t by_none = static_cast<std::size_t>(-1);

  /// A halfspace, in (s, z).
  struct Check {
    std::size_t halfspace;
    double bound;
    std::vector<double> normal;
  };
  using Coordinates = std::array<double, most_dimensions>;

  /// Numbers of two words that an attempt takes, an even number; 0 where it takes now more, now fewer: only where it
  /// never does can attempts run in the lanes of vectors.
  std::size_t numbers() const;
  Law law() const { return law_; }
  std::size_t size() const { return size_; }
  bool has_ball() const { return has_ball_; }
  double room() const { return room_; }
  const std::vector<double>& multipliers() const { return multipliers_; }
  const Matrix& inverse() const { return inverse_; }
  const std::vector<Check>& checks() const { return checks_; }
  /// The point with these (s, z), in the attributes' units.
  void place(const double* at, double* x) const;

 private:
  void span_corner(const Region& region, bool corner);
  void add_checks(const Region& region, const std::vector<std::size_t>& order);
  void leave_units(const Region& region);
  void weigh(const Region& region, double log_determinant);
  /// Draws (s, z), and tells the logarithm of the probability with which it may stay, the halfspaces apart: −∞ outside
  /// the ball.
  bool draw(Stream& stream, Coordinates& at) const;
  double third_term(const Coordinates& at) const;
  bool stays(Stream& stream, double log_share) const;

  Law law_;
  double degrees_;
  std::size_t size_;
  bool exists_ = true;
  bool has_ball_;
  double room_ = 0;             // radius² − |y*|², of a ball
  double nearest_squared_ = 0;  // |y*|²
  std::vector<double> nearest_;
  std::vector<double> multipliers_;
  Matrix inverse_;               // M⁻¹
  Matrix into_;                  // (s, z) to y − y*
  std::vector<double> origin_;   // the corner in the attributes' units
  std::vector<double> columns_;  // (s, z) to x − origin, column by column
  std::vector<Check> checks_;
  double log_weight_ = 0;
};

}  // namespace ergodic::workloads::players

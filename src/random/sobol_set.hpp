#pragma once

#include <ergodic/stream.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::random {

/// The first 2^k points of Sobol's sequence in a unit cube, and their nested uniform scrambles: each point of one is
/// uniform on the cube, and together they fill it as evenly as Sobol's.
/// Sources: Sobol', USSR Comput. Maths. Math. Phys. 7(4), 1967, with the direction numbers of Joe & Kuo, SIAM J. Sci.
/// Comput. 30, 2008, which Boost has; Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", 1995.
class SobolSet {
 public:
  /// Boost has direction numbers for no more.
  static const std::size_t most_dimensions;

  /// `points`: 2^k, k ≤ 31. `dimensions`: 1 to most_dimensions. Holds 4 bytes for each coordinate.
  SobolSet(std::size_t points, std::size_t dimensions);

  std::size_t points() const { return points_; }
  std::size_t dimensions() const { return dimensions_; }

  /// Which of the 2^k equal intervals of [0, 1) a point's coordinate lies in: its first k binary digits.
  std::uint32_t interval(std::size_t point, std::size_t dimension) const {
    return intervals_[dimension * points_ + point];
  }

  /// Writes a scramble, drawn from the stream: coordinate d of point i goes to uniforms[i · dimensions + d]. It is one
  /// of the odd multiples of 2^−53 in (0, 1), as of uniform_open.
  ///
  /// Owen's scramble turns each binary digit by a coin of its own for each value of the digits before it. In one
  /// dimension each of the 2^k intervals has one point: so the first k digits take the coins of a tree of 2^k − 1
  /// nodes, and no two points share a coin after them, so that the digits from there on are uniform, whatever Sobol's
  /// were.
  void scramble(Stream& stream, std::span<double> uniforms) const;

 private:
  std::size_t points_, dimensions_;
  std::vector<std::uint32_t> intervals_;  // dimension by dimension
};

}  // namespace ergodic::random

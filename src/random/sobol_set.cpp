#include "random/sobol_set.hpp"

#include <boost/random/sobol.hpp>

#include <bit>
#include <cassert>

namespace ergodic::random {

namespace {

/// Where a scramble takes each of the 2^k intervals of [0, 1). Draws the coins of the tree level by level, from the
/// last node to the first, 32 from a word, the low ones first.
void draw_images(Stream& stream, std::span<std::uint32_t> images) {
  std::uint32_t coins = 0;
  std::size_t drawn = 0;
  images[0] = 0;
  for (std::size_t nodes = 1; nodes < images.size(); nodes *= 2) {
    for (std::size_t node = nodes; node-- > 0; ++drawn, coins >>= 1) {  // in place: halves lie behind their whole
      if (drawn % 32 == 0) coins = stream.word();
      const std::uint32_t image = 2 * images[node] + (coins & 1);
      images[2 * node] = image;
      images[2 * node + 1] = image ^ 1;
    }
  }
}

}  // namespace

const std::size_t SobolSet::most_dimensions = boost::random::default_sobol_table::max_dimension;

SobolSet::SobolSet(std::size_t points, std::size_t dimensions)
    : points_(points), dimensions_(dimensions), intervals_(points * dimensions) {
  assert(std::has_single_bit(points) && points <= std::size_t{1} << 31);
  boost::random::sobol sobol(dimensions);
  const int digits = std::countr_zero(points);
  for (std::size_t point = 1; point < points; ++point) {  // Boost leaves out the first one, which is 0
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
      intervals_[dimension * points + point] = static_cast<std::uint32_t>(sobol() >> (64 - digits));
  }
}

void SobolSet::scramble(Stream& stream, std::span<double> uniforms) const {
  assert(uniforms.size() == points_ * dimensions_);
  const int digits = std::countr_zero(points_);
  std::vector<std::uint32_t> images(points_);
  for (std::size_t dimension = 0; dimension < dimensions_; ++dimension) {
    draw_images(stream, images);
    for (std::size_t point = 0; point < points_; ++point) {
      const std::uint64_t first = images[interval(point, dimension)];
      const std::uint64_t all = first << (52 - digits) | stream.word64() >> (12 + digits);
      uniforms[point * dimensions_ + dimension] = (static_cast<double>(all) + 0.5) * 0x1p-52;
    }
  }
}

}  // namespace ergodic::random

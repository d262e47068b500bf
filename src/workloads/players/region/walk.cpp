#include "workloads/players/region/walk.hpp"

#include "workloads/players/numbers/special_functions.hpp"
#include "workloads/players/region/corner.hpp"
#include "workloads/players/region/mixing.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ergodic::workloads::players {
namespace {

constexpr std::size_t chains = 4;
constexpr std::size_t burn_in = 4000;
constexpr std::size_t length = 16000;
constexpr double infinite = std::numeric_limits<double>::infinity();

/// A standard normal number between `low` and `high`, by inversion in the tail that has the digits.
double normal_between(Stream& stream, double low, double high) {
  const bool mirrored = low > 0;
  const double a = mirrored ? -high : low;
  const double b = mirrored ? -low : high;
  const double below = a < -38 ? 0 : normal_share(a);
  const double share = below + uniform_open(stream) * ((b > 38 ? 1 : normal_share(b)) - below);
  double x = share > 0 && share < 1 ? normal_quantile(share) : b;
  x = std::min(std::max(x, a), b);
  return mirrored ? -x : x;
}

}  // namespace

Walk::Walk(const Region& region, const Streams& streams, std::uint32_t purpose)
    : region_(&region), start_(region.nearest().point) {
  const std::size_t size = region.dimension();
  start_.resize(size);
  std::vector<std::vector<std::vector<double>>> series(size + 1);  // of each coordinate and |y|², of each chain
  std::vector<double> sum(size);
  std::size_t moved = 0;
  for (std::size_t chain = 0; chain < chains; ++chain) {
    Stream stream = streams.open(chain, purpose);
    std::vector<double> y = start_;
    for (std::vector<std::vector<double>>& one : series)
      one.emplace_back();
    for (std::size_t i = 0; i < burn_in + length; ++i) {
      moved += step(stream, y) ? 1 : 0;
      if (i < burn_in) continue;
      for (std::size_t j = 0; j < size; ++j) {
        series[j].back().push_back(y[j]);
        sum[j] += y[j];
      }
      series[size].back().push_back(dot(y.data(), y.data(), size));
    }
    streams.pause();
  }
  if (moved < chains * (burn_in + length) / 100)
    throw RegionError("the region is too thin", "a walk in it finds no way", "loosen what holds it from both sides");
  for (const std::vector<std::vector<double>>& one : series) {
    for (const std::vector<double>& chain : one)
      report_.autocorrelation = std::max(report_.autocorrelation, autocorrelation_time(chain));
    report_.r_hat = std::max(report_.r_hat, split_r_hat(one));
  }
  report_.effective_size = static_cast<double>(chains * length) / report_.autocorrelation;
  // An integrated time of τ is that of a mode that loses e^−2/τ a step.
  report_.steps = static_cast<std::size_t>(10 * report_.autocorrelation) + 20;
  for (std::size_t j = 0; j < size; ++j)
    start_[j] = sum[j] / static_cast<double>(chains * length);  // the region is convex
}

void Walk::draw(Stream& stream, std::span<double> y) const {
  std::copy(start_.begin(), start_.end(), y.begin());
  for (std::size_t i = 0; i < report_.steps; ++i)
    step(stream, y);
}

double Walk::on_chord(Stream& stream, double low, double high, double centre, double precision) const {
  if (region_->description().law == Law::uniform) return low + uniform01(stream) * (high - low);
  const double root = std::sqrt(precision);
  const double t = normal_between(stream, (low - centre) * root, (high - centre) * root);
  return std::min(std::max(centre + t / root, low), high);
}

bool Walk::step(Stream& stream, std::span<double> y) const {
  const std::size_t size = y.size();
  std::array<double, most_dimensions> direction;
  double squared = 0;
  for (std::size_t i = 0; i < size; ++i) {
    direction[i] = normal(stream);
    squared += direction[i] * direction[i];
  }
  for (std::size_t i = 0; i < size; ++i)
    direction[i] /= std::sqrt(squared);
  const double along = dot(direction.data(), y.data(), size);
  const double norm = dot(y.data(), y.data(), size);
  double low = -infinite;
  double high = infinite;
  if (region_->squared_radius()) {
    const double root = std::sqrt(std::max(0.0, along * along - norm + *region_->squared_radius()));
    low = -along - root;
    high = -along + root;
  }
  for (std::size_t i = 0; i < region_->bounds().size(); ++i) {
    const double slope = dot(region_->normals().row(i), direction.data(), size);
    const double room = region_->bounds()[i] - dot(region_->normals().row(i), y.data(), size);
    if (slope > 1e-14) high = std::min(high, room / slope);
    if (slope < -1e-14) low = std::max(low, room / slope);
  }
  const RegionDescription& description = region_->description();
  const double precision = description.law == Law::student
                               ? gamma_variate(stream, (description.degrees + static_cast<double>(size)) / 2) /
                                     ((description.degrees + norm) / 2)
                               : 1;
  if (!(high > low)) return false;
  const double t = on_chord(stream, low, high, -along, precision);
  for (std::size_t i = 0; i < size; ++i)
    y[i] += t * direction[i];
  return true;
}

}  // namespace ergodic::workloads::players

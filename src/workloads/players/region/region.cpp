#include "workloads/players/region/region.hpp"

#include "workloads/players/numbers/special_functions.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace ergodic::workloads::players {
namespace {

constexpr double log_pi = 1.14472988584940017414;

/// (x − centre)' scale⁻¹ (x − centre) ≤ this with the probability `credibility`: a chi-square of so many degrees as
/// there are dimensions; of Student's t, dimension × Fisher's F.
double squared_radius_of(const RegionDescription& region) {
  const auto dimension = static_cast<double>(region.centre.size());
  if (region.law == Law::student) return dimension * f_quantile(*region.credibility, dimension, region.degrees);
  return chi_square_quantile(*region.credibility, dimension);
}

}  // namespace

RegionError::RegionError(std::string what_is_, std::string why_, std::string todo_)
    : std::runtime_error(fmt::format("{} ({}) {}", what_is_, why_, todo_)),
      what_is(std::move(what_is_)),
      why(std::move(why_)),
      todo(std::move(todo_)) {}

Region::Region(RegionDescription description) : description_(std::move(description)) {
  assert(description_.law != Law::uniform || description_.credibility);
  std::optional<Matrix> lower = cholesky(description_.scale);
  if (!lower)
    throw RegionError("is no covariance", "it is not positive definite",
                      "give a matrix whose eigenvalues are all above 0, in the attributes' units");
  lower_ = std::move(*lower);
  if (description_.credibility) squared_radius_ = squared_radius_of(description_);
  const std::size_t size = dimension();
  normals_ = Matrix(description_.halfspaces.size(), size);
  for (std::size_t i = 0; i < normals_.rows(); ++i) {
    const Halfspace& halfspace = description_.halfspaces[i];
    double squared = 0;
    for (std::size_t j = 0; j < size; ++j) {
      for (std::size_t k = j; k < size; ++k)
        normals_(i, j) += lower_(k, j) * halfspace.normal[k];
      squared += normals_(i, j) * normals_(i, j);
    }
    const double length = std::sqrt(squared);
    for (std::size_t j = 0; j < size; ++j)
      normals_(i, j) /= length;
    const double at_centre = dot(halfspace.normal.data(), description_.centre.data(), size);
    bounds_.push_back((halfspace.bound - at_centre) / length);
  }
  nearest_ = least_distance(normals_, bounds_);
  if (!nearest_.exists || (squared_radius_ && nearest_.squared >= *squared_radius_)) refuse_empty();
}

void Region::refuse_empty() const {
  std::vector<std::string> names;
  const double most = *std::max_element(nearest_.multipliers.begin(), nearest_.multipliers.end());
  for (std::size_t i = 0; i < bounds_.size(); ++i) {
    const double multiplier = nearest_.multipliers[i];
    if (multiplier > 1e-9 * most)
      names.push_back(fmt::format("{} [{:.4g}]", description_.halfspaces[i].name, multiplier));
  }
  const std::string all = fmt::format("{}", fmt::join(names, ", "));
  if (!nearest_.exists)
    throw RegionError("the region is empty",
                      fmt::format("no point has all of: {}; in brackets the multipliers with which they add up to a "
                                  "contradiction",
                                  all),
                      "loosen one of them");
  throw RegionError(
      "the region is empty",
      fmt::format("its ellipsoid does not reach: {}; the nearest point of theirs has a squared distance of {:.10g}, "
                  "where the ellipsoid ends at 1; in brackets the multipliers that prove it",
                  all, nearest_.squared / *squared_radius_),
      "loosen one of them, or raise the credibility");
}

double Region::log_volume_of_ellipsoid() const {
  if (!squared_radius_) return std::numeric_limits<double>::quiet_NaN();
  const double half = static_cast<double>(dimension()) / 2;
  double log_volume = half * (log_pi + portable_log(*squared_radius_)) - log_gamma(half + 1);
  for (std::size_t i = 0; i < dimension(); ++i)
    log_volume += portable_log(lower_(i, i));
  return log_volume;
}

}  // namespace ergodic::workloads::players

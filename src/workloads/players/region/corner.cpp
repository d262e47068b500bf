#include "workloads/players/region/corner.hpp"

#include "workloads/players/numbers/special_functions.hpp"

#include <ergodic/variates.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace ergodic::workloads::players {
namespace {

constexpr double log_two = 0.69314718055994530942;
constexpr double log_pi_ = 1.14472988584940017414;

std::vector<std::size_t> holding(const LeastDistance& nearest) {
  std::vector<std::size_t> active;
  double most = 0;
  for (const double multiplier : nearest.multipliers)
    most = std::max(most, multiplier);
  for (std::size_t i = 0; i < nearest.multipliers.size(); ++i) {
    if (nearest.multipliers[i] > 1e-9 * most) active.push_back(i);
  }
  return active;
}

}  // namespace

Corner::Corner(const Region& region, bool corner, const std::vector<std::size_t>& order)
    : law_(region.description().law),
      degrees_(region.description().degrees),
      size_(region.dimension()),
      has_ball_(region.squared_radius().has_value()),
      nearest_(region.dimension()) {
  span_corner(region, corner);
  if (!exists_) return;
  add_checks(region, order);
  leave_units(region);
}

void Corner::leave_units(const Region& region) {
  const Matrix& lower = region.lower();
  for (std::size_t row = 0; row < size_; ++row)
    origin_.push_back(region.description().centre[row] + dot(lower.row(row), nearest_.data(), row + 1));
  for (std::size_t j = 0; j < size_; ++j) {
    for (std::size_t row = 0; row < size_; ++row) {
      double sum = 0;
      for (std::size_t i = 0; i <= row; ++i)
        sum += lower(row, i) * into_(i, j);
      columns_.push_back(sum);
    }
  }
}

void Corner::span_corner(const Region& region, bool corner) {
  const std::vector<std::size_t> active = corner ? holding(region.nearest()) : std::vector<std::size_t>();
  const std::size_t k = active.size();
  if (k > 0) {
    nearest_ = region.nearest().point;
    nearest_squared_ = region.nearest().squared;
  }
  if (has_ball_) room_ = *region.squared_radius() - nearest_squared_;
  if (law_ == Law::student && !(degrees_ > static_cast<double>(k))) {
    exists_ = false;
    return;
  }
  Matrix products(k, k);
  std::vector<std::vector<double>> basis;  // of the span of the active normals, then of what is perpendicular to it
  for (std::size_t i = 0; i < k; ++i) {
    multipliers_.push_back(region.nearest().multipliers[active[i]]);
    const double* normal = region.normals().row(active[i]);
    for (std::size_t j = 0; j < k; ++j)
      products(i, j) = dot(normal, region.normals().row(active[j]), size_);
    std::vector<double> rest = perpendicular(basis, {normal, normal + size_});
    const double length = std::sqrt(dot(rest.data(), rest.data(), size_));
    for (double& value : rest)
      value /= length;
    basis.push_back(std::move(rest));
  }
  const std::optional<Matrix> lower = cholesky(products);
  if (!lower) {
    exists_ = false;
    return;
  }
  inverse_ = inverse_of(*lower);
  into_ = Matrix(size_, size_);
  for (std::size_t row = 0; row < size_; ++row) {
    for (std::size_t j = 0; j < k; ++j) {
      for (std::size_t i = 0; i < k; ++i)
        into_(row, j) -= region.normals()(active[i], row) * inverse_(i, j);
    }
  }
  while (basis.size() < size_) {
    basis.push_back(unit_beyond(basis, size_));
    for (std::size_t row = 0; row < size_; ++row)
      into_(row, basis.size() - 1) = basis.back()[row];
  }
  double log_determinant = 0;
  for (std::size_t i = 0; i < k; ++i)
    log_determinant += 2 * portable_log((*lower)(i, i));
  weigh(region, log_determinant);
}

void Corner::weigh(const Region& region, double log_determinant) {
  const auto k = static_cast<double>(multipliers_.size());
  const double d = static_cast<double>(size_);
  log_weight_ = -log_determinant / 2;
  for (const double multiplier : multipliers_)
    log_weight_ -= portable_log(multiplier);
  switch (law_) {
    case Law::uniform:
      log_weight_ += k * (portable_log(room_) - log_two) + (d - k) / 2 * (log_pi_ + portable_log(room_)) -
                     log_gamma((d - k) / 2 + k + 1);
      for (std::size_t i = 0; i < size_; ++i)
        log_weight_ += portable_log(region.lower()(i, i));
      break;
    case Law::normal: log_weight_ += -nearest_squared_ / 2 - k / 2 * (log_two + log_pi_); break;
    case Law::student:
      log_weight_ += (d - k) / 2 * (log_two + log_pi_) + (degrees_ + d) / 2 * portable_log(degrees_ / 2) +
                     log_gamma((degrees_ - k) / 2) -
                     (degrees_ - k) / 2 * portable_log((degrees_ + nearest_squared_) / 2) - log_gamma(degrees_ / 2) -
                     d / 2 * (portable_log(degrees_) + log_pi_);
      break;
  }
}

void Corner::add_checks(const Region& region, const std::vector<std::size_t>& order) {
  std::vector<std::size_t> places = order;
  if (places.empty()) {
    places.resize(region.bounds().size());
    std::iota(places.begin(), places.end(), std::size_t{0});
  }
  const std::vector<std::size_t> active = multipliers_.empty() ? std::vector<std::size_t>() : holding(region.nearest());
  for (const std::size_t i : places) {
    if (std::find(active.begin(), active.end(), i) != active.end()) continue;  // s ≥ 0
    const double* normal = region.normals().row(i);
    Check check{i, region.bounds()[i] - dot(normal, nearest_.data(), size_), std::vector<double>(size_)};
    // A halfspace that has all of the ball in it needs no look.
    if (has_ball_ && region.bounds()[i] > 0 &&
        region.bounds()[i] * region.bounds()[i] > *region.squared_radius() * (1 + 1e-9))
      continue;
    for (std::size_t j = 0; j < size_; ++j) {
      for (std::size_t row = 0; row < size_; ++row)
        check.normal[j] += normal[row] * into_(row, j);
    }
    checks_.push_back(std::move(check));
  }
}

double Corner::third_term(const Coordinates& at) const {
  double sum = 0;
  for (std::size_t i = 0; i < multipliers_.size(); ++i)
    sum += at[i] * dot(inverse_.row(i), at.data(), multipliers_.size());
  return sum;
}

bool Corner::stays(Stream& stream, double log_share) const {
  return log_share >= 0 || portable_log(uniform_open(stream)) < log_share;
}

bool Corner::draw(Stream& stream, Coordinates& at) const {
  const std::size_t k = multipliers_.size();
  double exponentials = 0;
  for (std::size_t i = 0; i < k; ++i) {
    at[i] = exponential(stream);
    exponentials += at[i];
  }
  double squares = 0;
  for (std::size_t i = k; i < size_; ++i) {
    at[i] = normal(stream);
    squares += at[i] * at[i];
  }
  if (law_ == Law::uniform) {
    // (e, |z|²/2) over their sum with one exponential number more are Dirichlet: uniform on 2 λ's + |z|² ≤ room.
    const double total = exponentials + squares / 2 + exponential(stream);
    if (size_ % 2 == 0) stream.word64();
    const double scale = std::sqrt(room_ / (2 * total));
    for (std::size_t i = 0; i < k; ++i)
      at[i] *= room_ / (2 * total * multipliers_[i]);
    for (std::size_t i = k; i < size_; ++i)
      at[i] *= scale;
    if (k == 0) return true;
    const double first = room_ * (exponentials + squares / 2) / total;
    return first + third_term(at) <= room_;
  }
  if (law_ == Law::normal) {
    if (k == 0 && size_ % 2 == 1) stream.word64();
    for (std::size_t i = 0; i < k; ++i)
      at[i] /= multipliers_[i];
    const double third = third_term(at);
    if (has_ball_ && 2 * exponentials + third + squares > room_) return false;
    return stays(stream, -third / 2);
  }
  // Student's t is a normal law whose precision u is a gamma number; at the corner, of k/2 less in its shape.
  const double u = gamma_variate(stream, (degrees_ - static_cast<double>(k)) / 2) / ((degrees_ + nearest_squared_) / 2);
  const double scale = 1 / std::sqrt(u);
  for (std::size_t i = 0; i < k; ++i)
    at[i] /= multipliers_[i] * u;
  for (std::size_t i = k; i < size_; ++i)
    at[i] *= scale;
  const double third = third_term(at);
  const double first = (2 * exponentials + squares) / u;
  if (has_ball_ && first + third > room_) return false;
  if (k == 0) return true;
  const double without = degrees_ + nearest_squared_ + first;
  return stays(stream, -(degrees_ + static_cast<double>(size_)) / 2 * portable_log((without + third) / without));
}

bool Corner::attempt(Stream& stream, std::span<double> x) const {
  std::size_t rejected_by = by_none;
  return attempt(stream, x, rejected_by);
}

bool Corner::attempt(Stream& stream, std::span<double> x, std::size_t& rejected_by) const {
  Coordinates at;
  rejected_by = by_none;
  if (!draw(stream, at)) return false;
  for (const Check& check : checks_) {
    if (dot(check.normal.data(), at.data(), size_) > check.bound) {
      rejected_by = check.halfspace;
      return false;
    }
  }
  place(at.data(), x.data());
  return true;
}

void Corner::place(const double* at, double* x) const {
  for (std::size_t row = 0; row < size_; ++row)
    x[row] = origin_[row];
  for (std::size_t j = 0; j < size_; ++j) {
    const double* column = columns_.data() + j * size_;
    for (std::size_t row = 0; row < size_; ++row)
      x[row] += column[row] * at[j];
  }
}

std::size_t Corner::numbers() const {
  if (law_ == Law::student || (law_ == Law::normal && !multipliers_.empty())) return 0;
  const std::size_t needed = size_ + (law_ == Law::uniform ? 1 : 0);
  return needed + needed % 2;
}

}  // namespace ergodic::workloads::players

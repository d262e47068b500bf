#include "workloads/players/region/least_distance.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace ergodic::workloads::players {
namespace {

using Vector = std::vector<double>;

/// min |E u − f| over all u, the columns of E given: by orthonormal columns (Gram and Schmidt, twice). nullopt where a
/// column hangs on those before.
std::optional<Vector> least_squares(const std::vector<Vector>& columns, const Vector& f) {
  const std::size_t count = columns.size();
  std::vector<Vector> basis;
  Matrix triangle(count, count);
  for (std::size_t j = 0; j < count; ++j) {
    Vector rest = perpendicular(basis, columns[j]);
    const double length = std::sqrt(dot(rest.data(), rest.data(), rest.size()));
    const double whole = std::sqrt(dot(columns[j].data(), columns[j].data(), rest.size()));
    if (!(length > 1e-11 * whole)) return std::nullopt;
    for (std::size_t i = 0; i < j; ++i)
      triangle(i, j) = dot(basis[i].data(), columns[j].data(), rest.size());
    triangle(j, j) = length;
    for (double& value : rest)
      value /= length;
    basis.push_back(std::move(rest));
  }
  Vector u(count);
  for (std::size_t i = count; i-- > 0;) {
    u[i] = dot(basis[i].data(), f.data(), f.size());
    for (std::size_t j = i + 1; j < count; ++j)
      u[i] -= triangle(i, j) * u[j];
    u[i] /= triangle(i, i);
  }
  return u;
}

/// Non-negative least squares: min |E u − f|, u ≥ 0. Source: Lawson & Hanson, algorithm NNLS.
class NonNegative {
 public:
  NonNegative(std::vector<Vector> columns, Vector f)
      : columns_(std::move(columns)), f_(std::move(f)), u_(columns_.size()), barred_(columns_.size()) {}

  Vector solve() {
    // Each round adds a column that brings the sum down, so that no set of columns comes twice; the bound is for
    // rounding.
    for (std::size_t round = 0; round < 30 * columns_.size() + 30; ++round) {
      const std::optional<std::size_t> next = steepest();
      if (!next) break;
      passive_.push_back(*next);
      if (!settle()) {  // rounding: the column hangs on the others
        passive_.pop_back();
        barred_[*next] = true;
      } else {
        std::fill(barred_.begin(), barred_.end(), false);
      }
    }
    return u_;
  }

  Vector residual() const {
    Vector r = f_;
    for (const std::size_t j : passive_) {
      for (std::size_t i = 0; i < r.size(); ++i)
        r[i] -= columns_[j][i] * u_[j];
    }
    return r;
  }

 private:
  std::optional<std::size_t> steepest() const {
    const Vector r = residual();
    double most = 1e-12;
    std::optional<std::size_t> best;
    for (std::size_t j = 0; j < columns_.size(); ++j) {
      if (barred_[j] || std::find(passive_.begin(), passive_.end(), j) != passive_.end()) continue;
      const double length = std::sqrt(dot(columns_[j].data(), columns_[j].data(), r.size()));
      const double slope = dot(columns_[j].data(), r.data(), r.size()) / length;
      if (slope > most) {
        most = slope;
        best = j;
      }
    }
    return best;
  }

  /// Goes towards the least squares of the passive columns, and drops those that would become negative on the way.
  bool settle() {
    const std::size_t newest = passive_.back();
    for (;;) {
      std::vector<Vector> chosen;
      for (const std::size_t j : passive_)
        chosen.push_back(columns_[j]);
      const std::optional<Vector> goal = least_squares(chosen, f_);
      if (!goal) return false;
      if (passive_.back() == newest && goal->back() <= 0 && u_[newest] == 0) return false;
      double share = 1;
      for (std::size_t i = 0; i < passive_.size(); ++i) {
        const double now = u_[passive_[i]];
        if ((*goal)[i] <= 0) share = std::min(share, now / (now - (*goal)[i]));
      }
      for (std::size_t i = 0; i < passive_.size(); ++i)
        u_[passive_[i]] += share * ((*goal)[i] - u_[passive_[i]]);
      if (share == 1) return true;
      drop_zeros(*goal);
    }
  }

  void drop_zeros(const Vector& goal) {
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < passive_.size(); ++i) {
      const std::size_t j = passive_[i];
      if (goal[i] <= 0 && u_[j] <= 1e-14 * (1 + std::abs(goal[i]))) {
        u_[j] = 0;
      } else {
        kept.push_back(j);
      }
    }
    passive_ = std::move(kept);
  }

  std::vector<Vector> columns_;
  Vector f_;
  Vector u_;
  std::vector<bool> barred_;
  std::vector<std::size_t> passive_;
};

}  // namespace

LeastDistance least_distance(const Matrix& normals, const std::vector<double>& bounds) {
  const std::size_t size = normals.columns();
  std::vector<Vector> columns;
  for (std::size_t j = 0; j < normals.rows(); ++j) {
    Vector column(size + 1);
    for (std::size_t i = 0; i < size; ++i)
      column[i] = -normals(j, i);
    column[size] = -bounds[j];
    columns.push_back(std::move(column));
  }
  Vector f(size + 1);
  f[size] = 1;
  NonNegative program(std::move(columns), std::move(f));
  LeastDistance least;
  least.multipliers = program.solve();
  const Vector r = program.residual();  // f − E u
  // 1/(1 + |y*|²), which the last element of r is too, with fewer digits.
  const double squared = dot(r.data(), r.data(), r.size());
  constexpr double nothing = 1e-22;  // what rounding leaves where no point exists is 1e-32
  least.exists = squared > nothing;
  if (!least.exists) return least;
  for (double& multiplier : least.multipliers)
    multiplier /= squared;
  for (std::size_t i = 0; i < size; ++i)
    least.point.push_back(-r[i] / squared);
  least.squared = dot(least.point.data(), least.point.data(), size);
  return least;
}

}  // namespace ergodic::workloads::players

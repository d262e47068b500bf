#include "workloads/paths/diffusions/correlation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

using Rows = std::vector<std::vector<double>>;

Rows identity(std::size_t n) {
  Rows rows(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i)
    rows[i][i] = 1;
  return rows;
}

/// Of a symmetric matrix, by Jacobi's rotations, each of which makes a number off the diagonal 0. Source: Golub & Van
/// Loan, "Matrix computations", 2013, 8.5.
double smallest_eigenvalue(Rows a) {
  constexpr int sweeps = 20;  // the numbers off the diagonal soon shrink as their squares
  const std::size_t n = a.size();
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a[p][q] == 0) continue;
        const double slope = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const double tangent = std::copysign(1.0, slope) / (std::abs(slope) + std::hypot(1.0, slope));
        const double cosine = 1 / std::hypot(1.0, tangent), sine = cosine * tangent;
        const auto rotate = [&](double& x, double& y) {
          const double from = x;
          x = cosine * from - sine * y;
          y = sine * from + cosine * y;
        };
        for (std::size_t k = 0; k < n; ++k)
          rotate(a[k][p], a[k][q]);
        for (std::size_t k = 0; k < n; ++k)
          rotate(a[p][k], a[q][k]);
      }
    }
  }
  double smallest = a[0][0];
  for (std::size_t i = 1; i < n; ++i)
    smallest = std::min(smallest, a[i][i]);
  return smallest;
}

constexpr double correlation_tolerance = 1e-9;  // what a program that computed them leaves, and decimals of a study

/// Both with as many digits as it takes to tell them apart.
std::pair<std::string, std::string> told_apart(double a, double b) {
  constexpr int most_digits = 17;
  int digits = 6;
  while (digits < most_digits && fmt::format("{:.{}g}", a, digits) == fmt::format("{:.{}g}", b, digits))
    ++digits;
  return {fmt::format("{:.{}g}", a, digits), fmt::format("{:.{}g}", b, digits)};
}

void check_shape(const Parameters& section, const std::string& key, const Rows& rows,
                 const std::vector<std::string>& names) {
  const std::size_t n = names.size();
  const std::string assets = fmt::format("there are {} assets: {}", n, fmt::join(names, ", "));
  if (rows.size() != n) section.reject(key, fmt::format("has {} rows", rows.size()), assets, "give one for each");
  for (std::size_t i = 0; i < n; ++i) {
    if (rows[i].size() == n) continue;
    section.reject(key, fmt::format("has {} numbers in its row {}", rows[i].size(), i + 1), assets,
                   "give one for each");
  }
}

/// The matrix that is meant: 1 on the diagonal, the mean of two numbers that are to be equal, none beyond ±1.
Rows without_rounding(const Parameters& section, const std::string& key, Rows rows,
                      const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!(std::abs(rows[i][i] - 1) <= correlation_tolerance)) {
      section.reject(key, fmt::format("has {} for {} with itself", told_apart(rows[i][i], 1).first, names[i]),
                     "a price is correlated with itself by 1", "write 1 on the diagonal");
    }
    rows[i][i] = 1;
    for (std::size_t j = 0; j < i; ++j) {
      if (!(std::abs(rows[i][j] - rows[j][i]) <= correlation_tolerance)) {
        const auto [one, other] = told_apart(rows[i][j], rows[j][i]);
        section.reject(key,
                       fmt::format("has {} for {} with {}, and {} for {} with {}", one, names[i], names[j], other,
                                   names[j], names[i]),
                       "it is the same either way", "make them equal");
      }
      const double mean = (rows[i][j] + rows[j][i]) / 2;
      if (std::abs(mean) > 1 + correlation_tolerance) {
        section.reject(key, fmt::format("has {} for {} with {}", told_apart(mean, 1).first, names[i], names[j]),
                       "a correlation is from -1 to 1", "correct it");
      }
      rows[i][j] = rows[j][i] = std::clamp(mean, -1.0, 1.0);
    }
  }
  return rows;
}

/// Cholesky's factor of a matrix of which each row leaves noise of its own; nullopt for others.
std::optional<Rows> triangular_factor(const Rows& matrix) {
  constexpr double rounding = 1e-12;
  Rows factor = identity(matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k)
        rest -= factor[i][k] * factor[j][k];
      if (j == i && rest < rounding) return std::nullopt;
      factor[i][j] = j < i ? rest / factor[j][j] : std::sqrt(rest);
    }
  }
  return factor;
}

/// A factor of a matrix that may leave rows no noise of their own, such as that of two prices that move as one: columns
/// for the rows that leave the most, one after the other, until none is left. nullopt where the rest is not 0: no
/// numbers have such correlations. Source: Higham, "Analysis of the Cholesky decomposition of a semi-definite matrix",
/// in Reliable Numerical Computation, 1990.
std::optional<Rows> pivoted_factor(const Rows& matrix) {
  const std::size_t n = matrix.size();
  Rows rest = matrix, factor(n, std::vector<double>(n, 0.0));
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = 0;
    for (std::size_t i = 1; i < n; ++i)
      pivot = rest[i][i] > rest[pivot][pivot] ? i : pivot;
    if (rest[pivot][pivot] <= correlation_tolerance) break;
    const double root = std::sqrt(rest[pivot][pivot]);
    for (std::size_t i = 0; i < n; ++i)
      factor[i][column] = rest[i][pivot] / root;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j)
        rest[i][j] -= factor[i][column] * factor[j][column];
    }
    for (std::size_t i = 0; i < n; ++i)
      rest[pivot][i] = rest[i][pivot] = 0;
  }
  for (const std::vector<double>& row : rest) {
    for (const double left : row) {
      if (std::abs(left) > 2 * correlation_tolerance) return std::nullopt;
    }
  }
  return factor;
}

}  // namespace

Correlation::Correlation(const Parameters& section, const std::string& key, const std::vector<std::string>& names)
    : rows_(section.table(key)) {
  if (rows_.empty()) rows_ = identity(names.size());
  check_shape(section, key, rows_, names);
  rows_ = without_rounding(section, key, std::move(rows_), names);
  if (auto triangular = triangular_factor(rows_)) {
    factor_ = *std::move(triangular);
    for (std::size_t i = 0; i < names.size(); ++i)
      parts_.push_back(i + 1);
    return;
  }
  auto pivoted = pivoted_factor(rows_);
  if (!pivoted) {
    section.reject(key, "is none that numbers can have",
                   fmt::format("its smallest eigenvalue is {:.6g}, below 0: its rows contradict each other",
                               smallest_eigenvalue(rows_)),
                   "bring the correlations nearer to 0");
  }
  factor_ = *std::move(pivoted);
  parts_.assign(names.size(), names.size());
}

}  // namespace ergodic::workloads::paths

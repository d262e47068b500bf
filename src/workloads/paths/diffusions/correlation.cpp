#include "workloads/paths/diffusions/correlation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

void check(const Parameters& section, const std::string& key, const Rows& rows, const std::vector<std::string>& names) {
  const std::size_t n = names.size();
  if (rows.size() != n) {
    section.reject(key, fmt::format("has {} rows", rows.size()),
                   fmt::format("there are {} assets: {}", n, fmt::join(names, ", ")), "give one for each");
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (rows[i].size() != n) {
      section.reject(key, fmt::format("has {} numbers in its row {}", rows[i].size(), i + 1),
                     fmt::format("there are {} assets: {}", n, fmt::join(names, ", ")), "give one for each");
    }
    if (rows[i][i] != 1) {
      section.reject(key, fmt::format("has {:g} for {} with itself", rows[i][i], names[i]),
                     "a price is correlated with itself by 1", "write 1 on the diagonal");
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (rows[i][j] != rows[j][i]) {
        section.reject(key,
                       fmt::format("has {:g} for {} with {}, and {:g} for {} with {}", rows[i][j], names[i], names[j],
                                   rows[j][i], names[j], names[i]),
                       "it is the same either way", "make them equal");
      }
    }
  }
}

}  // namespace

Correlation::Correlation(const Parameters& section, const std::string& key, const std::vector<std::string>& names)
    : rows_(section.table(key)) {
  if (rows_.empty()) rows_ = identity(names.size());
  check(section, key, rows_, names);
  constexpr double rounding = 1e-12;
  factor_ = identity(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = rows_[i][j];
      for (std::size_t k = 0; k < j; ++k)
        rest -= factor_[i][k] * factor_[j][k];
      if (j < i) {
        factor_[i][j] = rest / factor_[j][j];
        continue;
      }
      if (rest < rounding) {
        section.reject(
            key, "is not positive definite",
            fmt::format("its smallest eigenvalue is {:.6g}: the rows up to {} contradict each other or leave "
                        "it no noise of its own",
                        smallest_eigenvalue(rows_), names[i]),
            fmt::format("bring the correlations of {} nearer to 0", names[i]));
      }
      factor_[i][i] = std::sqrt(rest);
    }
  }
}

}  // namespace ergodic::workloads::paths

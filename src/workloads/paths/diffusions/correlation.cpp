#include "workloads/paths/diffusions/correlation.hpp"

#include <fmt/format.h>
#include <Eigen/Dense>

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

double smallest_eigenvalue(const Rows& rows) {
  const auto n = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd matrix(n, n);
  for (Eigen::Index i = 0; i < n; ++i)
    matrix.row(i) = Eigen::Map<const Eigen::RowVectorXd>(rows[static_cast<std::size_t>(i)].data(), n);
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(matrix, Eigen::EigenvaluesOnly).eigenvalues()[0];
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

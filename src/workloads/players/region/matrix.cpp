#include "workloads/players/region/matrix.hpp"

#include <cmath>

namespace ergodic::workloads::players {

double dot(const double* a, const double* b, std::size_t size) {
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i)
    sum += a[i] * b[i];
  return sum;
}

std::optional<Matrix> cholesky(const Matrix& matrix) {
  const std::size_t size = matrix.rows();
  Matrix lower(size, size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const double rest = matrix(i, j) - dot(lower.row(i), lower.row(j), j);
      if (i != j) {
        lower(i, j) = rest / lower(j, j);
        continue;
      }
      // Below that, rounding alone may have left it positive.
      if (!(rest > 1e-13 * matrix(i, i)) || !(matrix(i, i) > 0)) return std::nullopt;
      lower(i, i) = std::sqrt(rest);
    }
  }
  return lower;
}

std::vector<double> solve_lower(const Matrix& lower, std::vector<double> b) {
  for (std::size_t i = 0; i < b.size(); ++i)
    b[i] = (b[i] - dot(lower.row(i), b.data(), i)) / lower(i, i);
  return b;
}

std::vector<double> solve_upper(const Matrix& lower, std::vector<double> b) {
  for (std::size_t i = b.size(); i-- > 0;) {
    for (std::size_t j = i + 1; j < b.size(); ++j)
      b[i] -= lower(j, i) * b[j];
    b[i] /= lower(i, i);
  }
  return b;
}

std::vector<double> perpendicular(const std::vector<std::vector<double>>& basis, std::vector<double> vector) {
  for (int pass = 0; pass < 2; ++pass) {
    for (const std::vector<double>& row : basis) {
      const double along = dot(row.data(), vector.data(), vector.size());
      for (std::size_t i = 0; i < vector.size(); ++i)
        vector[i] -= along * row[i];
    }
  }
  return vector;
}

std::vector<double> unit_beyond(const std::vector<std::vector<double>>& basis, std::size_t size) {
  std::vector<double> best;
  double longest = 0;
  for (std::size_t axis = 0; axis < size; ++axis) {
    std::vector<double> unit(size);
    unit[axis] = 1;
    unit = perpendicular(basis, std::move(unit));
    const double length = std::sqrt(dot(unit.data(), unit.data(), size));
    if (length > longest * (1 + 1e-9)) {
      longest = length;
      best = std::move(unit);
    }
  }
  for (double& value : best)
    value /= longest;
  return best;
}

Matrix inverse_of(const Matrix& lower) {
  Matrix inverse(lower.rows(), lower.rows());
  for (std::size_t j = 0; j < lower.rows(); ++j) {
    std::vector<double> unit(lower.rows());
    unit[j] = 1;
    const std::vector<double> column = solve_upper(lower, solve_lower(lower, std::move(unit)));
    for (std::size_t i = 0; i < lower.rows(); ++i)
      inverse(i, j) = column[i];
  }
  return inverse;
}

}  // namespace ergodic::workloads::players

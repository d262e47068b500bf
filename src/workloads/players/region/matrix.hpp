#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::players {

/// A small matrix, row by row. Plain loops in one order: what comes of it enters rows.
class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns) : rows_(rows), columns_(columns), values_(rows * columns) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t row, std::size_t column) { return values_[row * columns_ + column]; }
  double operator()(std::size_t row, std::size_t column) const { return values_[row * columns_ + column]; }
  const double* row(std::size_t row) const { return values_.data() + row * columns_; }

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

/// The lower triangular L with L L' = `matrix`, which is symmetric; nullopt where it is not positive definite.
std::optional<Matrix> cholesky(const Matrix& matrix);

/// The x with L x = b, of a lower triangular L.
std::vector<double> solve_lower(const Matrix& lower, std::vector<double> b);
/// The x with L' x = b.
std::vector<double> solve_upper(const Matrix& lower, std::vector<double> b);

/// What of `vector` is perpendicular to the rows of `basis`, which are orthonormal: taken twice, so that rounding in
/// the first does not stay.
std::vector<double> perpendicular(const std::vector<std::vector<double>>& basis, std::vector<double> vector);

/// A unit vector perpendicular to the basis: of the axis that is farthest from it.
std::vector<double> unit_beyond(const std::vector<std::vector<double>>& basis, std::size_t size);

/// (L L')⁻¹.
Matrix inverse_of(const Matrix& lower);

double dot(const double* a, const double* b, std::size_t size);

}  // namespace ergodic::workloads::players

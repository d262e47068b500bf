#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// Plain numbers that chains are made of. Linear algebra beyond products is left to those sources that know Eigen.
namespace ergodic::workloads::paths {

using Vector = std::vector<double>;

/// A sum in a few partial sums, which is the same on every machine.
double sum(const Vector& x);
double dot(const Vector& x, const Vector& y);

/// A square matrix, row by row.
class Matrix {
 public:
  explicit Matrix(std::size_t size) : size_(size), values_(size * size) {}

  std::size_t size() const { return size_; }
  std::span<double> row(std::size_t i) { return std::span(values_).subspan(i * size_, size_); }
  std::span<const double> row(std::size_t i) const { return std::span(values_).subspan(i * size_, size_); }
  const std::vector<double>& row_by_row() const { return values_; }

 private:
  std::size_t size_;
  std::vector<double> values_;
};

/// From the left.
double row_sum(const Matrix& matrix, std::size_t row);

/// A square matrix of which most numbers are 0: the others row by row, in the order of their columns.
struct SparseMatrix {
  std::vector<int> begin = {0};  ///< of each row's numbers, and the end of the last
  std::vector<int> column = {};
  std::vector<double> value = {};

  std::size_t size() const { return begin.size() - 1; }
  /// Of a row's numbers, the places in `column` and `value`.
  std::size_t begin_of(std::size_t row) const { return static_cast<std::size_t>(begin[row]); }
  std::size_t end_of(std::size_t row) const { return static_cast<std::size_t>(begin[row + 1]); }
  double operator()(std::size_t i, std::size_t j) const;

  /// Appends a number to the row after the last one that has ended.
  void push(std::size_t j, double number) {
    column.push_back(static_cast<int>(j));
    value.push_back(number);
  }
  void end_row() { begin.push_back(static_cast<int>(column.size())); }
};

SparseMatrix without_zeros(const Matrix& matrix);
Matrix full_matrix(const SparseMatrix& matrix);

struct MatrixEntry {
  int row, column;
  double value;
};
/// From entries in any order; those of one place are added up.
SparseMatrix sparse_matrix(std::size_t size, const std::vector<MatrixEntry>& entries);

SparseMatrix transposed(const SparseMatrix& matrix);
Vector product(const SparseMatrix& matrix, const Vector& x);

}  // namespace ergodic::workloads::paths

#include "workloads/paths/algebra/matrices.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace ergodic::workloads::paths {

namespace {

/// Σ of(i) over i < n, of the even and the odd i of every other pair by themselves: two vectors of two lanes, as they
/// would add up.
template <class Of>
double sum_in_lanes(std::size_t n, Of of) {
  if (n < 2) return n == 0 ? 0 : of(0);
  std::array<double, 2> even = {of(0), of(1)};
  std::size_t i = 2;
  if (n >= 4) {
    std::array<double, 2> odd = {of(2), of(3)};
    for (i = 4; i + 3 < n; i += 4) {
      for (const std::size_t lane : {0u, 1u}) {
        even[lane] += of(i + lane);
        odd[lane] += of(i + 2 + lane);
      }
    }
    for (const std::size_t lane : {0u, 1u})
      even[lane] += odd[lane];
    if (i + 1 < n) {
      for (const std::size_t lane : {0u, 1u})
        even[lane] += of(i + lane);
      i += 2;
    }
  }
  const double all = even[0] + even[1];
  return i < n ? all + of(i) : all;
}

}  // namespace

double sum(const Vector& x) {
  return sum_in_lanes(x.size(), [&](std::size_t i) { return x[i]; });
}

double dot(const Vector& x, const Vector& y) {
  return sum_in_lanes(x.size(), [&](std::size_t i) { return x[i] * y[i]; });
}

double row_sum(const Matrix& matrix, std::size_t row) {
  const auto numbers = matrix.row(row);
  return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

double SparseMatrix::operator()(std::size_t i, std::size_t j) const {
  for (std::size_t at = begin_of(i); at < end_of(i); ++at) {
    if (column[at] == static_cast<int>(j)) return value[at];
  }
  return 0;
}

SparseMatrix without_zeros(const Matrix& matrix) {
  SparseMatrix sparse;
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix.size(); ++j) {
      if (matrix.row(i)[j] != 0) sparse.push(j, matrix.row(i)[j]);
    }
    sparse.end_row();
  }
  return sparse;
}

Matrix full_matrix(const SparseMatrix& matrix) {
  Matrix full(matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t at = matrix.begin_of(i); at < matrix.end_of(i); ++at)
      full.row(i)[static_cast<std::size_t>(matrix.column[at])] = matrix.value[at];
  }
  return full;
}

SparseMatrix sparse_matrix(std::size_t size, const std::vector<MatrixEntry>& entries) {
  std::vector<std::size_t> end(size + 1, 0);  // of each row's entries, once they are in place
  for (const MatrixEntry& entry : entries)
    ++end[static_cast<std::size_t>(entry.row) + 1];
  std::partial_sum(end.begin(), end.end(), end.begin());
  std::vector<MatrixEntry> by_row(entries.size());
  for (const MatrixEntry& entry : entries)
    by_row[end[static_cast<std::size_t>(entry.row)]++] = entry;
  SparseMatrix matrix;
  auto from = by_row.begin();
  for (std::size_t i = 0; i < size; ++i) {
    const auto to = by_row.begin() + static_cast<std::ptrdiff_t>(end[i]);
    std::sort(from, to, [](const MatrixEntry& a, const MatrixEntry& b) { return a.column < b.column; });
    for (auto entry = from; entry != to; ++entry) {
      if (entry != from && entry->column == (entry - 1)->column) {
        matrix.value.back() += entry->value;
      } else {
        matrix.push(static_cast<std::size_t>(entry->column), entry->value);
      }
    }
    matrix.end_row();
    from = to;
  }
  return matrix;
}

SparseMatrix transposed(const SparseMatrix& matrix) {
  SparseMatrix back;
  std::vector<int> next(matrix.size() + 1, 0);  // the place of the next number of each row
  for (const int j : matrix.column)
    ++next[static_cast<std::size_t>(j) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  back.begin = next;
  back.column.resize(matrix.column.size());
  back.value.resize(matrix.value.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t at = matrix.begin_of(i); at < matrix.end_of(i); ++at) {
      const auto to = static_cast<std::size_t>(next[static_cast<std::size_t>(matrix.column[at])]++);
      back.column[to] = static_cast<int>(i);
      back.value[to] = matrix.value[at];
    }
  }
  return back;
}

Vector product(const SparseMatrix& matrix, const Vector& x) {
  Vector y(matrix.size());
  for (std::size_t i = 0; i < y.size(); ++i) {
    for (std::size_t at = matrix.begin_of(i); at < matrix.end_of(i); ++at)
      y[i] += matrix.value[at] * x[static_cast<std::size_t>(matrix.column[at])];
  }
  return y;
}

}  // namespace ergodic::workloads::paths

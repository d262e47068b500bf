#include "workloads/paths/algebra/stochastic_matrix.hpp"

#include <cmath>
#include <span>

namespace ergodic::workloads::paths {

namespace {

void add(double factor, std::span<const double> row, std::span<double> to) {
  for (std::size_t j = 0; j < to.size(); ++j)
    to[j] += factor * row[j];
}

void divide_by_sum(Vector& law) {
  const double all = sum(law);
  for (double& probability : law)
    probability /= all;
}

}  // namespace

void normalise_rows(Matrix& matrix) {
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    const double all = row_sum(matrix, i);
    for (double& number : matrix.row(i))
      number /= all;
  }
}

Matrix squared(const Matrix& P) {
  Matrix square(P.size());
  for (std::size_t i = 0; i < P.size(); ++i) {
    for (std::size_t k = 0; k < P.size(); ++k) {
      if (P.row(i)[k] > 0) add(P.row(i)[k], P.row(k), square.row(i));
    }
  }
  normalise_rows(square);
  return square;
}

bool are_equal_but_for_rounding(const Matrix& P, const Matrix& Q) {
  constexpr double rounding = 1e-14;
  for (std::size_t i = 0; i < P.size(); ++i) {
    for (std::size_t j = 0; j < P.size(); ++j) {
      if (std::abs(P.row(i)[j] - Q.row(i)[j]) > rounding * P.row(i)[j]) return false;
    }
  }
  return true;
}

Vector law_after(const Vector& law, const Matrix& P) {
  Vector after(law.size());
  for (std::size_t i = 0; i < law.size(); ++i) {
    if (law[i] > 0) add(law[i], P.row(i), after);
  }
  divide_by_sum(after);
  return after;
}

Vector product(const Matrix& P, const Vector& f) {
  Vector result(f.size());
  for (std::size_t i = 0; i < f.size(); ++i) {
    for (std::size_t j = 0; j < f.size(); ++j)
      result[i] += P.row(i)[j] * f[j];
  }
  return result;
}

Vector law_after_steps(Vector law, Matrix P, std::int64_t n) {
  for (; n > 0; n /= 2) {
    if (n % 2 != 0) law = law_after(law, P);
    if (n > 1) P = squared(P);
  }
  return law;
}

}  // namespace ergodic::workloads::paths

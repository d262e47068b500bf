#pragma once

#include "workloads/paths/algebra/matrices.hpp"

#include <cstdint>

/// Full stochastic matrices: none of their numbers is negative, and rows add up to 1.
namespace ergodic::workloads::paths {

/// Divides each row by its sum.
void normalise_rows(Matrix& matrix);

/// P², its rows divided by their sums. As nothing is subtracted, every number is right to a few units of its last
/// place, however small; and as rows add up to 1 again, what is lost at one squaring does not double at the next.
/// Source: Xue & Ye, "Computing exponentials of essentially non-negative matrices entrywise to high relative accuracy",
/// Math. Comp. 82, 2013.
Matrix squared(const Matrix& P);

/// Whether each number of one is that of the other but for rounding.
bool are_equal_but_for_rounding(const Matrix& P, const Matrix& Q);

/// The law x P.
Vector law_after(const Vector& law, const Matrix& P);

/// P f.
Vector product(const Matrix& P, const Vector& f);

/// The law x Pⁿ, by squarings.
Vector law_after_steps(Vector law, Matrix P, std::int64_t n);

}  // namespace ergodic::workloads::paths

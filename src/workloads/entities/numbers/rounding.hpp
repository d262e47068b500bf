#pragma once

#include <cstdint>

namespace ergodic::workloads::entities {

// The rules by which figures are rounded. None of them ever gives −0.0; a missing value stays one.

/// The decimal of n places, 0 to 9, that is nearest to the exact value of x, of two the even one: what printing with n
/// places does.
double round_exact(double x, int places);

/// rint(x · 10ⁿ) / 10ⁿ in doubles, as array programs round: ties are those of the product.
double round_scaled(double x, int places);

/// The decimal of n places nearest to numerator / denominator, ties away from zero, in whole numbers. The denominator
/// is positive, and |numerator| · 10ⁿ fits 62 bits.
double round_quotient_away(std::int64_t numerator, std::int64_t denominator, int places);

}  // namespace ergodic::workloads::entities

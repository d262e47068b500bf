#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ergodic::statistics {

/// The p-quantile of n values is the smallest value x with F(x) ≥ p, where F is their empirical distribution function:
/// the value of this rank, 1 to n, in ascending order. (Hyndman & Fan's type 1, R's type = 1, NumPy's "inverted_cdf".)
/// It is always one of the values. The comparison rank / n ≥ p is made in doubles, so that the 0.07-quantile of 100
/// values is the seventh. Throws InternalError unless n > 0 and 0 ≤ probability ≤ 1.
std::uint64_t quantile_rank(double probability, std::uint64_t n);

/// Streams a column's values, in any order and in pieces of any size, to the function that it is given.
template <class T>
using ForEachPiece = std::function<void(const std::function<void(std::span<const T>)>&)>;

/// The exact quantiles of a column that need not fit in memory, in the order of `probabilities`; none at all when there
/// are no values. Name T, so that a lambda will do:
///
///     exact_quantiles<std::int64_t>([&](const auto& piece) { for (…) piece(read(…)); }, probabilities);
///
/// T: std::uint8_t, std::int16_t, std::int32_t, std::int64_t, double (−0 and +0 are one value).
/// `for_each_piece` is called at most twice when there are at most 2^20 values or they span less than 2^16, mostly 3
/// times, never more than 5 times, and must give the same values each time. Memory: 8 MiB and 0.5 MiB a probability, of
/// which a handful is expected: each value is compared with each. Throws InternalError for a NaN, for a probability
/// outside [0, 1], and when the values changed between the calls.
template <class T>
std::vector<T> exact_quantiles(const ForEachPiece<T>& for_each_piece, std::span<const double> probabilities);

/// Likewise the values of these ranks, 1 to the number of values, in ascending order of the values. Throws
/// InternalError for a rank that no value has.
template <class T>
std::vector<T> order_statistics(const ForEachPiece<T>& for_each_piece, std::span<const std::uint64_t> ranks);

}  // namespace ergodic::statistics

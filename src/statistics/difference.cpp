#include "statistics/difference.hpp"

#include "statistics/undefined.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace ergodic::statistics {
namespace {

constexpr Difference no_difference_known{undefined, undefined, {undefined, undefined}, undefined};

double beyond_in_both_tails(const auto& distribution, double statistic) {
  return 2 * boost::math::cdf(boost::math::complement(distribution, std::abs(statistic)));
}

Difference student_difference(double value, double error, double degrees, double confidence) {
  if (!std::isfinite(value) || !std::isfinite(error)) return no_difference_known;
  if (error == 0) return {value, 0, {value, value}, value == 0 ? 1.0 : 0.0};
  const boost::math::students_t law(degrees);
  const double half_width = boost::math::quantile(boost::math::complement(law, (1 - confidence) / 2)) * error;
  return {value, error, {value - half_width, value + half_width}, beyond_in_both_tails(law, value / error)};
}

/// Newcombe's combination of Wilson's intervals of two shares with correlation `phi`.
Interval newcombe(const Trials& a, const Trials& b, double phi, double confidence) {
  const double share_a = static_cast<double>(a.successes) / static_cast<double>(a.n);
  const double share_b = static_cast<double>(b.successes) / static_cast<double>(b.n);
  const Interval of_a = wilson(a.successes, a.n, confidence);
  const Interval of_b = wilson(b.successes, b.n, confidence);
  const auto distance = [&](double da, double db) { return std::sqrt(da * da - 2 * phi * da * db + db * db); };
  const double value = share_a - share_b;
  return {value - distance(share_a - of_a.low, of_b.high - share_b),
          value + distance(of_a.high - share_a, share_b - of_b.low)};
}

/// The correlation of a 2 × 2 table of pairs, corrected for continuity when positive; 0 when a margin is empty.
double phi(const PairCounts& pairs, double n) {
  const auto both = static_cast<double>(pairs.both), only_a = static_cast<double>(pairs.only_a);
  const auto only_b = static_cast<double>(pairs.only_b), neither = static_cast<double>(pairs.neither);
  const double margins = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither);
  if (margins == 0) return 0;
  const double excess = both * neither - only_a * only_b;
  return (excess > 0 ? std::max(excess - n / 2, 0.0) : excess) / std::sqrt(margins);
}

/// McNemar's: the pairs that differ are heads and tails of a fair coin.
double mcnemar(std::int64_t only_a, std::int64_t only_b) {
  const std::int64_t differ = only_a + only_b;
  if (differ == 0) return 1;
  const boost::math::binomial law(static_cast<double>(differ), 0.5);
  return std::min(1.0, 2 * boost::math::cdf(law, static_cast<double>(std::min(only_a, only_b))));
}

}  // namespace

Difference welch(const Sample& a, const Sample& b, double confidence) {
  if (a.n < 2 || b.n < 2) return no_difference_known;
  // In units of a power of two, so that no square overflows, or is lost: that of 1e-170 would be, and leave no error.
  int exponent = 0;
  std::frexp(std::max(a.standard_deviation, b.standard_deviation), &exponent);
  const double of_a = std::ldexp(a.standard_deviation, -exponent), of_b = std::ldexp(b.standard_deviation, -exponent);
  const double square_a = of_a * of_a / static_cast<double>(a.n);
  const double square_b = of_b * of_b / static_cast<double>(b.n);
  const double square = square_a + square_b;
  const double degrees =
      square * square /
      (square_a * square_a / static_cast<double>(a.n - 1) + square_b * square_b / static_cast<double>(b.n - 1));
  return student_difference(a.mean - b.mean, std::ldexp(std::sqrt(square), exponent), degrees, confidence);
}

Difference paired(const Sample& differences, double confidence) {
  if (differences.n < 2) return no_difference_known;
  const auto n = static_cast<double>(differences.n);
  return student_difference(differences.mean, differences.standard_deviation / std::sqrt(n), n - 1, confidence);
}

Difference clustered(double value, std::span<const double> scores, std::int64_t n, std::int64_t k, double confidence) {
  if (scores.size() < 2 || n <= k) return {value, undefined, {undefined, undefined}, undefined};
  double squares = 0;
  for (const double score : scores)
    squares += score * score;
  const auto clusters = static_cast<double>(scores.size()), values = static_cast<double>(n);
  const double correction = clusters / (clusters - 1) * (values - 1) / (values - static_cast<double>(k));
  return student_difference(value, std::sqrt(correction * squares), clusters - 1, confidence);
}

Difference independent_shares(const Trials& a, const Trials& b, double confidence) {
  if (a.n < 1 || b.n < 1) return no_difference_known;
  const auto n_a = static_cast<double>(a.n), n_b = static_cast<double>(b.n);
  const double share_a = static_cast<double>(a.successes) / n_a;
  const double share_b = static_cast<double>(b.successes) / n_b;
  const double pooled = static_cast<double>(a.successes + b.successes) / (n_a + n_b);
  const double of_no_difference = std::sqrt(pooled * (1 - pooled) * (1 / n_a + 1 / n_b));
  const double value = share_a - share_b;
  return {value, std::sqrt(share_a * (1 - share_a) / n_a + share_b * (1 - share_b) / n_b),
          newcombe(a, b, 0, confidence),
          of_no_difference > 0 ? beyond_in_both_tails(boost::math::normal(), value / of_no_difference) : 1};
}

Difference paired_shares(const PairCounts& pairs, double confidence) {
  const std::int64_t n = pairs.both + pairs.only_a + pairs.only_b + pairs.neither;
  if (n < 1) return no_difference_known;
  const auto count = static_cast<double>(n);
  const auto excess = static_cast<double>(pairs.only_a - pairs.only_b);
  const auto differ = static_cast<double>(pairs.only_a + pairs.only_b);
  return {excess / count, std::sqrt(differ - excess * excess / count) / count,
          newcombe({pairs.both + pairs.only_a, n}, {pairs.both + pairs.only_b, n}, phi(pairs, count), confidence),
          mcnemar(pairs.only_a, pairs.only_b)};
}

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> ascending;
  for (std::size_t i = 0; i < p_values.size(); ++i) {
    if (!std::isnan(p_values[i])) ascending.push_back(i);
  }
  std::sort(ascending.begin(), ascending.end(),
            [&](std::size_t i, std::size_t j) { return p_values[i] < p_values[j]; });
  std::vector<double> adjusted(p_values.size(), undefined);
  double largest = 0;
  for (std::size_t k = 0; k < ascending.size(); ++k) {
    const auto left = static_cast<double>(ascending.size() - k);
    largest = std::max(largest, std::min(1.0, left * p_values[ascending[k]]));
    adjusted[ascending[k]] = largest;
  }
  return adjusted;
}

}  // namespace ergodic::statistics

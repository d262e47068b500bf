#pragma once

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

namespace ergodic::test {

/// Tests of fit fail a right generator with this probability each; the seeds are fixed, so that they do so never or
/// always.
constexpr double significance = 1e-6;

/// p-value of Pearson's chi-square test of counts against probabilities; cells of probability 0 must be empty.
inline double chi_square_p(const std::vector<std::uint64_t>& counts, const std::vector<double>& probabilities) {
  if (counts.size() != probabilities.size()) throw std::invalid_argument("as many counts as probabilities");
  double draws = 0;
  for (const std::uint64_t count : counts)
    draws += static_cast<double>(count);
  double statistic = 0;
  double cells = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (probabilities[i] == 0) {
      if (counts[i] != 0) return 0;
      continue;
    }
    const double expected = draws * probabilities[i];
    if (expected < 5) throw std::invalid_argument("a cell expects fewer than 5 draws: merge cells");
    const double excess = static_cast<double>(counts[i]) - expected;
    statistic += excess * excess / expected;
    ++cells;
  }
  if (cells == 1) return 1;
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(cells - 1), statistic));
}

/// p-value of the same test against equal probabilities.
inline double uniform_p(const std::vector<std::uint64_t>& counts) {
  return chi_square_p(counts, std::vector<double>(counts.size(), 1.0 / static_cast<double>(counts.size())));
}

/// p-value of the Kolmogorov–Smirnov test of a sample against a distribution function, by Kolmogorov's limit
/// P(√n D > x) → 2 Σ (−1)^(k−1) exp(−2 k² x²) with Stephens' (1970) correction for finite n.
template <class Cdf>
double kolmogorov_smirnov_p(std::vector<double> sample, Cdf cdf) {
  std::sort(sample.begin(), sample.end());
  const double n = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double p = cdf(sample[i]);
    distance = std::max({distance, static_cast<double>(i + 1) / n - p, p - static_cast<double>(i) / n});
  }
  const double x = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
  if (x < 0.2) return 1;  // the series needs many terms there, and the answer is 1 to 12 digits
  double p = 0;
  for (int k = 1; k <= 100; ++k)
    p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * x * x);
  return p;
}

}  // namespace ergodic::test

#include "unit/random/goodness_of_fit.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace ergodic {
namespace {

using test::significance;

constexpr int rejection_sample_size = 100'000;

template <class Draw>
auto rejection_sample(Draw draw, std::uint64_t replicate) {
  Stream stream({0x5eed, 1}, replicate, 0);
  std::vector<decltype(draw(stream))> values(rejection_sample_size);
  for (auto& value : values)
    value = draw(stream);
  return values;
}

/// Cells of at least 20 expected draws each, the tails merged.
template <class Law>
double discrete_p(const std::vector<std::int64_t>& values, const Law& law) {
  std::vector<double> edges, probabilities;
  double below = 0;
  for (std::int64_t k = 0; below < 1 - 30.0 / rejection_sample_size; ++k) {
    const double upto = boost::math::cdf(law, static_cast<double>(k));
    if ((upto - below) * rejection_sample_size < 20 || (1 - upto) * rejection_sample_size < 20) {
      if (1 - upto < 20.0 / rejection_sample_size) break;
      continue;
    }
    edges.push_back(static_cast<double>(k));
    probabilities.push_back(upto - below);
    below = upto;
  }
  probabilities.push_back(1 - below);
  std::vector<std::uint64_t> counts(probabilities.size());
  for (const std::int64_t value : values) {
    const auto cell = std::lower_bound(edges.begin(), edges.end(), static_cast<double>(value)) - edges.begin();
    ++counts[static_cast<std::size_t>(cell)];
  }
  return test::chi_square_p(counts, probabilities);
}

/// Mean and variance within 5 standard errors (significance 6e-7 each).
template <class Value>
void expect_moments(const std::vector<Value>& values, double mean, double variance, double kurtosis) {
  double first = 0, second = 0;
  for (const Value value : values) {
    const double x = static_cast<double>(value) - mean;
    first += x;
    second += x * x;
  }
  const double n = static_cast<double>(values.size());
  EXPECT_NEAR(first / n, 0, 5 * std::sqrt(variance / n));
  EXPECT_NEAR(second / n, variance, 5 * variance * std::sqrt((kurtosis - 1) / n));
}

TEST(PortableExp, IsTheExponentialFunction) {
  Stream stream({6, 7}, 0, 0);
  const auto check = [](double x) {
    const long double expected = std::exp(static_cast<long double>(x));
    const double rounded = static_cast<double>(expected);
    const double ulp = std::nextafter(rounded, 1e308) - rounded;
    ASSERT_LT(std::abs(portable_exp(x) - expected), 1.0L * ulp) << x;
  };
  for (int i = 0; i < 100'000; ++i) {
    check(1400 * uniform_open(stream) - 700);
    check(uniform_open(stream) - 0.5);
    check(1e-9 * uniform_open(stream));
  }
  EXPECT_EQ(portable_exp(0), 1);
  EXPECT_EQ(portable_exp(-709), 0);
  EXPECT_NEAR(portable_exp(709.7) / std::exp(709.7), 1, 1e-15);
  EXPECT_EQ(portable_exp(710), std::numeric_limits<double>::infinity());
}

TEST(GammaVariate, HasItsLaw) {
  std::uint64_t replicate = 0;
  for (const double shape : {0.05, 0.5, 1.0, 1.7, 12.0, 1e5}) {
    const auto values = rejection_sample([=](Stream& stream) { return gamma_variate(stream, shape); }, replicate++);
    const boost::math::gamma_distribution<> law(shape);
    EXPECT_GT(test::kolmogorov_smirnov_p(values, [&](double x) { return boost::math::cdf(law, x); }), significance)
        << shape;
    expect_moments(values, shape, shape, 3 + 6 / shape);
  }
}

TEST(NoncentralChiSquareVariate, IsZeroOrMoreOfNoDegrees) {
  const auto values = rejection_sample([](Stream& stream) { return noncentral_chi_square_variate(stream, 0, 2); }, 90);
  double zeros = 0, mean = 0;
  for (const double x : values) {
    zeros += x == 0 ? 1.0 / rejection_sample_size : 0;
    mean += x / rejection_sample_size;
  }
  EXPECT_NEAR(zeros, std::exp(-1), 4.5 * std::sqrt(std::exp(-1) * (1 - std::exp(-1)) / rejection_sample_size));
  EXPECT_NEAR(mean, 2, 4.5 * std::sqrt(8.0 / rejection_sample_size));  // variance 2 (degrees + 2 noncentrality)
}

/// Of more than a Poisson number can count: normal about its noncentrality, with the variance 4 · noncentrality.
TEST(NoncentralChiSquareVariate, EndsForAnyNoncentrality) {
  for (const double noncentrality : {2e15, 1e18, 1e30, 1e300}) {
    const auto draw = [=](Stream& stream) { return noncentral_chi_square_variate(stream, 0.5, noncentrality); };
    const double spread = 2 * std::sqrt(noncentrality);
    double square = 0;
    for (const double x : rejection_sample(draw, 91)) {
      EXPECT_NEAR(x / noncentrality, 1, 10 * spread / noncentrality + 1e-15);
      square += std::pow((x - noncentrality) / spread, 2) / rejection_sample_size;
    }
    if (noncentrality < 1e20) {
      EXPECT_NEAR(square, 1, 4.5 * std::sqrt(2.0 / rejection_sample_size));
    }
  }
}

TEST(NoncentralChiSquareVariate, HasItsLaw) {
  std::uint64_t replicate = 100;
  for (const double degrees : {0.3, 1.0, 1.5, 16.0}) {
    for (const double noncentrality : {0.0, 0.7, 40.0}) {
      const auto draw = [=](Stream& stream) { return noncentral_chi_square_variate(stream, degrees, noncentrality); };
      const boost::math::non_central_chi_squared law(degrees, noncentrality);
      const auto cdf = [&](double x) { return boost::math::cdf(law, x); };
      EXPECT_GT(test::kolmogorov_smirnov_p(rejection_sample(draw, replicate++), cdf), significance)
          << degrees << " " << noncentrality;
    }
  }
}

TEST(PoissonVariate, HasItsLaw) {
  std::uint64_t replicate = 200;
  for (const double mean : {1e-3, 0.5, 4.0, 12.0, 12.1, 30.0, 1000.0}) {
    const auto values = rejection_sample([=](Stream& stream) { return poisson_variate(stream, mean); }, replicate++);
    EXPECT_GT(discrete_p(values, boost::math::poisson(mean)), significance) << mean;
    expect_moments(values, mean, mean, 3 + 1 / mean);
  }
  const auto many = rejection_sample([](Stream& stream) { return poisson_variate(stream, 1e12); }, replicate);
  expect_moments(many, 1e12, 1e12, 3);
  Stream stream({1, 1}, 0, 0);
  EXPECT_EQ(poisson_variate(stream, 0), 0);
}

TEST(BinomialVariate, HasItsLaw) {
  std::uint64_t replicate = 300;
  for (const std::int64_t trials : {1, 12, 13, 100, 5000}) {
    for (const double p : {0.01, 0.5, 0.97}) {
      const auto values =
          rejection_sample([=](Stream& stream) { return binomial_variate(stream, trials, p); }, replicate++);
      EXPECT_GT(discrete_p(values, boost::math::binomial(static_cast<double>(trials), p)), significance)
          << trials << " " << p;
    }
  }
  Stream stream({1, 1}, 0, 0);
  EXPECT_EQ(binomial_variate(stream, 1000, 0), 0);
  EXPECT_EQ(binomial_variate(stream, 1000, 1), 1000);
}

}  // namespace
}  // namespace ergodic

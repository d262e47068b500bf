#include "unit/random/goodness_of_fit.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <vector>

namespace ergodic {
namespace {

using test::significance;

constexpr int sample_size = 1'000'000;

template <class Draw>
std::vector<double> sample(Draw draw, std::uint64_t replicate) {
  Stream stream({0x5eed, 0}, replicate, 0);
  std::vector<double> values(sample_size);
  for (double& value : values)
    value = draw(stream);
  return values;
}

/// Mean of f(x) over the sample is `expected` within 5 standard errors (significance 6e-7); variance is that of f(X).
template <class Function>
void expect_mean(const std::vector<double>& values, Function f, double expected, double variance) {
  double sum = 0;
  for (const double value : values)
    sum += f(value);
  const double n = static_cast<double>(values.size());
  EXPECT_NEAR(sum / n, expected, 5 * std::sqrt(variance / n));
}

/// Two-sided p-value of seeing `count` successes.
double binomial_p(std::uint64_t count, double probability) {
  const boost::math::binomial law(sample_size, probability);
  const double k = static_cast<double>(count);
  const double below = boost::math::cdf(law, k);
  const double above = k == 0 ? 1 : boost::math::cdf(boost::math::complement(law, k - 1));
  return std::min(1.0, 2 * std::min(below, above));
}

template <class Predicate>
std::uint64_t count_if(const std::vector<double>& values, Predicate predicate) {
  return static_cast<std::uint64_t>(std::count_if(values.begin(), values.end(), predicate));
}

/// A stream's word64 next to the variate that it became.
template <class Draw>
void expect_variate_of_word(Draw draw, double (*formula)(std::uint64_t)) {
  Stream words({8, 9}, 0, 0);
  Stream stream({8, 9}, 0, 0);
  for (int i = 0; i < 10000; ++i)
    ASSERT_EQ(draw(stream), formula(words.word64()));
}

TEST(Uniform01, IsUniform) {
  const std::vector<double> values = sample(uniform01, 1);
  EXPECT_GT(test::kolmogorov_smirnov_p(values, [](double x) { return x; }), significance);
  expect_mean(
      values, [](double x) { return x; }, 1.0 / 2, 1.0 / 12);
  expect_mean(
      values, [](double x) { return x * x; }, 1.0 / 3, 4.0 / 45);
}

TEST(Uniform01, Has53UniformBits) {
  Stream stream({1, 7}, 0, 0);
  std::vector<std::uint64_t> ones(53);
  for (int i = 0; i < sample_size; ++i) {
    const double scaled = uniform01(stream) * 0x1p53;
    const auto bits = static_cast<std::uint64_t>(scaled);
    ASSERT_EQ(static_cast<double>(bits), scaled);
    ASSERT_LT(bits, std::uint64_t{1} << 53);
    for (std::size_t bit = 0; bit < ones.size(); ++bit)
      ones[bit] += bits >> bit & 1;
  }
  for (const std::uint64_t count : ones)
    EXPECT_GT(binomial_p(count, 0.5), significance);
}

TEST(Uniform01, IsWhatNumPyMakesOfTheSameWord) {
  expect_variate_of_word(uniform01,
                         [](std::uint64_t word) { return static_cast<double>(word >> 11) / 9007199254740992.0; });
}

TEST(UniformOpen, IsUniformAndSymmetric) {
  const std::vector<double> values = sample(uniform_open, 2);
  EXPECT_GT(test::kolmogorov_smirnov_p(values, [](double x) { return x; }), significance);
  for (const double x : values) {
    ASSERT_GT(x, 0);
    ASSERT_LT(x, 1);
    ASSERT_EQ(1 - (1 - x), x) << "1 − x is as exact as x";
  }
}

TEST(UniformOpen, TakesTheOddMultiplesOfAnUlp) {
  expect_variate_of_word(uniform_open, [](std::uint64_t word) {
    return std::ldexp(static_cast<double>(word >> 12), -52) + std::ldexp(1.0, -53);
  });
}

TEST(Bernoulli, SucceedsAsOftenAsItShould) {
  std::uint64_t replicate = 100;
  for (const double p : {0.0, 1e-5, 0.25, 1.0 / 3, 0.5, 0.9, 1 - 1e-5, 1.0}) {
    const auto values = sample([p](Stream& stream) { return bernoulli(stream, p) ? 1.0 : 0.0; }, replicate++);
    EXPECT_GT(binomial_p(count_if(values, [](double x) { return x == 1; }), p), significance) << p;
  }
}

TEST(Bernoulli, IsCertainAtItsEndsAndOnlyThere) {
  EXPECT_EQ(count_if(sample([](Stream& stream) { return bernoulli(stream, 0.0); }, 3), [](double x) { return x != 0; }),
            0);
  EXPECT_EQ(count_if(sample([](Stream& stream) { return bernoulli(stream, 1.0); }, 3), [](double x) { return x != 1; }),
            0);
  Stream words({1, 1}, 1, 1);
  Stream stream({1, 1}, 1, 1);
  for (int i = 0; i < 1000; ++i) {
    const double u = static_cast<double>(words.word64() >> 11) * 0x1p-53;
    Stream again = stream;
    ASSERT_FALSE(bernoulli(again, u)) << "the probability is that of the words strictly below";
    ASSERT_TRUE(bernoulli(stream, u + 0x1p-53));
  }
}

TEST(PortableLog, IsTheLogarithm) {
  Stream stream({6, 6}, 0, 0);
  const auto check = [](double x) {
    const long double expected = std::log(static_cast<long double>(x));
    const double rounded = std::abs(static_cast<double>(expected));
    const double ulp = std::nextafter(rounded, 1e300) - rounded;
    ASSERT_LT(std::abs(portable_log(x) - expected), 1.2L * ulp) << x;
  };
  for (int i = 0; i < sample_size / 10; ++i) {
    const double u = uniform_open(stream);
    check(u);
    check(1 - u * 1e-3);
    check(1 + u * 1e-9);
    check(0x1.6a09e667f3bcdp-1 - u * 1e-3);  // where the reduction of the argument jumps, and the error is largest
    check(std::ldexp(u, static_cast<int>(uniform_integer(stream, 1900u)) - 950));
  }
  EXPECT_EQ(portable_log(1.0), 0.0);
  EXPECT_EQ(portable_log(2.0), std::log(2.0));
}

TEST(NormalQuantile, InvertsTheDistributionFunctionToTheFarTails) {
  using Law = boost::math::normal_distribution<long double>;
  const auto check = [](double p) {
    const long double expected = boost::math::quantile(Law(), static_cast<long double>(p));
    ASSERT_LT(std::abs((normal_quantile(p) - expected) / expected), 1e-15L) << p;
  };
  for (int i = 1; i < 20000; ++i) {
    if (i != 10000) check(i / 20000.0);
  }
  for (double tail = 0.1; tail > 1e-300; tail *= 0.7)
    check(tail);
  for (double tail = 0.1; tail > 0x1p-53; tail *= 0.7)
    check(1 - tail);
  // Where one rational function gives way to the next, and the ends of what normal() asks for.
  for (const double edge : {0.075, 0.925, 0x1p-53, 1 - 0x1p-53, 1.388794386496402e-11, 1.3887943864964e-11})
    check(edge);
  EXPECT_EQ(normal_quantile(0.5), 0);
}

TEST(Exponential, HasItsLaw) {
  const std::vector<double> values = sample(exponential, 4);
  const boost::math::exponential law(1);
  EXPECT_GT(test::kolmogorov_smirnov_p(values, [&](double x) { return boost::math::cdf(law, x); }), significance);
  expect_mean(
      values, [](double x) { return x; }, 1, 1);
  expect_mean(
      values, [](double x) { return x * x; }, 2, 20);
  for (const double x : {1e-5, 9.0, 11.0}) {
    EXPECT_GT(binomial_p(count_if(values, [x](double value) { return value > x; }), std::exp(-x)), significance) << x;
  }
}

TEST(Normal, HasItsLaw) {
  const std::vector<double> values = sample(normal, 5);
  const boost::math::normal law;
  EXPECT_GT(test::kolmogorov_smirnov_p(values, [&](double x) { return boost::math::cdf(law, x); }), significance);
  expect_mean(
      values, [](double x) { return x; }, 0, 1);
  expect_mean(
      values, [](double x) { return x * x; }, 1, 2);
  expect_mean(
      values, [](double x) { return x * x * x; }, 0, 15);
  expect_mean(
      values, [](double x) { return x * x * x * x; }, 3, 96);
  for (const double x : {2.5, 3.5, 4.0, 4.5}) {
    const double tail = boost::math::cdf(boost::math::complement(law, x));
    EXPECT_GT(binomial_p(count_if(values, [x](double value) { return value > x; }), tail), significance) << x;
    EXPECT_GT(binomial_p(count_if(values, [x](double value) { return value < -x; }), tail), significance) << -x;
  }
}

TEST(Normal, IsIndependentOfItsPredecessor) {
  const std::vector<double> values = sample(normal, 6);
  std::vector<std::uint64_t> counts(64);
  const boost::math::normal law;
  std::vector<unsigned> octiles(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    octiles[i] = std::min(7u, static_cast<unsigned>(8 * boost::math::cdf(law, values[i])));
  }
  for (std::size_t i = 0; i + 1 < octiles.size(); i += 2)
    ++counts[octiles[i] * 8 + octiles[i + 1]];
  EXPECT_GT(test::uniform_p(counts), significance);
}

// What a session has once drawn, it draws on every machine and in every version. (Python's integers and statistics
// module give the same from the words of src/random/README.md, but for the last bit of the normal.)
TEST(Variates, KeepTheirBits) {
  Stream stream({0xabc, 0xdef}, 77, 1);
  EXPECT_EQ(uniform_integer(stream, 52u), 8u);
  EXPECT_EQ(uniform_integer(stream, std::uint64_t{1} << 40), 285426388144u);
  EXPECT_EQ((batched_integers<22100, 49, 48>(stream)), (std::array<std::uint32_t, 3>{1381, 34, 39}));
  EXPECT_EQ(uniform01(stream), 0x1.e00a4aa9b9ce6p-1);
  EXPECT_EQ(uniform_open(stream), 0x1.fe2fa3d40f1a4p-3);
  EXPECT_EQ(exponential(stream), 0x1.a7909b6790942p+0);
  EXPECT_EQ(normal(stream), -0x1.e27125c8e8552p-1);
  EXPECT_EQ(normal_quantile(1e-3), -0x1.8b8cbb720447p+1);
  EXPECT_EQ(normal_quantile(0x1p-50), -0x1.fd2fba88ab075p+2);
}

}  // namespace
}  // namespace ergodic

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "unit/random/variate_lanes_test.cpp"
#include <hwy/foreach_target.h>

#include "random/variate_lanes-inl.h"

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <hwy/highway.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

HWY_BEFORE_NAMESPACE();
namespace ergodic::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
namespace lanes = ergodic::random::HWY_NAMESPACE;

template <class Function>
void apply(std::vector<double>& numbers, const Function& function) {
  const lanes::RealTag d;
  for (std::size_t i = 0; i < numbers.size(); i += hn::Lanes(d))
    hn::StoreU(function(lanes::Reals(hn::LoadU(d, &numbers[i]))).v, d, &numbers[i]);
}

void logarithms(std::vector<double>& numbers) {
  apply(numbers, [](lanes::Reals x) { return lanes::log(x); });
}
void exponentials(std::vector<double>& numbers) {
  apply(numbers, [](lanes::Reals x) { return lanes::exp(x); });
}
void quantiles(std::vector<double>& numbers) {
  alignas(64) std::array<double, 64> part;
  lanes::NormalQuantiles quantiles;
  for (std::size_t i = 0; i < numbers.size(); i += part.size()) {
    std::copy_n(&numbers[i], part.size(), part.begin());
    quantiles(part.data(), part.size());
    std::copy(part.begin(), part.end(), &numbers[i]);
  }
}

/// Draws of consecutive replicates, those of each together.
template <class Draws>
std::vector<double> drawn(Philox4x32::Key key, std::uint64_t first, std::size_t count) {
  Draws draws;
  lanes::LaneStreams streams(Streams(key), first, 7);
  std::vector<double> values(lanes::LaneStreams::count() * count);
  for (std::size_t done = 0; done < count; done += Draws::draws) {
    draws.fill(streams, std::min(Draws::draws, count - done));
    for (std::size_t i = 0; i < std::min(Draws::draws, count - done); ++i) {
      const auto of_lanes = draws.at(i);
      alignas(64) std::array<double, 16> both;
      hn::Store(of_lanes.even.v, lanes::RealTag(), both.data());
      hn::Store(of_lanes.odd.v, lanes::RealTag(), both.data() + hn::Lanes(lanes::RealTag()));
      for (std::size_t lane = 0; lane < lanes::LaneStreams::count(); ++lane)
        values[lane * count + done + i] = both[lane];
    }
  }
  return values;
}

std::vector<double> drawn_normals(Philox4x32::Key key, std::uint64_t first, std::size_t count) {
  return drawn<lanes::NormalLanes>(key, first, count);
}
std::vector<double> drawn_exponentials(Philox4x32::Key key, std::uint64_t first, std::size_t count) {
  return drawn<lanes::ExponentialLanes>(key, first, count);
}
std::vector<double> uniforms(std::uint64_t word) {
  const auto words = hn::Set(lanes::WordTag(), word);
  return {hn::GetLane(lanes::uniform01(words).v), hn::GetLane(lanes::uniform_open(words).v)};
}

}  // namespace ergodic::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include "unit/each_target.hpp"
#include "unit/random/goodness_of_fit.hpp"

#include <gtest/gtest.h>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/normal.hpp>

#include <bit>
#include <cmath>
#include <limits>

namespace ergodic {
namespace {

using test::with_each_target;

HWY_EXPORT(logarithms);
HWY_EXPORT(exponentials);
HWY_EXPORT(quantiles);
HWY_EXPORT(drawn_normals);
HWY_EXPORT(drawn_exponentials);
HWY_EXPORT(uniforms);

template <class Lanes>
void expect_the_bits_of(double (*function)(double), const std::vector<double>& numbers, const Lanes& of_lanes) {
  with_each_target([&] {
    std::vector<double> values = numbers;
    of_lanes(values);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      ASSERT_EQ(std::bit_cast<std::uint64_t>(values[i]), std::bit_cast<std::uint64_t>(function(numbers[i])))
          << numbers[i];
    }
  });
}

constexpr std::size_t many = 64 * 1000;

template <class Draw>
std::vector<double> sample(const Draw& draw, std::vector<double> numbers) {
  Stream stream({1, 2}, 0, 0);
  while (numbers.size() < many)
    numbers.push_back(draw(stream));
  return numbers;
}

TEST(VariateLanes, HaveTheScalarLogarithm) {
  const auto any = [](Stream& stream) {
    return std::ldexp(uniform_open(stream), static_cast<int>(stream.word() % 1900) - 950);
  };
  expect_the_bits_of(portable_log, sample(any, {1, 2, 0.5, std::sqrt(0.5), std::sqrt(2), 0x1p-1022, 0x1p-53}),
                     [](auto& numbers) {
                       HWY_DYNAMIC_DISPATCH(logarithms)
                       (numbers);
                     });
}

TEST(VariateLanes, HaveTheScalarExponential) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto any = [](Stream& stream) {
    return std::ldexp(uniform_open(stream) - 0.5, static_cast<int>(stream.word() % 40) - 28);
  };
  expect_the_bits_of(portable_exp,
                     sample(any, {0, -0.0, 1, -708, -707.9999, 709.78, 709.79, infinity, -infinity, 1e300}),
                     [](auto& numbers) {
                       HWY_DYNAMIC_DISPATCH(exponentials)
                       (numbers);
                     });
}

/// To the last numbers that a uniform takes, 8.2 standard deviations from the middle.
TEST(VariateLanes, HaveTheScalarQuantileOfTheNormal) {
  const auto any = [](Stream& stream) {
    const double p = std::ldexp(uniform_open(stream), -static_cast<int>(stream.word() % 52));
    return stream.word() % 2 ? p : 1 - std::max(p, 0x1p-53);
  };
  expect_the_bits_of(normal_quantile, sample(any, {0.5, 0.075, 0.925, 0x1p-53, 1 - 0x1p-53, std::exp(-25)}),
                     [](auto& numbers) {
                       HWY_DYNAMIC_DISPATCH(quantiles)
                       (numbers);
                     });
}

TEST(VariateLanes, DrawWhatStreamsDraw) {
  const Philox4x32::Key key = {3, 4};
  const std::uint64_t first = (std::uint64_t{1} << 32) - 5;  // the counter's words carry
  constexpr std::size_t count = 151;
  const auto expect_draws = [&](double (*draw)(Stream&), const std::vector<double>& values) {
    for (std::size_t i = 0; i < values.size() / count; ++i) {
      Stream stream(key, first + i, 7);
      for (std::size_t j = 0; j < count; ++j)
        ASSERT_EQ(values[i * count + j], draw(stream)) << "replicate " << i << ", draw " << j;
    }
  };
  with_each_target([&] {
    expect_draws(normal, HWY_DYNAMIC_DISPATCH(drawn_normals)(key, first, count));
    expect_draws(exponential, HWY_DYNAMIC_DISPATCH(drawn_exponentials)(key, first, count));
  });
}

TEST(VariateLanes, HaveTheScalarUniforms) {
  with_each_target([] {
    Stream words({5, 6}, 0, 0), zero_one({5, 6}, 0, 0), open({5, 6}, 0, 0);
    for (int i = 0; i < 1000; ++i) {
      const std::vector<double> both = HWY_DYNAMIC_DISPATCH(uniforms)(words.word64());
      ASSERT_EQ(both[0], uniform01(zero_one));
      ASSERT_EQ(both[1], uniform_open(open));
    }
  });
}

/// Draws of as many replicates as it takes, 500 of each.
std::vector<double> many_draws(std::vector<double> (*draw)(Philox4x32::Key, std::uint64_t, std::size_t)) {
  constexpr std::size_t each = 500, total = 2'000'000;
  std::vector<double> values;
  for (std::uint64_t first = 0; values.size() < total; first = values.size() / each) {
    const std::vector<double> more = draw({0x5eed, 1}, first, each);
    values.insert(values.end(), more.begin(), more.end());
  }
  return values;
}
std::vector<double> many_normals() {
  return many_draws([](auto... of) { return HWY_DYNAMIC_DISPATCH(drawn_normals)(of...); });
}
std::vector<double> many_exponentials() {
  return many_draws([](auto... of) { return HWY_DYNAMIC_DISPATCH(drawn_exponentials)(of...); });
}

/// The mean of x^k is `moment` within 5 standard errors (significance 6e-7); `twice` is that of x^2k.
void expect_moment(const std::vector<double>& values, int k, double moment, double twice) {
  double sum = 0;
  for (const double x : values)
    sum += std::pow(x, k);
  const double n = static_cast<double>(values.size());
  EXPECT_NEAR(sum / n, moment, 5 * std::sqrt((twice - moment * moment) / n)) << "moment " << k;
}

/// 1, 1·3, 1·3·5, …
double odd_factorial(int k) { return k <= 1 ? 1 : k * odd_factorial(k - 2); }

TEST(VariateLanes, HaveTheLawOfTheNormal) {
  const std::vector<double> values = many_normals();
  for (int k = 1; k <= 8; ++k)
    expect_moment(values, k, k % 2 == 0 ? odd_factorial(k - 1) : 0, odd_factorial(2 * k - 1));
  const boost::math::normal law;
  EXPECT_GT(test::kolmogorov_smirnov_p(values, [&](double x) { return cdf(law, x); }), test::significance);
}

TEST(VariateLanes, HaveTheLawOfTheExponential) {
  const std::vector<double> values = many_exponentials();
  for (int k = 1; k <= 5; ++k)
    expect_moment(values, k, std::tgamma(k + 1), std::tgamma(2 * k + 1));
  EXPECT_GT(test::kolmogorov_smirnov_p(values, [](double x) { return -std::expm1(-x); }), test::significance);
}

/// Draws go so far out once in 10^9; numbers from the tail alone, made normal as draws are, have the law of the tail.
TEST(VariateLanes, HaveTheTailsOfTheNormal) {
  const boost::math::normal law;
  Stream stream({3, 1}, 0, 0);
  for (const double from : {2.0, 3.0, 4.0, 5.0, 6.0}) {
    const double beyond = cdf(law, -from);
    std::vector<double> values(many);
    for (double& p : values)
      p = beyond * uniform_open(stream);
    std::vector<double> upper = values;
    HWY_DYNAMIC_DISPATCH(quantiles)(values);
    EXPECT_LT(*std::max_element(values.begin(), values.end()), -from);
    EXPECT_GT(test::kolmogorov_smirnov_p(values, [&](double x) { return cdf(law, x) / beyond; }), test::significance)
        << from;
    for (double& p : upper)
      p = 1 - p;
    HWY_DYNAMIC_DISPATCH(quantiles)(upper);
    EXPECT_GT(*std::min_element(upper.begin(), upper.end()), from * (1 - 1e-9));
    EXPECT_GT(test::kolmogorov_smirnov_p(upper, [&](double x) { return 1 - cdf(complement(law, x)) / beyond; }),
              test::significance)
        << from;
  }
}

/// Units in the last place of `exact` between it and x.
double ulps(double x, long double exact) {
  const double near = std::abs(static_cast<double>(exact));
  const double ulp = std::nextafter(near, std::numeric_limits<double>::infinity()) - near;
  return static_cast<double>(std::abs(static_cast<long double>(x) - exact)) / ulp;
}

/// Uniforms as draws have them, odd multiples of 2^−53, from everywhere in the logarithm of either end.
std::vector<double> uniforms_of_all_sizes() {
  const auto any = [](Stream& stream) {
    const int size = static_cast<int>(stream.word() % 53);
    const double p = (std::floor(std::ldexp(uniform_open(stream), 52 - size)) + 0.5) * 0x1p-52;
    return stream.word() % 2 ? p : 1 - p;
  };
  return sample(any, {0x1p-53, 1 - 0x1p-53, 0.5 - 0x1p-53, 0.5 + 0x1p-53});
}

/// Boost.Math's in long doubles; to 8.2 standard deviations, where the last uniform is.
TEST(VariateLanes, AreTheNormalsQuantilesToSixUlps) {
  const boost::math::normal_distribution<long double> law;
  const std::vector<double> numbers = uniforms_of_all_sizes();
  with_each_target([&] {
    std::vector<double> values = numbers;
    HWY_DYNAMIC_DISPATCH(quantiles)(values);
    double most = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const auto p = static_cast<long double>(numbers[i]);
      most = std::max(most, ulps(values[i], p < 0.5L ? quantile(law, p) : quantile(complement(law, 1 - p))));
    }
    EXPECT_LT(most, 6);
  });
}

TEST(VariateLanes, AreTheExponentialsQuantilesToAnUlp) {
  const boost::math::exponential_distribution<long double> law;
  const std::vector<double> numbers = uniforms_of_all_sizes();
  with_each_target([&] {
    std::vector<double> values = numbers;
    HWY_DYNAMIC_DISPATCH(logarithms)(values);
    double most = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
      most = std::max(most, ulps(-values[i], quantile(complement(law, static_cast<long double>(numbers[i])))));
    EXPECT_LT(most, 1);
  });
}

}  // namespace
}  // namespace ergodic
#endif

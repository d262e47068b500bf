#include "statistics/sums/joint_moments.hpp"

#include "core/contracts.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace ergodic::statistics {
namespace {

/// Σ term(i), i = 0, …, count − 1, in four sums side by side, so that a vector may hold them.
template <class Term>
double sum(std::size_t count, const Term& term) {
  constexpr std::size_t lanes = 4;
  std::array<double, lanes> sums{};
  const std::size_t whole = count - count % lanes;
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane)
      sums[lane] += term(i + lane);
  }
  for (std::size_t i = whole; i < count; ++i)
    sums[i - whole] += term(i);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

/// About the first value, so that a constant has exactly its value.
double rough_mean(std::span<const double> values) {
  const double first = values.front();
  return first +
         sum(values.size(), [&](std::size_t i) { return values[i] - first; }) / static_cast<double>(values.size());
}

}  // namespace

JointMoments JointMoments::from_words(std::span<const std::int64_t, word_count> words) {
  const auto number = [&](std::size_t i) { return std::bit_cast<double>(words[i]); };
  return {number(0), number(1), number(2), number(3), number(4)};
}

void JointMoments::to_words(std::span<std::int64_t, word_count> words) const {
  const std::array<double, word_count> numbers{mean_x, mean_y, deviations_x, deviations_y, products};
  for (std::size_t i = 0; i < word_count; ++i)
    words[i] = std::bit_cast<std::int64_t>(numbers[i]);
}

JointMoments joint_moments_of(std::span<const double> x, std::span<const double> y) {
  ERGODIC_EXPECT(x.size() == y.size());
  if (x.empty()) return {};
  const auto n = static_cast<double>(x.size());
  const double about_x = rough_mean(x), about_y = rough_mean(y);
  const auto dx = [&](std::size_t i) { return x[i] - about_x; };
  const auto dy = [&](std::size_t i) { return y[i] - about_y; };
  const double left_x = sum(x.size(), dx), left_y = sum(x.size(), dy);  // what rounding left in the means
  return {about_x + left_x / n, about_y + left_y / n,
          sum(x.size(), [&](std::size_t i) { return dx(i) * dx(i); }) - left_x * left_x / n,
          sum(x.size(), [&](std::size_t i) { return dy(i) * dy(i); }) - left_y * left_y / n,
          sum(x.size(), [&](std::size_t i) { return dx(i) * dy(i); }) - left_x * left_y / n};
}

JointMoments folded(const JointMoments& moments, std::int64_t count, const JointMoments& next,
                    std::int64_t next_count) {
  if (next_count == 0) return moments;
  if (count == 0) return next;
  const double share = static_cast<double>(next_count) / static_cast<double>(count + next_count);
  const double weight = static_cast<double>(count) * share;
  const double step_x = next.mean_x - moments.mean_x, step_y = next.mean_y - moments.mean_y;
  return {moments.mean_x + step_x * share, moments.mean_y + step_y * share,
          moments.deviations_x + next.deviations_x + step_x * step_x * weight,
          moments.deviations_y + next.deviations_y + step_y * step_y * weight,
          moments.products + next.products + step_x * step_y * weight};
}

double covariance(const JointMoments& moments, std::int64_t count) {
  if (count < 2) return std::numeric_limits<double>::quiet_NaN();
  return moments.products / static_cast<double>(count - 1);
}

double correlation(const JointMoments& moments) {
  return moments.products / (std::sqrt(moments.deviations_x) * std::sqrt(moments.deviations_y));
}

}  // namespace ergodic::statistics

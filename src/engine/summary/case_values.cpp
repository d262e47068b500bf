#include "engine/summary/case_values.hpp"

#include "statistics/quantile.hpp"
#include "statistics/quantile_interval.hpp"
#include "statistics/skewness.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ergodic::engine {
namespace {

using statistics::Interval;
using statistics::Summary;

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// Of n sessions, by the skewness, or by `greatest` where that is enough already or all that is known.
template <class Skewness>
double sessions_for(double greatest, std::int64_t n, const Skewness& skewness) {
  const double at_most = statistics::sessions_for_skewness(greatest);
  if (at_most <= static_cast<double>(n)) return 0;
  const double known = skewness();
  return std::isnan(known) ? at_most : statistics::sessions_for_skewness(known);
}

/// The smallest and the largest x − R y that the extremes of both allow.
Interval extreme_residuals(const Summary& summary, const Ratio& ratio, double quotient) {
  const double a = quotient * summary.minimum(ratio.denominator), b = quotient * summary.maximum(ratio.denominator);
  return {summary.minimum(ratio.numerator) - std::max(a, b), summary.maximum(ratio.numerator) - std::min(a, b)};
}

}  // namespace

double CaseValues::sessions_for_mean(const Column& column, std::size_t place) const {
  const std::string& name = column.name;
  const std::int64_t n = summary_->present(name, place);
  const double greatest =
      statistics::greatest_skewness(summary_->mean(name, place), summary_->standard_deviation(name, place),
                                    summary_->minimum(name, place), summary_->maximum(name, place), n);
  if (std::isnan(greatest)) return not_known;
  return sessions_for(greatest, n, [&] { return skewness(column, place); });
}

double CaseValues::sessions_for_ratio(const Ratio& ratio) const {
  const Summary::Quotient quotient = summary_->ratio(ratio.name);
  const auto n = static_cast<double>(summary_->sessions());
  const double deviation = quotient.standard_error * std::sqrt(n) * std::abs(summary_->mean(ratio.denominator));
  const Interval extremes = extreme_residuals(*summary_, ratio, quotient.value);
  const double greatest =
      statistics::greatest_skewness(0, deviation, extremes.low, extremes.high, summary_->sessions());
  if (std::isnan(greatest)) return not_known;
  return sessions_for(greatest, summary_->sessions(), [&] { return skewness(ratio); });
}

std::vector<Interval> CaseValues::values_of_ranks(const Column& column, std::size_t place,
                                                  std::span<const std::uint64_t> ranks) const {
  std::vector<Interval> values;
  for (const std::uint64_t rank : ranks)
    values.push_back(summary_->value_of_rank(column.name, rank, place));
  return values;
}

double CaseValues::skewness(const Column&, std::size_t) const { return not_known; }
double CaseValues::skewness(const Ratio&) const { return not_known; }

std::vector<QuantileEstimate> estimate_quantiles(const CaseValues& values, const Column& column, std::size_t place,
                                                 std::span<const double> probabilities, double confidence) {
  const auto n = static_cast<std::uint64_t>(values.summary().present(column.name, place));
  std::vector<QuantileEstimate> estimates(probabilities.size(), {not_known, {-unbounded, unbounded}});
  if (n == 0) return estimates;
  std::vector<std::uint64_t> ranks;  // of each: the quantile, and the ends of its interval
  for (const double probability : probabilities) {
    const statistics::RankInterval ends = statistics::quantile_interval(probability, n, confidence);
    ranks.insert(ranks.end(), {statistics::quantile_rank(probability, n), ends.low, ends.high});
  }
  std::vector<std::uint64_t> there = ranks;
  for (std::uint64_t& rank : there)
    rank = std::clamp<std::uint64_t>(rank, 1, n);
  const std::vector<Interval> found = values.values_of_ranks(column, place, there);
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const Interval& middle = found[3 * i];
    estimates[i].value = middle.low + (middle.high - middle.low) / 2;
    if (ranks[3 * i + 1] >= 1) estimates[i].interval.low = found[3 * i + 1].low;
    if (ranks[3 * i + 2] <= n) estimates[i].interval.high = found[3 * i + 2].high;
  }
  return estimates;
}

}  // namespace ergodic::engine

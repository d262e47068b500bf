#include "statistics/quantile_interval.hpp"

#include "core/contracts.hpp"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace ergodic::statistics {

RankInterval quantile_interval(double probability, std::uint64_t n, double confidence) {
  ERGODIC_EXPECT(probability > 0 && probability < 1);
  ERGODIC_EXPECT(confidence > 0 && confidence < 1);
  if (n == 0) return {0, 1};
  const auto count = static_cast<double>(n);
  const boost::math::binomial law(count, probability);
  const double tail = (1 - confidence) / 2;
  // Fewer than `rank` values below the quantile: it lies below the value of that rank.
  const auto is_below = [&](std::uint64_t rank) {
    return rank > 0 && boost::math::cdf(law, static_cast<double>(rank - 1)) > tail;
  };
  const auto is_above = [&](std::uint64_t rank) {
    return rank <= n && boost::math::cdf(boost::math::complement(law, static_cast<double>(rank - 1))) > tail;
  };
  // The normal law's ranks are right to within a few: the binomial's are found from there.
  const double half_width = boost::math::quantile(boost::math::complement(boost::math::normal(), tail)) *
                            std::sqrt(count * probability * (1 - probability));
  const auto near = [&](double rank) { return static_cast<std::uint64_t>(std::clamp(rank, 1.0, count)); };
  RankInterval ranks{near(count * probability - half_width), near(count * probability + half_width)};
  while (is_below(ranks.low))
    --ranks.low;
  while (ranks.low < n && !is_below(ranks.low + 1))
    ++ranks.low;
  while (is_above(ranks.high))
    ++ranks.high;
  while (ranks.high > 1 && !is_above(ranks.high - 1))
    --ranks.high;
  return ranks;
}

}  // namespace ergodic::statistics

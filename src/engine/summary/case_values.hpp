#pragma once

#include "statistics/interval.hpp"
#include "statistics/summary.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::engine {

/// What is known of the values of a case's sessions: here by their sums alone. FileValues knows more, by their rows.
class CaseValues {
 public:
  /// Of a summary that lives as long.
  CaseValues(const statistics::Summary& summary) : summary_(&summary) {}
  virtual ~CaseValues() = default;

  const statistics::Summary& summary() const { return *summary_; }

  /// The sessions that Student's interval of the mean takes (see statistics/skewness.hpp): by the skewness of the
  /// values or, where only their sums and extremes are known, by the greatest that these allow. 0: no more than there
  /// are; NaN while no two sessions differ.
  double sessions_for_mean(const Column& column, std::size_t place) const;
  /// Likewise for the interval of a ratio R, by the residuals x − R y that it rests on.
  double sessions_for_ratio(const Ratio& ratio) const;

  /// Between which values those of these ranks, 1 to present(), lie: in the column's unit, equal where they are known
  /// exactly.
  virtual std::vector<statistics::Interval> values_of_ranks(const Column& column, std::size_t place,
                                                            std::span<const std::uint64_t> ranks) const;

 protected:
  /// NaN where it is not known.
  virtual double skewness(const Column& column, std::size_t place) const;
  virtual double skewness(const Ratio& ratio) const;

 private:
  const statistics::Summary* summary_;
};

/// The p-quantile of a column at a place, beside the interval that holds it whatever the law of the values is; an end
/// is infinite where there are too few sessions for it.
struct QuantileEstimate {
  double value;
  statistics::Interval interval;
};
std::vector<QuantileEstimate> estimate_quantiles(const CaseValues& values, const Column& column, std::size_t place,
                                                 std::span<const double> probabilities, double confidence);

}  // namespace ergodic::engine

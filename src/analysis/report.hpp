#pragma once

#include "analysis/failure_kinds.hpp"
#include "analysis/known.hpp"
#include "analysis/results.hpp"
#include "statistics/control_variates.hpp"
#include "statistics/interval.hpp"
#include "statistics/sums/histogram.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::analysis {

/// The statistics of one case, as every output of `ergodic summary` shows them.
struct CaseReport {
  using Known = analysis::Known;
  /// Of a quantity at one place of its axis; at the place 0 of a column without one.
  struct Quantity {
    Column column;
    std::size_t place;
    std::string name;  ///< "profit", "profit[seat 3]"
    double mean, standard_deviation, minimum, maximum;
    statistics::Interval interval;  ///< of the mean, Student's t
    std::vector<double> quantiles;  ///< at engine::summary_probabilities(); empty where the column has none
    std::optional<Known> known;     ///< of the mean; z from the exact standard deviation, or else the simulated one
    std::optional<double> exact_standard_deviation;
    double sessions_asked = 0;  ///< of the interval, as below
    /// Of each quantile, whatever the law of the quantity is; empty where they would take more rows than were to be
    /// read.
    std::vector<statistics::Interval> quantile_intervals = {};
    std::vector<Known> known_quantiles = {};  ///< of each; empty where its distribution function is not known
    std::int64_t missing = 0;                 ///< sessions that have no value; its figures are of the others
  };
  struct Share {
    std::string label;
    std::int64_t count;
    double share;
    statistics::Interval interval;  ///< Wilson's
    std::optional<Known> known;
  };
  /// Of a category at one place of its axis; at the place 0 of a column without one.
  struct Category {
    Column column;
    std::size_t place;
    std::string name;       ///< "reason", "state[time 0.5]"
    std::int64_t sessions;  ///< of which the shares are: of the column `failed` or `outcome` all, of one about
                            ///< failures those that failed, else those that have a label
    std::vector<Share> shares;
    std::optional<statistics::ChiSquare> fit;  ///< of the counts to their exact law
    std::int64_t missing = 0;                  ///< sessions that have no label, beside those
  };
  struct TallyReport {
    Tally tally;
    std::vector<std::int64_t> counts;
    std::vector<double> law;  ///< the exact probabilities; empty when not known
    std::optional<statistics::ChiSquare> fit;
  };
  struct RatioReport {
    Ratio ratio;
    double value, standard_error;
    statistics::Interval interval;  ///< normal
    std::optional<Known> known;
    double sessions_asked = 0;  ///< of the interval, as below
  };
  struct Covariance {
    statistics::ColumnPair columns;
    std::string unit;
    double covariance, correlation;
  };
  /// A mean corrected by control variates, beside the plain one.
  struct Controlled {
    struct By {
      std::string column;
      double mean, known_mean, coefficient;
    };
    Column column;
    double mean, standard_error;  ///< plain
    std::vector<By> by;
    statistics::ControlledMean corrected;
    std::optional<Known> known;  ///< z of the corrected mean
  };
  /// Of a quantity at one place of its axis; at the place 0 of a column without one.
  struct HistogramReport {
    statistics::Histogram bins;
    std::string name, unit;
    std::vector<std::int64_t> counts;  ///< below, of each bin, above
  };
  struct Headline {
    std::string title, unit;
    std::string column, label;  ///< of which it is the mean, or the share of a label
    double value;
    statistics::Interval interval;
    bool is_share;
    std::optional<Known> known;
    double sessions_asked = 0;  ///< of the interval, as below
    std::int64_t missing = 0;   ///< sessions that have no value
  };

  /// What the study's `until` asks of the case, and what became of it.
  struct TargetReport {
    std::string text;  ///< "profit ± 0.01 dollars at 95 %"
    std::vector<engine::Precision> precisions;
    engine::Precision worst;
  };

  /// Whether the interval of a figure covers as often as it says: it does where there are as many sessions as its
  /// skewness asks for (engine::CaseValues), which is NaN where no two of them differ, and nothing is known.
  template <class Figure>
  bool trusts(const Figure& figure) const {
    std::int64_t present = sessions;
    if constexpr (requires { figure.missing; }) present -= figure.missing;
    return figure.sessions_asked <= static_cast<double>(present);
  }

  std::string label;
  std::int64_t sessions = 0;  ///< simulated without failure
  std::int64_t failures = 0;
  bool declares_failures = false;  ///< its kind does, so that the columns about them tell of all
  std::vector<FailureKind> failure_kinds;
  std::vector<Headline> headlines;
  std::vector<TargetReport> targets;
  std::vector<Quantity> quantities;  ///< place after place
  std::vector<Category> categories;  ///< place after place
  std::vector<TallyReport> tallies;
  std::vector<RatioReport> ratios;
  std::vector<Covariance> covariances;
  std::vector<Controlled> controlled;       ///< none where what is known exactly is left out, or sessions have failed
  std::vector<HistogramReport> histograms;  ///< place after place
  std::vector<ExactFigure> exact;
  std::vector<std::string> warnings;  ///< sentences on figures that are not what they seem
};

/// How much of a report is asked for.
enum class Extent {
  figures,  ///< what takes the sums alone, but for what is left open by them: not what is known exactly, and no
            ///< intervals of quantiles
  usual,    ///< all, but for intervals of quantiles that would take more than most_values_read
  all,
};

/// A second's reading, or two.
constexpr std::uint64_t most_values_read = 100'000'000;

/// The report of a case from the blocks that are done. `confidence` in (0, 1).
CaseReport report_case(const Results& results, std::uint64_t case_index, double confidence,
                       Extent extent = Extent::usual);

}  // namespace ergodic::analysis

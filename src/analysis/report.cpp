#include "analysis/report.hpp"

#include "analysis/exact_at.hpp"
#include "analysis/quantiles.hpp"
#include "engine/reading/file_values.hpp"
#include "engine/summary/label_counts.hpp"
#include "engine/summary/summary_variables.hpp"
#include "engine/summary/wanted_statistics.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace ergodic::analysis {
namespace {

using statistics::Summary;

CaseReport::Known against(double exact, double value, double standard_error) {
  CaseReport::Known known{exact, std::nullopt, !std::isfinite(standard_error)};
  if (known.has_no_error) return known;
  if (standard_error > 1e-12 * std::abs(exact) && std::isfinite(value)) known.z = (value - exact) / standard_error;
  return known;
}

bool any_counted(std::span<const std::int64_t> counts) {
  return std::any_of(counts.begin(), counts.end(), [](std::int64_t count) { return count > 0; });
}

/// `quantiles`: none, or those of the place.
CaseReport::Quantity quantity(const Summary& summary, const Column& column, const Axes& axes, std::size_t place,
                              std::span<const double> quantiles, const std::optional<ExactResults>& exact,
                              double confidence) {
  const std::string& name = column.name;
  CaseReport::Quantity q{column,
                         place,
                         name_at(column, axes, place),
                         summary.mean(name, place),
                         summary.standard_deviation(name, place),
                         summary.minimum(name, place),
                         summary.maximum(name, place),
                         {},
                         {quantiles.begin(), quantiles.end()},
                         std::nullopt,
                         std::nullopt};
  q.missing = summary.missing(name, place);
  const std::int64_t n = summary.present(name, place);
  q.interval = statistics::student(q.mean, q.standard_deviation, n, confidence);
  const ExactMoments* const moments = exact ? exact_moments(*exact, column, place) : nullptr;
  if (moments != nullptr) {
    q.exact_standard_deviation = moments->standard_deviation;
    const double deviation = moments->standard_deviation.value_or(q.standard_deviation);
    q.known = against(moments->mean, q.mean, deviation / std::sqrt(static_cast<double>(n)));
  }
  return q;
}

CaseReport::Category category_report(const Summary& summary, const Column& column, const Axes& axes, std::size_t place,
                                     const std::optional<ExactResults>& exact, double confidence) {
  const auto [counts, sessions] = engine::label_counts(summary, column, place);
  CaseReport::Category report{column, place, name_at(column, axes, place), sessions, {}, std::nullopt};
  report.missing = summary.missing(column.name, place);
  const double n = static_cast<double>(sessions);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    report.shares.push_back({column.categories[i], counts[i], static_cast<double>(counts[i]) / n,
                             statistics::wilson(counts[i], sessions, confidence), std::nullopt});
  }
  const std::vector<double>* const law = exact ? exact_law(*exact, column, place) : nullptr;
  if (law == nullptr) return report;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double p = law->at(i);
    // Of less than five sessions expected the error is not normal: no z.
    const bool enough = n * std::min(p, 1 - p) >= 5;
    report.shares[i].known = against(p, report.shares[i].share, enough ? std::sqrt(p * (1 - p) / n) : 0);
  }
  if (any_counted(counts)) report.fit = statistics::chi_square(counts, *law);
  return report;
}

CaseReport::TallyReport tally_report(const Summary& summary, const Tally& tally,
                                     const std::optional<ExactResults>& exact) {
  const auto counts = summary.tally(tally.name);
  CaseReport::TallyReport report{tally, {counts.begin(), counts.end()}, {}, std::nullopt};
  if (!exact || !exact->tally_laws.contains(tally.name)) return report;
  report.law = exact->tally_laws.at(tally.name);
  if (any_counted(counts)) report.fit = statistics::chi_square(counts, report.law);
  return report;
}

CaseReport::RatioReport ratio_report(const Summary& summary, const Ratio& ratio,
                                     const std::optional<ExactResults>& exact, double confidence) {
  const Summary::Quotient quotient = summary.ratio(ratio.name);
  CaseReport::RatioReport report{ratio, quotient.value, quotient.standard_error,
                                 statistics::normal(quotient.value, quotient.standard_error, confidence), std::nullopt};
  if (!exact || !exact->ratios.contains(ratio.name)) return report;
  const auto deviation = exact->ratio_deviations.find(ratio.name);
  const double error =
      deviation == exact->ratio_deviations.end()
          ? quotient.standard_error
          : deviation->second / std::sqrt(summary.mean(ratio.denominator) * static_cast<double>(summary.sessions()));
  report.known = against(exact->ratios.at(ratio.name), quotient.value, error);
  return report;
}

CaseReport::Headline headline(const CaseReport& report, const Headline& wanted) {
  for (const auto& category : report.categories) {
    if (category.name != wanted.column) continue;
    for (const auto& share : category.shares) {
      if (share.label != wanted.label) continue;
      return {wanted.title, "1", wanted.column,   wanted.label, share.share, share.interval, true,
              share.known,  0,   category.missing};
    }
  }
  for (const auto& q : report.quantities) {
    if (q.name != wanted.column) continue;
    return {wanted.title, q.column.unit, wanted.column,    "",       q.mean, q.interval,
            false,        q.known,       q.sessions_asked, q.missing};
  }
  throw InternalError(
      fmt::format("the headline \"{}\" is of no column (it names {} {})", wanted.title, wanted.column, wanted.label));
}

CaseReport::Covariance covariance_report(const Summary& summary, const Columns& columns,
                                         const statistics::ColumnPair& pair) {
  const statistics::JointMoments joint = summary.joint(pair.first, pair.second);
  return {pair, engine::covariance_unit(columns, pair),
          statistics::covariance(joint, summary.joint_count(pair.first, pair.second)), statistics::correlation(joint)};
}

/// At each place of its column.
void add_histogram(const Summary& summary, const statistics::SummaryLayout& layout,
                   const statistics::Histogram& histogram, CaseReport& report) {
  const Column& column = engine::column_named(layout.columns, histogram.column);
  for (std::size_t place = 0; place < values_per_session(column, layout.axes); ++place) {
    const auto counts = summary.histogram(histogram.column, place);
    report.histograms.push_back(
        {histogram, name_at(column, layout.axes, place), column.unit, {counts.begin(), counts.end()}});
  }
}

/// The covariances of the columns, row by row.
std::vector<double> covariance_matrix(const Summary& summary, const std::vector<std::string>& columns) {
  const std::size_t size = columns.size();
  std::vector<double> matrix(size * size);
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      if (i == j) continue;
      const statistics::JointMoments joint = summary.joint(columns[i], columns[j]);
      matrix[i * size + j] = statistics::covariance(joint, summary.sessions());
      matrix[i * size + i] = joint.deviations_x / static_cast<double>(summary.sessions() - 1);
    }
  }
  return matrix;
}

/// None where the mean of a control is not known: no study that is run has such a case, but a changed file may.
std::optional<CaseReport::Controlled> controlled_report(const Summary& summary, const Columns& columns,
                                                        const study::Control& control, const ExactResults& exact,
                                                        double confidence) {
  const auto n = static_cast<double>(summary.sessions());
  std::vector<std::string> group{control.of};
  group.insert(group.end(), control.by.begin(), control.by.end());
  const std::vector<double> matrix = covariance_matrix(summary, group);

  CaseReport::Controlled report{engine::column_named(columns, control.of), 0, 0, {}, {}, std::nullopt};
  report.mean = summary.joint(control.of, control.by.front()).mean_x;
  report.standard_error = std::sqrt(matrix.front() / n);
  std::vector<statistics::ControlVariate> controls;
  for (const std::string& name : control.by) {
    const std::optional<double> known = engine::known_mean(exact, engine::column_named(columns, name));
    if (!known) return std::nullopt;
    controls.push_back({summary.joint(control.of, name).mean_y, *known});
  }
  report.corrected = statistics::controlled_mean(summary.sessions(), report.mean, controls, matrix, confidence);
  for (std::size_t i = 0; i < control.by.size(); ++i) {
    report.by.push_back(
        {control.by[i], controls[i].observed_mean, controls[i].known_mean, report.corrected.coefficients[i]});
  }
  if (const auto known = engine::known_mean(exact, report.column))
    report.known = against(*known, report.corrected.value, report.corrected.standard_error);
  return report;
}

/// Gives quantiles their intervals, which rest on no assumption of a law.
void add_quantile_intervals(const engine::CaseValues& values, double confidence, CaseReport& report) {
  for (CaseReport::Quantity& q : report.quantities) {
    if (q.quantiles.empty()) continue;
    const auto estimates =
        engine::estimate_quantiles(values, q.column, q.place, engine::summary_probabilities(), confidence);
    for (const engine::QuantileEstimate& estimate : estimates)
      q.quantile_intervals.push_back(estimate.interval);
  }
}

void add_known_quantiles(const ExactResults& exact, CaseReport& report) {
  for (CaseReport::Quantity& q : report.quantities) {
    const auto distribution = exact.distributions.find(q.name);
    if (distribution != exact.distributions.end())
      q.known_quantiles = known_quantiles(distribution->second, q.quantiles, report.sessions - q.missing);
  }
}

/// At summary_probabilities(), place after place. A complete file has them, shards apart; else they are worked out.
std::vector<double> summary_quantiles(const Results& results, std::uint64_t case_index, const Summary& summary,
                                      const Column& column, bool complete) {
  const auto& variables = results.description.layout().variables;
  const auto kept = std::find_if(variables.begin(), variables.end(), [&](const store::Variable& variable) {
    return variable.name == engine::quantile_variable(column);
  });
  if (!complete || results.description.layout().shard || kept == variables.end()) {
    return engine::case_quantiles(results.description, results.file, results.done, case_index, summary, column,
                                  engine::summary_probabilities());
  }
  std::vector<double> quantiles(values_per_session(column, results.description.axes()) *
                                engine::summary_probabilities().size());
  results.file.read_variable(static_cast<std::size_t>(kept - variables.begin()), case_index,
                             std::as_writable_bytes(std::span(quantiles)));
  return quantiles;
}

/// At each place of the column: its moments and quantiles, or the shares of its labels.
void add_column(const Results& results, std::uint64_t case_index, const engine::FileValues& values,
                const Column& column, const std::optional<ExactResults>& exact, double confidence, CaseReport& report) {
  const Summary& summary = values.summary();
  const Axes& axes = results.description.axes();
  const std::size_t length = values_per_session(column, axes);
  std::vector<double> quantiles;  // place after place
  if (column.quantiles) quantiles = summary_quantiles(results, case_index, summary, column, results.complete());
  const std::size_t of_each = quantiles.size() / length;
  for (std::size_t place = 0; place < length; ++place) {
    if (column.is_category()) {
      report.categories.push_back(category_report(summary, column, axes, place, exact, confidence));
    } else {
      const auto of_place = std::span(quantiles).subspan(place * of_each, of_each);
      report.quantities.push_back(quantity(summary, column, axes, place, of_place, exact, confidence));
      report.quantities.back().sessions_asked = values.sessions_for_mean(column, place);
    }
  }
}

std::vector<std::string> warnings_of(const CaseReport& report) {
  std::vector<std::string> warnings;
  if (report.sessions < 2) return warnings;  // of one, nobody expects a deviation
  const auto look_at = [&](const std::string& name, const std::optional<CaseReport::Known>& known) {
    if (!known || !known->has_no_error) return;
    warnings.push_back(fmt::format(
        "{}: its standard deviation is infinite, beyond 1.8e308 or undefined, so that its mean has no z, and "
        "neither that nor its interval says where the exact one is",
        name));
  };
  for (const CaseReport::Quantity& quantity : report.quantities)
    look_at(quantity.name, quantity.known);
  for (const CaseReport::RatioReport& ratio : report.ratios)
    look_at(ratio.ratio.name, ratio.known);
  for (const CaseReport::Controlled& controlled : report.controlled)
    look_at(controlled.column.name + ", controlled", controlled.known);
  return warnings;
}

}  // namespace

CaseReport report_case(const Results& results, std::uint64_t case_index, double confidence, Extent extent) {
  const statistics::SummaryLayout& layout = results.description.summary_layout();
  const Summary summary = engine::fold_case(results.description, results.file, results.done, case_index);
  std::optional<ExactResults> exact;
  // Sessions fail by how they go: those that do not have another law.
  if (extent != Extent::figures && summary.failures() == 0 && results.plan() && results.description.reads().empty())
    exact = results.plan()->workload(case_index)->exact();

  const engine::FileValues values(results.description, results.file, results.done, case_index, summary);

  CaseReport report;
  report.label = results.description.case_label(case_index);
  report.sessions = summary.sessions();
  report.failures = summary.failures();
  report.declares_failures = !results.description.failures().empty();
  if (report.failures > 0 && extent != Extent::figures)
    report.failure_kinds = failure_kinds(results, case_index, summary);
  for (const Column& column : layout.columns) {
    if (!column.of_failures || column.is_category())
      add_column(results, case_index, values, column, exact, confidence, report);
  }
  for (const Tally& tally : layout.tallies)
    report.tallies.push_back(tally_report(summary, tally, exact));
  for (const Ratio& ratio : layout.ratios) {
    report.ratios.push_back(ratio_report(summary, ratio, exact, confidence));
    report.ratios.back().sessions_asked = values.sessions_for_ratio(ratio);
  }
  if (extent == Extent::all || (extent == Extent::usual && values_to_read(results) <= most_values_read))
    add_quantile_intervals(values, confidence, report);
  if (exact) add_known_quantiles(*exact, report);
  for (const statistics::ColumnPair& pair : layout.pairs)
    report.covariances.push_back(covariance_report(summary, layout.columns, pair));
  if (exact) {
    for (const study::Control& control : results.plan()->study().controls()) {
      if (auto controlled = controlled_report(summary, layout.columns, control, *exact, confidence))
        report.controlled.push_back(*std::move(controlled));
    }
  }
  for (const statistics::Histogram& histogram : layout.histograms)
    add_histogram(summary, layout, histogram, report);
  for (const Headline& wanted : results.description.headlines())
    report.headlines.push_back(headline(report, wanted));
  for (const engine::PrecisionTarget& target : results.description.targets())
    report.targets.push_back({target.text(), target.of(values), target.worst_of(values)});
  if (exact) report.exact = exact->figures;
  report.warnings = warnings_of(report);
  return report;
}

}  // namespace ergodic::analysis

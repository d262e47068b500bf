#include "engine/report.hpp"

#include "engine/summary_variables.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::engine {
namespace {

using statistics::Summary;

CaseReport::Quantity quantity(const Results& results, std::uint64_t case_index, const Summary& summary,
                              const Column& column, double confidence) {
  const std::string& name = column.name;
  CaseReport::Quantity q{
      column, summary.mean(name), summary.standard_deviation(name), summary.minimum(name), summary.maximum(name), {},
      {}};
  q.interval = statistics::student(q.mean, q.standard_deviation, summary.sessions(), confidence);
  if (column.quantiles) {
    q.quantiles =
        case_quantiles(results.plan, results.file, results.done, case_index, summary, name, summary_probabilities());
  }
  return q;
}

CaseReport::Category category_report(const Summary& summary, const Column& column, double confidence) {
  CaseReport::Category report{column, {}};
  const auto counts = summary.counts(column.name);
  const double n = static_cast<double>(summary.sessions());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    report.shares.push_back({column.categories[i], counts[i], static_cast<double>(counts[i]) / n,
                             statistics::wilson(counts[i], summary.sessions(), confidence)});
  }
  return report;
}

CaseReport::TallyReport tally_report(const Summary& summary, const Tally& tally,
                                     const std::optional<ExactResults>& exact) {
  const auto counts = summary.tally(tally.name);
  CaseReport::TallyReport report{tally, {counts.begin(), counts.end()}, {}, std::nullopt};
  if (!exact || !exact->tally_laws.contains(tally.name)) return report;
  report.law = exact->tally_laws.at(tally.name);
  const bool any = std::any_of(counts.begin(), counts.end(), [](std::int64_t count) { return count > 0; });
  if (any) report.fit = statistics::chi_square(counts, report.law);
  return report;
}

CaseReport::RatioReport ratio_report(const Summary& summary, const Ratio& ratio,
                                     const std::optional<ExactResults>& exact, double confidence) {
  const Summary::Quotient quotient = summary.ratio(ratio.name);
  CaseReport::RatioReport report{ratio, quotient.value, quotient.standard_error,
                                 statistics::normal(quotient.value, quotient.standard_error, confidence), std::nullopt};
  if (exact && exact->ratios.contains(ratio.name)) report.exact = exact->ratios.at(ratio.name);
  return report;
}

CaseReport::Headline headline(const CaseReport& report, const Headline& wanted) {
  for (const auto& category : report.categories) {
    if (category.column.name != wanted.column) continue;
    for (const auto& share : category.shares) {
      if (share.label == wanted.label) return {wanted.title, "1", share.share, share.interval, true};
    }
  }
  for (const auto& q : report.quantities) {
    if (q.column.name == wanted.column) return {wanted.title, q.column.unit, q.mean, q.interval, false};
  }
  throw InternalError(
      fmt::format("the headline \"{}\" is of no column (it names {} {})", wanted.title, wanted.column, wanted.label));
}

}  // namespace

CaseReport report_case(const Results& results, std::uint64_t case_index, double confidence) {
  const statistics::SummaryLayout& layout = results.plan.summary_layout();
  const Summary summary = fold_case(results.plan, results.file, results.done, case_index);
  const std::optional<ExactResults> exact = results.plan.workload(case_index)->exact();

  CaseReport report;
  report.label = results.plan.study().case_label(case_index);
  report.sessions = summary.sessions();
  report.failures = summary.failures();
  for (const Column& column : layout.columns) {
    if (column.is_category()) {
      report.categories.push_back(category_report(summary, column, confidence));
    } else {
      report.quantities.push_back(quantity(results, case_index, summary, column, confidence));
    }
  }
  for (const Tally& tally : layout.tallies)
    report.tallies.push_back(tally_report(summary, tally, exact));
  for (const Ratio& ratio : layout.ratios)
    report.ratios.push_back(ratio_report(summary, ratio, exact, confidence));
  for (const Headline& wanted : results.plan.headlines())
    report.headlines.push_back(headline(report, wanted));
  if (exact) report.exact = exact->figures;
  return report;
}

}  // namespace ergodic::engine

#include "cli/output/csv.hpp"
#include "cli/output/summary/summary_output.hpp"
#include "engine/summary/summary_variables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>

namespace ergodic::cli {
namespace {

using analysis::CaseReport;
using statistics::Interval;

class Table {
 public:
  Table() : text_("case,quantity,statistic,value,low,high,unit\n") {}

  void line(const CaseReport& report, const std::string& quantity, const std::string& statistic, double value,
            const std::string& unit, const Interval& interval = {NAN, NAN}) {
    text_ += fmt::format("{},{},{},{},{},{},{}\n", csv_field(report.label), csv_field(quantity), csv_field(statistic),
                         csv_number(value), csv_number(interval.low), csv_number(interval.high), csv_unit(unit));
  }

  void known(const CaseReport& report, const std::string& quantity, const std::string& statistic,
             const std::optional<CaseReport::Known>& known, const std::string& unit) {
    if (!known) return;
    line(report, quantity, "exact " + statistic, known->exact, unit);
    if (known->z) line(report, quantity, "z " + statistic, *known->z, "1");
  }

  void fit(const CaseReport& report, const std::string& quantity, const std::optional<statistics::ChiSquare>& fit) {
    if (!fit) return;
    line(report, quantity, "chi_square", fit->statistic, "1");
    line(report, quantity, "p_value", fit->p_value, "1");
  }

  /// The lines since the last call.
  std::string take() { return std::exchange(text_, {}); }

 private:
  std::string text_;
};

void add(Table& table, const CaseReport& report, const CaseReport::Quantity& q) {
  const auto probabilities = engine::summary_probabilities();
  table.line(report, q.name, "mean", q.mean, q.column.unit, q.interval);
  if (!report.trusts(q)) table.line(report, q.name, "sessions asked by skewness", q.sessions_asked, "sessions");
  table.known(report, q.name, "mean", q.known, q.column.unit);
  table.line(report, q.name, "standard_deviation", q.standard_deviation, q.column.unit);
  if (q.exact_standard_deviation)
    table.line(report, q.name, "exact standard_deviation", *q.exact_standard_deviation, q.column.unit);
  table.line(report, q.name, "minimum", q.minimum, q.column.unit);
  for (std::size_t i = 0; i < q.quantiles.size(); ++i) {
    const std::string name = fmt::format("quantile {:g}", probabilities[i]);
    const Interval interval = q.quantile_intervals.empty() ? Interval{NAN, NAN} : q.quantile_intervals[i];
    table.line(report, q.name, name, q.quantiles[i], q.column.unit, interval);
    if (!q.known_quantiles.empty()) table.known(report, q.name, name, q.known_quantiles[i], q.column.unit);
  }
  table.line(report, q.name, "maximum", q.maximum, q.column.unit);
  if (q.column.may_be_missing) table.line(report, q.name, "missing", static_cast<double>(q.missing), "sessions");
}

void add(Table& table, const CaseReport& report, const CaseReport::Category& c) {
  for (const auto& share : c.shares) {
    table.line(report, c.name, "count " + share.label, static_cast<double>(share.count), "sessions");
    table.line(report, c.name, "share " + share.label, share.share, "1", share.interval);
    table.known(report, c.name, "share " + share.label, share.known, "1");
  }
  if (c.column.counts_missing()) table.line(report, c.name, "missing", static_cast<double>(c.missing), "sessions");
  table.fit(report, c.name, c.fit);
}

void add(Table& table, const CaseReport& report, const CaseReport::TallyReport& t) {
  for (std::size_t i = 0; i < t.counts.size(); ++i)
    table.line(report, t.tally.name, "count " + t.tally.labels[i], static_cast<double>(t.counts[i]), t.tally.unit);
  for (std::size_t i = 0; i < t.law.size(); ++i)
    table.line(report, t.tally.name, "theory " + t.tally.labels[i], t.law[i], "1");
  table.fit(report, t.tally.name, t.fit);
}

void add(Table& table, const CaseReport& report, const CaseReport::RatioReport& r) {
  table.line(report, r.ratio.name, "value", r.value, r.ratio.unit, r.interval);
  if (!report.trusts(r)) table.line(report, r.ratio.name, "sessions asked by skewness", r.sessions_asked, "sessions");
  if (r.known) table.line(report, r.ratio.name, "exact", r.known->exact, r.ratio.unit);
}

void add(Table& table, const CaseReport& report, const CaseReport::Covariance& c) {
  const std::string pair = c.columns.first + " and " + c.columns.second;
  table.line(report, pair, "covariance", c.covariance, c.unit);
  table.line(report, pair, "correlation", c.correlation, "1");
}

void add(Table& table, const CaseReport& report, const CaseReport::Controlled& c) {
  table.line(report, c.column.name, "controlled mean", c.corrected.value, c.column.unit, c.corrected.interval);
  table.known(report, c.column.name, "controlled mean", c.known, c.column.unit);
  table.line(report, c.column.name, "controlled r_squared", c.corrected.r_squared, "1");
  table.line(report, c.column.name, "controlled gain", c.corrected.gain(), "1");
  for (const auto& by : c.by)
    table.line(report, c.column.name, "coefficient " + by.column, by.coefficient, "1");
}

void add(Table& table, const CaseReport& report, const CaseReport::HistogramReport& h) {
  table.line(report, h.name, "count below", static_cast<double>(h.counts.front()), "sessions");
  for (std::size_t i = 0; i < h.bins.bins; ++i) {
    table.line(report, h.name, "count in bin", static_cast<double>(h.counts[i + 1]), "sessions",
               {h.bins.edge(i), h.bins.edge(i + 1)});
  }
  table.line(report, h.name, "count above", static_cast<double>(h.counts.back()), "sessions");
}

void add(Table& table, const CaseReport& report) {
  table.line(report, "sessions", "count", static_cast<double>(report.sessions), "sessions");
  table.line(report, "failures", "count", static_cast<double>(report.failures), "sessions");
  for (const analysis::FailureKind& kind : report.failure_kinds)
    table.line(report, "failures", "described " + kind.category, static_cast<double>(kind.described), "sessions");
  const auto add_all = [&](const auto& figures) {
    for (const auto& figure : figures)
      add(table, report, figure);
  };
  add_all(report.quantities);
  add_all(report.categories);
  add_all(report.tallies);
  add_all(report.ratios);
  add_all(report.covariances);
  add_all(report.controlled);
  add_all(report.histograms);
  for (const auto& figure : report.exact)
    table.line(report, figure.name, "exact", figure.value, figure.unit);
}

}  // namespace

void write_summary_csv(const analysis::Results& results, const SummaryChoice& choice,
                       const std::function<void(const std::string&)>& write) {
  Table table;
  for_each_report(results, choice, [&](const CaseReport& report) {
    add(table, report);
    write(table.take());
  });
}

}  // namespace ergodic::cli

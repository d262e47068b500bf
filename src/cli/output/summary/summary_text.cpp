#include "cli/output/number_text.hpp"
#include "cli/output/plan_text.hpp"
#include "cli/output/shown_places.hpp"
#include "cli/output/summary/distrust_text.hpp"
#include "cli/output/summary/failures_text.hpp"
#include "cli/output/summary/quantile_text.hpp"
#include "cli/output/summary/summary_output.hpp"
#include "cli/output/summary/targets_text.hpp"
#include "cli/output/text_table.hpp"
#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>

namespace ergodic::cli {
namespace {

using analysis::CaseReport;
using statistics::Interval;

constexpr std::size_t most_cases_in_full = 4;

std::string headline_value(const CaseReport::Headline& h) {
  return h.is_share ? percent(h.value) : measured(h.value, h.interval);
}

std::string headline_interval(const CaseReport::Headline& h) {
  return h.is_share ? fmt::format("{} to {}", percent(h.interval.low), percent(h.interval.high))
                    : interval_text(h.interval);
}

std::string headline_unit(const CaseReport::Headline& h) { return h.is_share || h.unit == "1" ? "" : " " + h.unit; }

std::string plain(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "-"; }

/// ", exact 0.0434, z = +0.53", or nothing.
std::string known_text(const std::optional<CaseReport::Known>& known, bool is_share) {
  if (!known) return "";
  return fmt::format("  exact {}{}", is_share ? percent(known->exact) : fmt::format("{:.7g}", known->exact),
                     known->z ? ", z = " + z_text(known->z) : "");
}

std::string fit_text(const statistics::ChiSquare& fit) {
  return fmt::format("    chi-square {} on {:g} degrees of freedom, p = {:.3g}\n", fixed_point(fit.statistic, 2),
                     fit.degrees, fit.p_value);
}

void add_headlines(std::string& text, const CaseReport& report, int confidence_percent) {
  for (const CaseReport::Headline& h : report.headlines) {
    text += fmt::format("  {:<24} {:>14}{:<9} {} % interval {}{}\n", h.title, headline_value(h), headline_unit(h),
                        confidence_percent, headline_interval(h), known_text(h.known, h.is_share));
  }
}

/// The entries of `all`, which are place after place, that a person is shown: of a long axis only a few.
template <class Entry>
std::vector<Entry> shown(const std::vector<Entry>& all, const Axes& axes) {
  std::vector<Entry> some;
  for (const Entry& entry : all) {
    if (is_shown(entry.place, values_per_session(entry.column, axes))) some.push_back(entry);
  }
  return some;
}

void add_targets(std::string& text, const CaseReport& report, bool complete) {
  for (const CaseReport::TargetReport& target : report.targets)
    text += fmt::format("  until {}: {}\n", target.text, outcome_text(target.worst, complete));
}

void add_quantities(std::string& text, const CaseReport& report, const Axes& axes, int confidence_percent,
                    std::size_t width) {
  const std::vector<CaseReport::Quantity> quantities = shown(report.quantities, axes);
  if (quantities.empty()) return;
  const bool any_known = std::any_of(quantities.begin(), quantities.end(),
                                     [](const CaseReport::Quantity& q) { return q.known.has_value(); });
  const bool any_missing = std::any_of(quantities.begin(), quantities.end(),
                                       [](const CaseReport::Quantity& q) { return q.column.may_be_missing; });
  TextTable table(2);
  table.add({"quantity", "mean"});
  for (const char* name : {"exact", "z"})
    if (any_known) table.add_cell(name);
  for (const char* name : {"sd", "minimum", "maximum"})
    table.add_cell(name);
  if (any_missing) table.add_cell(missing_label);
  for (const CaseReport::Quantity& q : quantities) {
    table.add(
        {q.column.unit == "1" ? q.name : fmt::format("{} [{}]", q.name, q.column.unit), measured(q.mean, q.interval)});
    if (any_known) {
      table.add_cell(q.known ? fmt::format("{:.7g}", q.known->exact) : "");
      table.add_cell(q.known ? z_text(q.known->z) : "");
    }
    for (const double value : {q.standard_deviation, q.minimum, q.maximum})
      table.add_cell(plain(value));
    if (any_missing) table.add_cell(q.column.may_be_missing ? grouped(static_cast<std::uint64_t>(q.missing)) : "");
  }
  text += '\n' + table.text(width) + quantiles_text(quantities, confidence_percent, width);
}

void add_categories(std::string& text, const CaseReport& report, const Axes& axes) {
  for (const CaseReport::Category& category : shown(report.categories, axes)) {
    if (category.column.of_failures && report.failures == 0) continue;
    text += fmt::format("\n  {}\n", category.name);
    for (const CaseReport::Share& share : category.shares) {
      text += fmt::format("    {:<22} {:>16} {:>11}   {} to {}{}\n", share.label,
                          grouped(static_cast<std::uint64_t>(share.count)), percent(share.share),
                          percent(share.interval.low), percent(share.interval.high), known_text(share.known, true));
    }
    if (category.column.counts_missing()) {
      text += fmt::format("    {:<22} {:>16}\n", std::string("(") + missing_label + ")",
                          grouped(static_cast<std::uint64_t>(category.missing)));
    }
    if (category.fit) text += fit_text(*category.fit);
  }
}

void add_tallies(std::string& text, const CaseReport& report) {
  for (const CaseReport::TallyReport& t : report.tallies) {
    std::int64_t total = 0;
    for (const std::int64_t count : t.counts)
      total += count;
    if (total == 0) continue;
    text += fmt::format("\n  {:<26} {:>14} {:>14} {:>14}\n", t.tally.name, "count", "observed",
                        t.law.empty() ? "" : "theory");
    for (std::size_t i = 0; i < t.counts.size(); ++i) {
      const std::string theory = t.law.empty() ? "" : fmt::format("{:.7f}", t.law[i]);
      text += fmt::format("    {:<24} {:>14} {:>14.7f} {:>14}\n", t.tally.labels[i],
                          grouped(static_cast<std::uint64_t>(t.counts[i])),
                          static_cast<double>(t.counts[i]) / static_cast<double>(total), theory);
    }
    if (t.fit) text += fit_text(*t.fit);
  }
}

void add_ratios(std::string& text, const CaseReport& report) {
  for (const CaseReport::RatioReport& r : report.ratios) {
    text += fmt::format("\n  {:<24} {} {}  ({})", r.ratio.name, measured(r.value, r.interval),
                        r.ratio.unit == "1" ? "" : r.ratio.unit,
                        std::isfinite(r.standard_error) ? fmt::format("standard error {:.3g}", r.standard_error)
                                                        : "too few sessions for a standard error");
    if (r.known) text += fmt::format("  exact {:.7g}", r.known->exact);
    if (r.known && r.known->z) text += ", z = " + z_text(r.known->z);
    text += '\n';
  }
}

void add_covariances(std::string& text, const CaseReport& report) {
  if (report.covariances.empty()) return;
  text += fmt::format("\n  {:<50}{:>14}{:>14}\n", "covariance", "", "correlation");
  for (const CaseReport::Covariance& c : report.covariances) {
    text += fmt::format("  {:<50}{:>14}{:>14}\n", c.columns.first + ", " + c.columns.second, plain(c.covariance),
                        std::isfinite(c.correlation) ? fmt::format("{:.6f}", c.correlation) : "-");
  }
}

void add_controlled(std::string& text, const CaseReport& report, int confidence_percent) {
  for (const CaseReport::Controlled& c : report.controlled) {
    const statistics::ControlledMean& corrected = c.corrected;
    text += fmt::format("\n  {:<24} {:>14}{:<9} {} % interval {}{}\n", c.column.name + ", controlled",
                        measured(corrected.value, corrected.interval), c.column.unit == "1" ? "" : " " + c.column.unit,
                        confidence_percent, interval_text(corrected.interval), known_text(c.known, false));
    text +=
        fmt::format("    plain mean {} with standard error {:.3g}, controlled {:.3g}: R² = {:.6f}, gain {:.4g}\n",
                    plain(c.mean), c.standard_error, corrected.standard_error, corrected.r_squared, corrected.gain());
    for (const CaseReport::Controlled::By& by : c.by) {
      text += fmt::format("    by {:<31} mean {}, known {:.7g}, coefficient {}\n", by.column, plain(by.mean),
                          by.known_mean, plain(by.coefficient));
    }
  }
}

/// Says where histograms are: a terminal has no room for them.
void add_histograms(std::string& text, const CaseReport& report) {
  for (const CaseReport::HistogramReport& h : report.histograms) {
    text += fmt::format(
        "\n  {}: {} bins from {:g} to {:g}, {} sessions below and {} above; --json and --csv have all\n", h.name,
        grouped(h.bins.bins), h.bins.from, h.bins.to, grouped(static_cast<std::uint64_t>(h.counts.front())),
        grouped(static_cast<std::uint64_t>(h.counts.back())));
  }
}

void add_exact(std::string& text, const CaseReport& report) {
  if (report.exact.empty()) return;
  std::size_t width = 0;
  for (const ExactFigure& figure : report.exact)
    width = std::max(width, figure.name.size());
  text += "\n  exact\n";
  for (const ExactFigure& figure : report.exact) {
    text += fmt::format("    {:<{}} {:>16.8g}{}{}\n", figure.name, width, figure.value,
                        figure.unit == "1" ? "" : " " + figure.unit,
                        figure.fraction.empty() ? "" : " = " + figure.fraction);
  }
}

void add_warnings(std::string& text, const CaseReport& report) {
  for (const std::string& warning : report.warnings)
    text += fmt::format("\n  WARNING: {}\n", warning);
}

/// Says of which columns not all places are shown.
void add_left_out(std::string& text, const analysis::Description& held) {
  for (const Column& column : held.columns()) {
    const std::size_t places = values_per_session(column, held.axes());
    if (const std::size_t count = shown_count(places); count < places) {
      text += fmt::format("\n  {}: {} of its {} places along {} are shown; --json and --csv have all\n", column.name,
                          count, grouped(places), column.axis);
    }
  }
}

std::string full(const CaseReport& report, const analysis::Results& results, int confidence_percent,
                 std::size_t width) {
  const analysis::Description& held = results.description;
  const bool complete = results.complete();
  std::string text =
      fmt::format("\ncase {}: {} sessions{}\n", report.label, grouped(static_cast<std::uint64_t>(report.sessions)),
                  report.failures == 0 ? "" : fmt::format(", {} failed", report.failures));
  text += failures_text(report, file_and_stage(results.file.path(), held));
  if (report.sessions == 0) return text;
  add_headlines(text, report, confidence_percent);
  add_targets(text, report, complete);
  text += distrust_text(report);
  add_ratios(text, report);
  add_controlled(text, report, confidence_percent);
  add_quantities(text, report, held.axes(), confidence_percent, width);
  add_categories(text, report, held.axes());
  add_left_out(text, held);
  add_tallies(text, report);
  add_covariances(text, report);
  add_histograms(text, report);
  add_exact(text, report);
  add_warnings(text, report);
  return text;
}

/// What is told of all cases below their table.
struct AllCases {
  FailedSessions failed;
  DistrustedHeadlines distrusted;
  WorstTargets worst;

  void add(const CaseReport& report) {
    failed.add(report);
    distrusted.add(report);
    worst.add(report);
  }
  std::string text(bool complete) const { return failed.text() + distrusted.text() + worst.text(complete); }
};

/// What the table shows of its cases, and of the others nothing: all that is known of 10^5 would take a gigabyte.
std::vector<CaseReport> key_figures(const analysis::Results& results, const SummaryChoice& choice, AllCases& all) {
  std::vector<CaseReport> rows;
  rows.reserve(std::min<std::size_t>(choice.most_rows, results.description.layout().case_count()));
  for_each_report(results, choice, [&](CaseReport report) {
    all.add(report);
    if (rows.size() == choice.most_rows) return;
    CaseReport& key = rows.emplace_back();
    key.label = std::move(report.label);
    key.sessions = report.sessions;
    key.headlines = std::move(report.headlines);
  });
  return rows;
}

std::string table_text(std::span<const CaseReport> all, std::size_t width) {
  using Column = TextTable::Column;
  if (all.empty()) return "";
  std::vector<Column> columns{Column::right};
  for (std::size_t i = 0; i < all.front().headlines.size(); ++i)
    columns.insert(columns.end(), {Column::right, Column::with_previous});
  TextTable table(0, columns);
  table.add({"case", "sessions"});
  for (const CaseReport::Headline& h : all.front().headlines)
    for (const std::string& name : {h.title, std::string("±")})
      table.add_cell(name);
  for (const CaseReport& report : all) {
    table.add({report.label, grouped(static_cast<std::uint64_t>(report.sessions))});
    for (const CaseReport::Headline& h : report.headlines) {
      const bool is_there = h.value == h.value;  // not of a case all of whose sessions failed: it may be anything
      const double half = is_there ? (h.interval.high - h.interval.low) / 2 : h.value;
      table.add_cell(h.is_share ? percent(h.value) : measured(h.value, h.interval));
      table.add_cell(h.is_share ? percent(half) : measured(half, {0, half}));
    }
  }
  return '\n' + table.text(width);
}

/// "… 99 980 more: ergodic summary out.h5", or nothing.
std::string rows_left_out(const analysis::Results& results, const SummaryChoice& choice) {
  const std::uint64_t cases = results.description.layout().case_count();
  if (cases <= choice.most_rows) return "";
  return fmt::format("… {} more: ergodic summary {}\n", grouped(cases - choice.most_rows),
                     file_and_stage(results.file.path(), results.description));
}

}  // namespace

std::string summary_text(const analysis::Results& results, const SummaryChoice& choice) {
  const analysis::Description& held = results.description;
  std::string text = fmt::format(
      "{}: {}{}{}, {}\n", results.file.path().string(),
      held.stage().empty() ? "" : fmt::format("stage {} of ", held.stage()), held.layout().workload,
      held.layout().title.empty() ? "" : fmt::format(", \"{}\"", held.layout().title), cases_text(held.layout()));
  if (held.layout().shard) {
    text += fmt::format("SHARD {} of the study: sessions {} to {} alone; these are their figures\n",
                        held.layout().shard->text(), grouped(held.sessions_held().first),
                        grouped(held.sessions_held().last - 1));
  }
  if (!results.complete()) {
    text += fmt::format("NOT COMPLETE: {} of {} blocks are done; these are their figures\n",
                        grouped(results.blocks_done()), grouped(held.blocks_held().size()));
  }
  const bool as_table = choice.cases.empty() && held.layout().case_count() > most_cases_in_full;
  if (!as_table && results.plan() == nullptr) text += fmt::format("NO EXACT FIGURES: {}\n", results.obstacle());
  SummaryChoice shown = choice;
  if (as_table) shown.extent = analysis::Extent::figures;  // it has no room for more
  const int confidence_percent = static_cast<int>(std::lround(100 * choice.confidence));
  if (as_table) {
    AllCases all;
    const std::vector<CaseReport> rows = key_figures(results, shown, all);
    return text + table_text(rows, choice.width) + rows_left_out(results, choice) + all.text(results.complete()) +
           fmt::format("\n± is half of the {} % interval. `--case LABEL` shows a case in full.\n", confidence_percent);
  }
  for_each_report(results, shown, [&](const CaseReport& report) {
    text += folded(full(report, results, confidence_percent, choice.width), choice.width);
  });
  return text;
}

}  // namespace ergodic::cli

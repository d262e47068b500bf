#include "cli/output/compare/compare_output.hpp"
#include "cli/output/number_text.hpp"
#include "cli/output/text_table.hpp"
#include "core/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ergodic::cli {
namespace {

using analysis::Comparison;
using analysis::FigureReport;

/// A value of the figure as precise as its interval; shares in percent.
std::string shown(const analysis::Figure& figure, double value, const statistics::Interval& interval) {
  if (!figure.is_share()) return measured(value, interval);
  const std::string number = measured(100 * value, {100 * interval.low, 100 * interval.high});
  return number == "undefined" ? number : number + " %";
}

std::string shown_interval(const analysis::Figure& figure, const statistics::Interval& interval) {
  if (!std::isfinite(interval.low)) return "too few sessions";
  return fmt::format("{} to {}", shown(figure, interval.low, interval), shown(figure, interval.high, interval));
}

/// "+0.0123": a difference with its sign.
std::string signed_text(const analysis::Figure& figure, const statistics::Difference& d) {
  const std::string text = shown(figure, d.value, d.interval);
  return d.value > 0 ? "+" + text : text;
}

std::string p_text(double p) {
  if (std::isnan(p)) return "-";
  if (p < 1e-16) return "< 1e-16";
  return p < 1e-4 ? fmt::format("{:.0e}", p) : fmt::format("{:.4f}", p);
}

std::string gain_text(const Comparison& comparison) {
  return comparison.gain ? fmt::format("{:.3g} x", *comparison.gain) : "-";
}

std::string superiority_text(const Comparison& comparison) {
  const auto& s = comparison.superiority;
  if (!s || !std::isfinite(s->probability)) return "-";
  const double half = (s->interval.high - s->interval.low) / 2;
  return fmt::format("{} ± {}", measured(s->probability, s->interval), measured(half, {0, half}));
}

TextTable differences(const ComparisonResult& result, const FigureReport& report, int confidence_percent) {
  const bool any_superiority = std::any_of(report.to_baseline.begin(), report.to_baseline.end(),
                                           [](const auto& one) { return one && one->superiority; });
  const bool any_paired = std::any_of(report.to_baseline.begin(), report.to_baseline.end(),
                                      [](const auto& one) { return one && one->is_of_pairs() && one->clusters == 0; });
  TextTable table(2);
  table.add({"case", "value", "difference", fmt::format("{} % interval", confidence_percent), "p (Holm)"});
  if (any_paired) table.add_cell("gain");
  if (any_superiority) table.add_cell("P(higher)");
  for (std::size_t i = 0; i < result.cases.size(); ++i) {
    const FigureReport::Value& value = report.values[i];
    std::vector<std::string> line{result.cases[i].label, shown(report.figure, value.value, value.interval)};
    if (const auto& comparison = report.to_baseline[i]) {
      line.push_back(signed_text(report.figure, comparison->difference));
      line.push_back(shown_interval(report.figure, comparison->difference.interval));
      line.push_back(p_text(comparison->adjusted_p));
      if (any_paired) line.push_back(gain_text(*comparison));
      if (any_superiority) line.push_back(superiority_text(*comparison));
    } else {
      line.push_back("baseline");
    }
    table.add(std::move(line));
  }
  return table;
}

std::string ranking(const ComparisonResult& result, const FigureReport& report) {
  std::string text = "  ranking, the highest first\n";
  std::size_t width = 0;
  for (const auto& one : result.cases)
    width = std::max(width, width_of(one.label));
  for (std::size_t place = 0; place < report.ranking.size(); ++place) {
    const std::size_t i = report.ranking[place];
    const std::string& label = result.cases[i].label;
    std::string line = fmt::format("  {:>4}  {}{}", place + 1, label, std::string(width - width_of(label), ' '));
    if (!report.indistinguishable.empty()) {
      std::vector<std::string> alike;
      for (const std::size_t other : report.ranking) {
        const auto& of_case = report.indistinguishable[i];
        if (std::find(of_case.begin(), of_case.end(), other) != of_case.end())
          alike.push_back(result.cases[other].label);
      }
      if (!alike.empty()) line += fmt::format("  not distinguishable from {}", fmt::join(alike, ", "));
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
  }
  return text;
}

}  // namespace

const char* pairing_text(analysis::Pairing pairing) {
  switch (pairing) {
    case analysis::Pairing::paired: return "paired";
    case analysis::Pairing::same_rows: return "same rows";
    case analysis::Pairing::independent: return "independent";
    case analysis::Pairing::rows_not_kept: return "rows not kept";
    case analysis::Pairing::failures_not_marked: return "failures not marked";
  }
  return "";
}

std::string compare_text(const ComparisonResult& result, std::size_t width) {
  const auto confidence_percent = static_cast<int>(std::lround(100 * result.confidence));
  std::string text =
      fmt::format("{} cases against {}\n", grouped(result.cases.size()), result.cases[result.baseline].label);
  for (const std::string& note : result.notes)
    text += note + '\n';
  for (const FigureReport& report : result.figures) {
    const std::string unit = report.figure.unit() == "1" ? "" : fmt::format(" [{}]", report.figure.unit());
    text += fmt::format("\n{}{}\n", report.figure.title, unit);
    text += differences(result, report, confidence_percent).text(width);
    text += ranking(result, report);
  }
  if (result.cases.size() > analysis::most_ranked_in_pairs) {
    text += fmt::format(
        "\nWhich neighbours in a ranking can be told apart is found for up to {} cases: choose some with "
        "--case.\n",
        analysis::most_ranked_in_pairs);
  }
  return folded(text, width);
}

}  // namespace ergodic::cli

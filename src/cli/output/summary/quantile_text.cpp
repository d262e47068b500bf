#include "cli/output/summary/quantile_text.hpp"

#include "engine/summary/summary_variables.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace ergodic::cli {
namespace {

using Quantity = analysis::CaseReport::Quantity;

std::string quantile_cell(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "-"; }

/// `text(i)` of each quantile.
template <class Values, class Text>
std::string quantile_line(const std::string& name, const Values& values, const Text& text) {
  if (values.empty()) return "";
  std::string cells = fmt::format("  {:<34}", name);
  for (const auto& value : values)
    cells += fmt::format("{:>12}", text(value));
  return cells + '\n';
}

std::string quantile_lines(const Quantity& q, int confidence_percent) {
  using Interval = statistics::Interval;
  using Known = analysis::CaseReport::Known;
  return quantile_line(q.name, q.quantiles, quantile_cell) +
         quantile_line(fmt::format("  {} % interval from", confidence_percent), q.quantile_intervals,
                       [](const Interval& interval) { return quantile_cell(interval.low); }) +
         quantile_line("                  to", q.quantile_intervals,
                       [](const Interval& interval) { return quantile_cell(interval.high); }) +
         quantile_line("  exact", q.known_quantiles, [](const Known& known) { return quantile_cell(known.exact); }) +
         quantile_line("  z", q.known_quantiles, [](const Known& known) {
           return known.z ? fmt::format("{:+.2f}", *known.z) : std::string("-");
         });
}

}  // namespace

std::string quantiles_text(const std::vector<Quantity>& quantities, int confidence_percent) {
  std::string text;
  bool any_left_out = false;
  for (const Quantity& q : quantities) {
    if (q.quantiles.empty()) continue;
    text += quantile_lines(q, confidence_percent);
    any_left_out = any_left_out || q.quantile_intervals.empty();
  }
  if (text.empty()) return "";
  std::vector<double> probabilities;
  for (const double p : engine::summary_probabilities())
    probabilities.push_back(100 * p);
  const std::string left_out = "  their intervals would take a while to read: --quantile-intervals finds them\n";
  return '\n' + quantile_line("quantiles", probabilities, [](double p) { return fmt::format("{:g} %", p); }) + text +
         (any_left_out ? left_out : "");
}

}  // namespace ergodic::cli

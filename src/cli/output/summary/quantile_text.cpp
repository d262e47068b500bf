#include "cli/output/summary/quantile_text.hpp"

#include "cli/output/number_text.hpp"
#include "cli/output/text_table.hpp"
#include "engine/summary/summary_variables.hpp"

#include <fmt/format.h>

#include <cmath>

namespace ergodic::cli {
namespace {

using Quantity = analysis::CaseReport::Quantity;

std::string quantile_cell(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "-"; }

/// Adds the line of that name, with `text(value)` of each.
template <class Values, class Text>
void add_line(TextTable& table, const std::string& name, const Values& values, const Text& text) {
  if (values.empty()) return;
  table.add({name});
  for (const auto& value : values)
    table.add_cell(text(value));
}

void add_quantity(TextTable& table, const Quantity& q, int confidence_percent) {
  using Interval = statistics::Interval;
  using Known = analysis::CaseReport::Known;
  add_line(table, q.name, q.quantiles, quantile_cell);
  add_line(table, fmt::format("  {} % interval from", confidence_percent), q.quantile_intervals,
           [](const Interval& interval) { return quantile_cell(interval.low); });
  add_line(table, "                  to", q.quantile_intervals,
           [](const Interval& interval) { return quantile_cell(interval.high); });
  add_line(table, "  exact", q.known_quantiles, [](const Known& known) { return quantile_cell(known.exact); });
  add_line(table, "  z", q.known_quantiles, [](const Known& known) { return z_text(known.z); });
}

}  // namespace

std::string quantiles_text(const std::vector<Quantity>& quantities, int confidence_percent, std::size_t width) {
  TextTable table(2);
  std::vector<double> probabilities;
  for (const double p : engine::summary_probabilities())
    probabilities.push_back(100 * p);
  add_line(table, "quantiles", probabilities, [](double p) { return fmt::format("{:g} %", p); });
  bool is_any = false, any_left_out = false;
  for (const Quantity& q : quantities) {
    if (q.quantiles.empty()) continue;
    add_quantity(table, q, confidence_percent);
    is_any = true;
    any_left_out = any_left_out || q.quantile_intervals.empty();
  }
  if (!is_any) return "";
  const std::string left_out = "  their intervals would take a while to read: --quantile-intervals finds them\n";
  return '\n' + table.text(width) + (any_left_out ? left_out : "");
}

}  // namespace ergodic::cli

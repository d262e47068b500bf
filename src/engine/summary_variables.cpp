#include "engine/summary_variables.hpp"

#include <array>

namespace ergodic::engine {
namespace {

using statistics::Summary;
using statistics::SummaryLayout;

constexpr std::array probabilities{0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

/// One entry of /summary: its description, and its values of a case. Declared together, so that they cannot part.
struct Entry {
  store::Variable variable;
  std::function<std::vector<std::byte>(const Summary&, const Quantiles&)> values;
};

template <class T>
std::vector<std::byte> as_bytes(std::span<const T> values) {
  const auto bytes = std::as_bytes(values);
  return {bytes.begin(), bytes.end()};
}

Entry number(std::string name, std::string unit, std::string long_name, std::function<double(const Summary&)> value) {
  return {{std::move(name), Type::float64, std::move(unit), std::move(long_name), ""},
          [value = std::move(value)](const Summary& summary, const Quantiles&) {
            const double result = value(summary);
            return as_bytes(std::span<const double>(&result, 1));
          }};
}

Entry whole(std::string name, std::string long_name, std::function<std::int64_t(const Summary&)> value) {
  return {{std::move(name), Type::int64, "1", std::move(long_name), ""},
          [value = std::move(value)](const Summary& summary, const Quantiles&) {
            const std::int64_t result = value(summary);
            return as_bytes(std::span<const std::int64_t>(&result, 1));
          }};
}

Entry counts(std::string name, std::string axis, std::string unit, std::string long_name,
             std::function<std::span<const std::int64_t>(const Summary&)> value) {
  return {{std::move(name), Type::int64, std::move(unit), std::move(long_name), std::move(axis)},
          [value = std::move(value)](const Summary& summary, const Quantiles&) { return as_bytes(value(summary)); }};
}

std::string of(const char* what, const Column& column) {
  return std::string(what) + " of " + (column.long_name.empty() ? column.name : column.long_name);
}

void add_quantity(std::vector<Entry>& entries, const Column& c) {
  entries.push_back(
      number(c.name + "_mean", c.unit, of("mean", c), [n = c.name](const Summary& s) { return s.mean(n); }));
  entries.push_back(number(c.name + "_standard_deviation", c.unit, of("standard deviation", c),
                           [n = c.name](const Summary& s) { return s.standard_deviation(n); }));
  entries.push_back(
      number(c.name + "_minimum", c.unit, of("minimum", c), [n = c.name](const Summary& s) { return s.minimum(n); }));
  entries.push_back(
      number(c.name + "_maximum", c.unit, of("maximum", c), [n = c.name](const Summary& s) { return s.maximum(n); }));
  if (!c.quantiles) return;
  entries.push_back({{c.name + "_quantile", Type::float64, c.unit, of("quantiles", c), "probability"},
                     [n = c.name](const Summary&, const Quantiles& quantiles) {
                       return as_bytes(std::span<const double>(quantiles(n)));
                     }});
}

std::vector<Entry> entries_of(const SummaryLayout& layout) {
  std::vector<Entry> entries;
  entries.push_back(
      whole("sessions", "sessions simulated without failure", [](const Summary& s) { return s.sessions(); }));
  entries.push_back(whole("failures", "sessions that failed", [](const Summary& s) { return s.failures(); }));
  for (const Column& column : layout.columns) {
    if (column.is_category()) {
      entries.push_back(counts(column.name + "_count", column.name, "sessions", of("sessions by value", column),
                               [n = column.name](const Summary& s) { return s.counts(n); }));
    } else {
      add_quantity(entries, column);
    }
  }
  for (const Tally& tally : layout.tallies) {
    entries.push_back(counts(tally.name, tally.name + "_label", tally.unit, tally.long_name,
                             [n = tally.name](const Summary& s) { return s.tally(n); }));
  }
  for (const Ratio& ratio : layout.ratios) {
    entries.push_back(number(ratio.name, ratio.unit, ratio.long_name,
                             [n = ratio.name](const Summary& s) { return s.ratio(n).value; }));
    entries.push_back(number(ratio.name + "_standard_error", ratio.unit, "standard error of " + ratio.long_name,
                             [n = ratio.name](const Summary& s) { return s.ratio(n).standard_error; }));
  }
  return entries;
}

}  // namespace

std::span<const double> summary_probabilities() { return probabilities; }

std::vector<store::Axis> summary_axes(const SummaryLayout& layout) {
  std::vector<store::Axis> axes;
  axes.push_back({"probability", "probability of the quantiles", {}, {probabilities.begin(), probabilities.end()}});
  for (const Column& column : layout.columns) {
    if (column.is_category()) axes.push_back({column.name, column.long_name, column.categories, {}});
  }
  for (const Tally& tally : layout.tallies)
    axes.push_back({tally.name + "_label", tally.long_name, tally.labels, {}});
  return axes;
}

std::vector<store::Variable> summary_variables(const SummaryLayout& layout) {
  std::vector<store::Variable> variables;
  for (Entry& entry : entries_of(layout))
    variables.push_back(std::move(entry.variable));
  return variables;
}

std::vector<std::vector<std::byte>> summary_values(const SummaryLayout& layout, const Summary& summary,
                                                   const Quantiles& quantiles) {
  std::vector<std::vector<std::byte>> values;
  for (const Entry& entry : entries_of(layout))
    values.push_back(entry.values(summary, quantiles));
  return values;
}

}  // namespace ergodic::engine

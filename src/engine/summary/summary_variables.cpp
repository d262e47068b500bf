#include "engine/summary/summary_variables.hpp"

#include "engine/summary/label_counts.hpp"
#include "engine/summary/wanted_statistics.hpp"

#include <fmt/format.h>

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
  return {{std::move(name), Type::float64, std::move(unit), std::move(long_name), {}},
          [value = std::move(value)](const Summary& summary, const Quantiles&) {
            const double result = value(summary);
            return as_bytes(std::span<const double>(&result, 1));
          }};
}

Entry whole(std::string name, std::string long_name, std::function<std::int64_t(const Summary&)> value) {
  return {{std::move(name), Type::int64, "1", std::move(long_name), {}},
          [value = std::move(value)](const Summary& summary, const Quantiles&) {
            const std::int64_t result = value(summary);
            return as_bytes(std::span<const std::int64_t>(&result, 1));
          }};
}

std::string of(const char* what, const Column& column) {
  return std::string(what) + " of " + (column.long_name.empty() ? column.name : column.long_name);
}

/// The dimensions after the case: the column's axis if it has one, and a further one if given.
std::vector<std::string> dimensions(const Column& column, const std::string& further = "") {
  std::vector<std::string> names;
  if (!column.axis.empty()) names.push_back(column.axis);
  if (!further.empty()) names.push_back(further);
  return names;
}

std::string bin_axis(const Column& column) { return column.name + "_bin"; }

using Statistic = double (Summary::*)(std::string_view column, std::size_t place) const;

Entry statistic(const Column& column, std::size_t length, const char* suffix, const char* what, Statistic value) {
  return {{column.name + "_" + suffix, Type::float64, column.unit, of(what, column), dimensions(column)},
          [n = column.name, length, value](const Summary& summary, const Quantiles&) {
            std::vector<double> values;
            for (std::size_t place = 0; place < length; ++place)
              values.push_back((summary.*value)(n, place));
            return as_bytes(std::span<const double>(values));
          }};
}

Entry counts(const Column& column, std::size_t length) {
  return {{column.name + "_count", Type::int64, "sessions", of("sessions by value", column),
           dimensions(column, column.name)},
          [column, length](const Summary& summary, const Quantiles&) {
            std::vector<std::int64_t> values;
            for (std::size_t place = 0; place < length; ++place) {
              const auto of_place = label_counts(summary, column, place).of_each;
              values.insert(values.end(), of_place.begin(), of_place.end());
            }
            return as_bytes(std::span<const std::int64_t>(values));
          }};
}

Entry missing(const Column& column, std::size_t length) {
  return {
      {column.name + "_missing", Type::int64, "sessions", of("sessions without a value", column), dimensions(column)},
      [n = column.name, length](const Summary& summary, const Quantiles&) {
        std::vector<std::int64_t> values;
        for (std::size_t place = 0; place < length; ++place)
          values.push_back(summary.missing(n, place));
        return as_bytes(std::span<const std::int64_t>(values));
      }};
}

void add_quantity(std::vector<Entry>& entries, const Column& c, std::size_t length) {
  entries.push_back(statistic(c, length, "mean", "mean", &Summary::mean));
  entries.push_back(statistic(c, length, "standard_deviation", "standard deviation", &Summary::standard_deviation));
  entries.push_back(statistic(c, length, "minimum", "minimum", &Summary::minimum));
  entries.push_back(statistic(c, length, "maximum", "maximum", &Summary::maximum));
  if (!c.quantiles) return;
  entries.push_back(
      {{quantile_variable(c), Type::float64, c.unit, of("quantiles", c), dimensions(c, "probability")},
       [c](const Summary&, const Quantiles& quantiles) { return as_bytes(std::span<const double>(quantiles(c))); }});
}

void add_pair(std::vector<Entry>& entries, const SummaryLayout& layout, const statistics::ColumnPair& pair) {
  const std::string stem = pair.first + "_" + pair.second;
  const std::string both = pair.first + " and " + pair.second;
  const auto joint = [pair](const Summary& s) { return s.joint(pair.first, pair.second); };
  const auto count = [pair](const Summary& s) { return s.joint_count(pair.first, pair.second); };
  entries.push_back(number(stem + "_covariance", covariance_unit(layout.columns, pair), "covariance of " + both,
                           [joint, count](const Summary& s) { return statistics::covariance(joint(s), count(s)); }));
  entries.push_back(number(stem + "_correlation", "1", "correlation of " + both,
                           [joint](const Summary& s) { return statistics::correlation(joint(s)); }));
}

/// Of each place, the counters first, …, first + count − 1.
Entry counters(const SummaryLayout& layout, const Column& column, std::string name, std::string long_name,
               std::vector<std::string> axes, std::size_t first, std::size_t count) {
  const std::size_t length = values_per_session(column, layout.axes);
  return {{std::move(name), Type::int64, "sessions", std::move(long_name), std::move(axes)},
          [n = column.name, length, first, count](const Summary& summary, const Quantiles&) {
            std::vector<std::int64_t> values;
            for (std::size_t place = 0; place < length; ++place) {
              const auto of_place = summary.histogram(n, place).subspan(first, count);
              values.insert(values.end(), of_place.begin(), of_place.end());
            }
            return as_bytes(std::span<const std::int64_t>(values));
          }};
}

void add_histogram(std::vector<Entry>& entries, const SummaryLayout& layout, const statistics::Histogram& histogram) {
  const Column& c = column_named(layout.columns, histogram.column);
  entries.push_back(
      counters(layout, c, c.name + "_histogram", of("histogram", c), dimensions(c, bin_axis(c)), 1, histogram.bins));
  entries.push_back(counters(layout, c, c.name + "_below_histogram", "sessions below the first bin of " + c.name,
                             dimensions(c), 0, 1));
  entries.push_back(counters(layout, c, c.name + "_above_histogram", "sessions above the last bin of " + c.name,
                             dimensions(c), histogram.bins + 1, 1));
}

std::vector<Entry> entries_of(const SummaryLayout& layout) {
  std::vector<Entry> entries;
  entries.push_back(
      whole("sessions", "sessions simulated without failure", [](const Summary& s) { return s.sessions(); }));
  entries.push_back(whole("failures", "sessions that failed", [](const Summary& s) { return s.failures(); }));
  for (const Column& column : layout.columns) {
    const std::size_t length = values_per_session(column, layout.axes);
    if (column.is_category()) {
      entries.push_back(counts(column, length));
    } else if (!column.of_failures) {
      add_quantity(entries, column, length);
    }
    if (column.counts_missing()) entries.push_back(missing(column, length));
  }
  for (const Tally& tally : layout.tallies) {
    entries.push_back({{tally.name, Type::int64, tally.unit, tally.long_name, {tally.name + "_label"}},
                       [n = tally.name](const Summary& s, const Quantiles&) { return as_bytes(s.tally(n)); }});
  }
  for (const Ratio& ratio : layout.ratios) {
    entries.push_back(number(ratio.name, ratio.unit, ratio.long_name,
                             [n = ratio.name](const Summary& s) { return s.ratio(n).value; }));
    entries.push_back(number(ratio.name + "_standard_error", ratio.unit, "standard error of " + ratio.long_name,
                             [n = ratio.name](const Summary& s) { return s.ratio(n).standard_error; }));
  }
  for (const statistics::ColumnPair& pair : layout.pairs)
    add_pair(entries, layout, pair);
  for (const statistics::Histogram& histogram : layout.histograms)
    add_histogram(entries, layout, histogram);
  return entries;
}

}  // namespace

std::span<const double> summary_probabilities() { return probabilities; }

Axes summary_axes(const SummaryLayout& layout) {
  Axes axes{{.name = "probability",
             .coordinates = {probabilities.begin(), probabilities.end()},
             .long_name = "probability of the quantiles"}};
  axes.insert(axes.end(), layout.axes.begin(), layout.axes.end());
  for (const Column& column : layout.columns) {
    if (column.is_category())
      axes.push_back({.name = column.name, .long_name = column.long_name, .labels = column.categories});
  }
  for (const Tally& tally : layout.tallies)
    axes.push_back({.name = tally.name + "_label", .long_name = tally.long_name, .labels = tally.labels});
  for (const statistics::Histogram& histogram : layout.histograms) {
    const Column& column = column_named(layout.columns, histogram.column);
    std::vector<double> edges;
    for (std::size_t i = 0; i < histogram.bins; ++i)
      edges.push_back(histogram.edge(i));
    axes.push_back(
        {.name = bin_axis(column),
         .coordinates = std::move(edges),
         .unit = column.unit,
         .long_name = fmt::format("lower edges of the bins of {}, which end at {}", column.name, histogram.to)});
  }
  return axes;
}

std::vector<store::Variable> summary_variables(const SummaryLayout& layout) {
  std::vector<store::Variable> variables;
  for (Entry& entry : entries_of(layout))
    variables.push_back(std::move(entry.variable));
  return variables;
}

std::vector<std::vector<std::byte>> summary_values(const SummaryLayout& layout, const Summary& summary,
                                                   const Quantiles& quantiles, IndexRange variables) {
  const std::vector<Entry> entries = entries_of(layout);
  std::vector<std::vector<std::byte>> values;
  for (std::uint64_t i = variables.first; i < variables.last; ++i)
    values.push_back(entries[i].values(summary, quantiles));
  return values;
}

std::string covariance_unit(const Columns& columns, const statistics::ColumnPair& pair) {
  const std::string& a = column_named(columns, pair.first).unit;
  const std::string& b = column_named(columns, pair.second).unit;
  if (a == "1") return b;
  return b == "1" ? a : a + " " + b;
}

std::string quantile_variable(const Column& column) { return column.name + "_quantile"; }

}  // namespace ergodic::engine

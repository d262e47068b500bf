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

/// The entries of one column: each is a statistic at every place of its axis.
class ColumnEntries {
 public:
  ColumnEntries(const Column& column, const Axes& axes) : column_(column), length_(values_per_session(column, axes)) {}

  std::vector<Entry> of_quantity() const {
    std::vector<Entry> entries;
    entries.push_back(statistic("mean", "mean", &Summary::mean));
    entries.push_back(statistic("standard_deviation", "standard deviation", &Summary::standard_deviation));
    entries.push_back(statistic("minimum", "minimum", &Summary::minimum));
    entries.push_back(statistic("maximum", "maximum", &Summary::maximum));
    if (column_.quantiles) {
      entries.push_back({{column_.name + "_quantile", Type::float64, column_.unit, of("quantiles", column_),
                          dimensions("probability")},
                         at_each_place<double>([n = column_.name](const Summary&, const Quantiles& quantiles,
                                                                  std::size_t place) { return quantiles(n, place); })});
    }
    return entries;
  }

  Entry of_category() const {
    return {
        {column_.name + "_count", Type::int64, "sessions", of("sessions by value", column_), dimensions(column_.name)},
        at_each_place<std::int64_t>([n = column_.name](const Summary& summary, const Quantiles&, std::size_t place) {
          return summary.counts(n, place);
        })};
  }

 private:
  using Statistic = double (Summary::*)(std::string_view, std::size_t) const;

  Entry statistic(const char* suffix, const char* what, Statistic value) const {
    return {
        {column_.name + "_" + suffix, Type::float64, column_.unit, of(what, column_), dimensions()},
        at_each_place<double>([n = column_.name, value](const Summary& summary, const Quantiles&, std::size_t place) {
          return std::array{(summary.*value)(n, place)};
        })};
  }

  std::vector<std::string> dimensions(std::string last = "") const {
    std::vector<std::string> names;
    if (!column_.axis.empty()) names.push_back(column_.axis);
    if (!last.empty()) names.push_back(std::move(last));
    return names;
  }

  /// Gives the bytes of values(summary, quantiles, place), a range of Ts, place after place.
  template <class T, class Values>
  std::function<std::vector<std::byte>(const Summary&, const Quantiles&)> at_each_place(Values values) const {
    return [values, length = length_](const Summary& summary, const Quantiles& quantiles) {
      std::vector<T> all;
      for (std::size_t place = 0; place < length; ++place) {
        const auto& of_place = values(summary, quantiles, place);
        all.insert(all.end(), of_place.begin(), of_place.end());
      }
      return as_bytes(std::span<const T>(all));
    };
  }

  const Column& column_;
  std::size_t length_;
};

std::vector<Entry> entries_of(const SummaryLayout& layout) {
  std::vector<Entry> entries;
  entries.push_back(
      whole("sessions", "sessions simulated without failure", [](const Summary& s) { return s.sessions(); }));
  entries.push_back(whole("failures", "sessions that failed", [](const Summary& s) { return s.failures(); }));
  for (const Column& column : layout.columns) {
    const ColumnEntries of_column(column, layout.axes);
    if (column.is_category()) {
      entries.push_back(of_column.of_category());
    } else {
      for (Entry& entry : of_column.of_quantity())
        entries.push_back(std::move(entry));
    }
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

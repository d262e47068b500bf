#include "engine/summary/precision.hpp"

#include "core/format.hpp"
#include "core/suggest.hpp"
#include "engine/summary/label_counts.hpp"
#include "statistics/interval.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ergodic::engine {
namespace {

using statistics::Summary;

constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<std::string> names_of_figures(const statistics::SummaryLayout& layout) {
  std::vector<std::string> names;
  for (const Column& column : layout.columns) {
    if (!column.of_failures) names.push_back(column.name);
  }
  for (const Ratio& ratio : layout.ratios)
    names.push_back(ratio.name);
  return names;
}

/// Of the column that `name` begins with, when it names a place that the column does not have: "chips[seat 9]".
std::vector<std::string> names_of_places(const std::string& name, const statistics::SummaryLayout& layout) {
  std::vector<std::string> names;
  for (const Column& column : layout.columns) {
    if (column.axis.empty() || column.name != name.substr(0, name.find('['))) continue;
    for (std::size_t place = 0; place < values_per_session(column, layout.axes); ++place)
      names.push_back(name_at(column, layout.axes, place));
  }
  return names;
}

[[noreturn]] void reject_unknown(const study::Target& wanted, const statistics::SummaryLayout& layout) {
  const auto is_it = [&](const Tally& tally) { return tally.name == wanted.column; };
  const std::vector<std::string> figures = names_of_figures(layout);
  if (std::any_of(layout.tallies.begin(), layout.tallies.end(), is_it)) {
    wanted.reject("column", fmt::format("\"{}\" has no interval", wanted.column),
                  "it is a tally: counts of what happens inside sessions", "name one of " + enumerate(figures, 40));
  }
  const std::vector<std::string> places = names_of_places(wanted.column, layout);
  const std::vector<std::string>& known = places.empty() ? figures : places;
  wanted.reject("column", fmt::format("unknown column \"{}\"", wanted.column), "there are " + enumerate(known, 40),
                did_you_mean(wanted.column, known));
}

[[noreturn]] void reject_quantile(const study::Target& wanted, const std::string& what) {
  wanted.reject("quantile", fmt::format("{:g} of {}", *wanted.quantile, wanted.column),
                fmt::format("which is {}, and has no quantiles", what), "remove it");
}

}  // namespace

bool Precision::is_reached() const { return std::isfinite(half_width) && half_width <= allowed && is_trusted(); }

double Precision::sessions_factor() const {
  if (!std::isfinite(half_width)) return infinity;
  const double shortfall = half_width == 0 ? 0 : half_width / allowed;
  return std::max(shortfall * shortfall, is_trusted() ? 0 : sessions_asked / sessions);
}

std::string Precision::text() const {
  const char* const unknown = std::isnan(sessions_asked) ? "of unknown precision, no two sessions differing"
                                                         : "of unknown precision, with too few sessions";
  const std::string known = std::isfinite(half_width) ? fmt::format("± {:.3g}", half_width) : std::string(unknown);
  const std::string trusted =
      is_trusted() || std::isnan(sessions_asked)
          ? ""
          : fmt::format(", which its skewness asks {} sessions for",
                        grouped(static_cast<std::uint64_t>(std::min(std::ceil(sessions_asked), 1e18))));
  return fmt::format("{} {}, ± {:.3g} wanted{}", name, known, allowed, trusted);
}

PrecisionTarget::PrecisionTarget(const study::Target& wanted, const statistics::SummaryLayout& layout)
    : wanted_(wanted) {
  find(wanted, layout);
  if (figures_.empty()) reject_unknown(wanted, layout);
  if (!wanted.half_width && !wanted.relative) {
    wanted.reject("column", fmt::format("\"{}\" has no precision to reach", wanted.column),
                  "neither half_width nor relative is set", "add one, for example relative: 0.01");
  }
}

void PrecisionTarget::find(const study::Target& wanted, const statistics::SummaryLayout& layout) {
  const auto reject_label = [&] {
    wanted.reject("label", fmt::format("\"{}\" of {}", *wanted.label, wanted.column),
                  "which is no category, and has no labels", "remove it");
  };
  for (const Ratio& ratio : layout.ratios) {
    if (ratio.name != wanted.column) continue;
    if (wanted.label) reject_label();
    if (wanted.quantile) reject_quantile(wanted, "a ratio");
    figures_.push_back({Kind::ratio, {}, ratio, 0, 0, ratio.name, ratio.unit});
  }
  for (const Column& column : layout.columns) {
    const std::size_t places = column.of_failures ? 0 : values_per_session(column, layout.axes);
    for (std::size_t place = 0; place < places; ++place) {
      if (wanted.column != column.name && wanted.column != name_at(column, layout.axes, place)) continue;
      if (wanted.label && !column.is_category()) reject_label();
      add(column, layout.axes, place);
    }
  }
}

void PrecisionTarget::add(const Column& column, const Axes& axes, std::size_t place) {
  const std::string name = name_at(column, axes, place);
  if (column.is_category()) return add_shares(column, name, place);
  const std::string figure = wanted_.quantile ? fmt::format("{} quantile {:g}", name, *wanted_.quantile) : name;
  figures_.push_back({wanted_.quantile ? Kind::quantile : Kind::mean, column, {}, place, 0, figure, column.unit});
}

void PrecisionTarget::add_shares(const Column& column, const std::string& name, std::size_t place) {
  const std::vector<std::string>& labels = column.categories;
  if (wanted_.quantile) reject_quantile(wanted_, "a category");
  if (wanted_.label && std::find(labels.begin(), labels.end(), *wanted_.label) == labels.end()) {
    wanted_.reject("label", fmt::format("unknown label \"{}\"", *wanted_.label),
                   fmt::format("{} has {}", column.name, enumerate(labels, 40)), did_you_mean(*wanted_.label, labels));
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (wanted_.label && labels[i] != *wanted_.label) continue;
    figures_.push_back({Kind::share, column, {}, place, i, fmt::format("{}: {}", name, labels[i]), "1"});
  }
}

std::string PrecisionTarget::text() const {
  std::string text = wanted_.column;
  if (wanted_.label) text += ": " + *wanted_.label;
  if (wanted_.quantile) text += fmt::format(" quantile {:g}", *wanted_.quantile);
  const std::string& unit = figures_.front().unit;
  if (wanted_.half_width) text += fmt::format(" ± {:g}{}", *wanted_.half_width, unit == "1" ? "" : " " + unit);
  if (wanted_.relative)
    text += fmt::format("{} {:g} % of it", wanted_.half_width ? " or" : " ±", 100 * *wanted_.relative);
  return text + fmt::format(" at {:g} %", 100 * wanted_.confidence);
}

std::vector<Precision> PrecisionTarget::of(const CaseValues& values) const {
  std::vector<Precision> all;
  for (const Figure& figure : figures_)
    all.push_back(of(figure, values));
  return all;
}

Precision PrecisionTarget::worst_of(const CaseValues& values) const {
  const std::vector<Precision> all = of(values);
  return *std::max_element(all.begin(), all.end(),
                           [](const Precision& a, const Precision& b) { return is_worse(b, a); });
}

Precision PrecisionTarget::of(const Figure& figure, const CaseValues& values) const {
  const Summary& summary = values.summary();
  Precision precision{.name = figure.name, .unit = figure.unit, .sessions = static_cast<double>(summary.sessions())};
  statistics::Interval interval{};
  bool may_be_known = false;  // by an interval of no width
  switch (figure.kind) {
    case Kind::mean: {
      const std::string& name = figure.column.name;
      const std::int64_t n = summary.present(name, figure.place);
      precision.sessions = static_cast<double>(n);
      precision.estimate = summary.mean(name, figure.place);
      interval = statistics::student(precision.estimate, summary.standard_deviation(name, figure.place), n,
                                     wanted_.confidence);
      precision.sessions_asked = values.sessions_for_mean(figure.column, figure.place);
      break;
    }
    case Kind::quantile: {
      const QuantileEstimate estimate =
          estimate_quantiles(values, figure.column, figure.place, {&*wanted_.quantile, 1}, wanted_.confidence).front();
      precision.estimate = estimate.value;
      interval = estimate.interval;
      may_be_known = true;  // where many sessions have this very value
      break;
    }
    case Kind::share: {
      const LabelCounts counts = label_counts(summary, figure.column, figure.place);
      const std::int64_t count = counts.of_each[figure.label];
      precision.estimate = static_cast<double>(count) / static_cast<double>(counts.sessions);
      interval = statistics::wilson(count, counts.sessions, wanted_.confidence);
      break;
    }
    case Kind::ratio: {
      const Summary::Quotient quotient = summary.ratio(figure.ratio.name);
      precision.estimate = quotient.value;
      interval = statistics::normal(quotient.value, quotient.standard_error, wanted_.confidence);
      precision.sessions_asked = values.sessions_for_ratio(figure.ratio);
      break;
    }
  }
  const double half_width = (interval.high - interval.low) / 2;
  precision.half_width = half_width > 0 || (may_be_known && half_width == 0) ? half_width : infinity;
  precision.allowed =
      std::max(wanted_.half_width.value_or(0), wanted_.relative.value_or(0) * std::abs(precision.estimate));
  return precision;
}

bool is_worse(const Precision& a, const Precision& b) { return a.sessions_factor() > b.sessions_factor(); }

}  // namespace ergodic::engine

#include "engine/reading/description_check.hpp"

#include "engine/summary/failure_columns.hpp"
#include "engine/summary/wanted_statistics.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ergodic::engine {
namespace {

using Parts = Description::Parts;

bool names(const std::vector<std::string>& all, const std::string& name) {
  return std::find(all.begin(), all.end(), name) != all.end();
}

/// A stage may be empty: then it is ragged. No number is so large that what is computed of it could overflow.
void check_sizes(const store::FileLayout& layout) {
  constexpr std::uint64_t most = std::uint64_t{1} << 62;
  if ((layout.stage.empty() && layout.case_labels.empty()) || layout.sessions_per_block == 0 ||
      (!layout.is_ragged() && (layout.sessions_per_case == 0 || layout.case_labels.empty())))
    wrong("it has no cases, sessions or blocks");
  if ((!layout.is_ragged() && layout.sessions_per_case > most / layout.case_count()) ||
      layout.sessions_per_block > most || layout.failures_per_block > most || layout.payload() >= most)
    wrong("no file could hold so much");
}

/// The quantiles of a column have somewhere to come from.
void check_quantiles(const Parts& parts, const Column& column) {
  const auto is_it = [&](const Column& other) { return other.name == column.name; };
  const Columns& kept = parts.layout.columns;
  if (!names(parts.summary_layout.sketched, column.name) && std::none_of(kept.begin(), kept.end(), is_it))
    wrong(fmt::format("there is nothing to find the quantiles of {} from", column.name));
}

void check_headline(const Columns& columns, const Headline& headline) {
  const Column& column = column_named(columns, headline.column);
  if (column.is_category() != names(column.categories, headline.label) || !column.axis.empty() || column.of_failures)
    wrong(fmt::format("the headline \"{}\" is of no figure", headline.title));
}

void check_variable(const store::FileLayout& layout, const store::Variable& variable) {
  for (const std::string& name : variable.axes) {
    const auto is_it = [&](const Axis& axis) { return axis.name == name; };
    if (std::none_of(layout.summary_axes.begin(), layout.summary_axes.end(), is_it))
      wrong(fmt::format("{} lies along {}, which is no axis", variable.name, name));
  }
}

/// Its last columns are those that tell of failures, and nowhere else is there such a column.
void check_failures(const Parts& parts) {
  const Columns& columns = parts.summary_layout.columns;
  const Columns told = parts.can_fail ? failure_columns(parts.failures) : Columns{};
  const auto is_same = [](const Column& a, const Column& b) {
    return a.name == b.name && a.type == b.type && a.axis.empty() && a.scale == 1 && a.categories == b.categories &&
           a.may_be_missing == b.may_be_missing && a.of_failures == b.of_failures;
  };
  if (columns.size() < told.size() || !std::equal(told.rbegin(), told.rend(), columns.rbegin(),
                                                  [&](const Column& a, const Column& b) { return is_same(b, a); }))
    wrong("sessions can fail, and no columns tell which did");
  const auto is_of_failures = [](const Column& column) { return column.of_failures; };
  if (std::count_if(columns.begin(), columns.end(), is_of_failures) !=
      std::count_if(told.begin(), told.end(), is_of_failures))
    wrong("a column is about failures that there are not");
}

}  // namespace

void wrong(const std::string& why) { throw InternalError("its description: " + why); }

void check_description(const Parts& parts) {
  const Columns& columns = parts.summary_layout.columns;
  check_sizes(parts.layout);
  for (const Axis& axis : parts.summary_layout.axes) {
    if (axis.size() == 0) wrong(fmt::format("the axis {} has no places", axis.name));
  }
  for (const Column& column : columns) {
    if (column.quantiles) check_quantiles(parts, column);
  }
  check_failures(parts);
  for (const Headline& headline : parts.headlines)
    check_headline(columns, headline);
  for (const store::Variable& variable : parts.layout.variables)
    check_variable(parts.layout, variable);
  for (const PrecisionTarget& target : parts.targets) {
    if (!(target.wanted().confidence > 0 && target.wanted().confidence < 1)) wrong("a confidence is no probability");
    const double quantile = target.wanted().quantile.value_or(0.5);
    if (!(quantile > 0 && quantile < 1)) wrong("a quantile's probability is none");
  }
}

}  // namespace ergodic::engine

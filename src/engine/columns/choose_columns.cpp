#include "engine/columns/choose_columns.hpp"

#include "core/suggest.hpp"
#include "engine/summary/distinct_names.hpp"
#include "engine/summary/failure_columns.hpp"
#include "engine/summary/wanted_statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::engine {
namespace {

/// A sketch takes 50 kB a place and block; on a longer axis the quantiles would outweigh the rows.
constexpr std::size_t most_places_with_quantiles = 64;

void append(const Columns& more, Columns& columns) { columns.insert(columns.end(), more.begin(), more.end()); }

bool has(const std::vector<std::size_t>& places, std::size_t place) {
  return std::find(places.begin(), places.end(), place) != places.end();
}

/// The places of the columns that the study names; of all where it names none.
std::vector<std::size_t> named_columns(const study::Study& study, const Columns& columns) {
  std::vector<std::string> known;
  for (const Column& column : columns)
    known.push_back(column.name);
  std::vector<std::size_t> places;
  for (const std::string& name : study.columns()) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      study.reject("output.columns", fmt::format("unknown column \"{}\"", name),
                   fmt::format("{} has {}", study.described(), enumerate(known, 40)), did_you_mean(name, known));
    }
    const auto place = static_cast<std::size_t>(found - known.begin());
    if (has(places, place))
      study.reject("output.columns", fmt::format("column \"{}\" twice", name), "each is kept once", "remove one");
    places.push_back(place);
  }
  for (std::size_t i = 0; i < columns.size() && study.columns().empty(); ++i)
    places.push_back(i);
  return places;
}

/// Those that stand in the rows. What declared failures leave is in no other place.
std::vector<std::size_t> kept_columns(const study::Study& study, const Description::Parts& parts) {
  const Columns& all = parts.summary_layout.columns;
  if (study.rows() == study::RowsKept::none) {
    if (!study.columns().empty())
      study.reject("output.columns", "columns of rows that are not kept", "output.rows is none",
                   "set output.rows: all, or leave out output.columns");
    return {};
  }
  std::vector<std::size_t> kept = named_columns(study, all);
  const std::size_t of_failures = parts.failures.empty() ? 0 : failure_columns(parts.failures).size();
  for (std::size_t i = all.size() - of_failures; i < all.size(); ++i) {
    if (!has(kept, i)) kept.push_back(i);
  }
  return kept;
}

/// Those whose quantiles are not found from rows.
std::vector<std::string> sketched_columns(const Description::Parts& parts) {
  std::vector<std::string> sketched;
  for (std::size_t i = 0; i < parts.summary_layout.columns.size(); ++i) {
    const Column& column = parts.summary_layout.columns[i];
    // Rows of failed sessions hold zeros, which must not count: the sketch knows them. Of a column along an axis that
    // may be missing, each place has ranks of its own.
    const bool has_gaps = parts.can_fail || (column.may_be_missing && !column.axis.empty());
    if (column.quantiles && (!has(parts.kept, i) || has_gaps)) sketched.push_back(column.name);
  }
  return sketched;
}

Headlines with_headlines_of(const Columns& made_up, const Headlines& others) {
  Headlines headlines;
  for (const Column& column : made_up) {
    std::string title = column.name;
    std::replace(title.begin(), title.end(), '_', ' ');
    headlines.push_back(column.is_category() ? Headline{title, column.name, "yes"}
                                             : Headline{"mean " + title, column.name, ""});
  }
  headlines.insert(headlines.end(), others.begin(), others.end());
  return headlines;
}

}  // namespace

void choose_columns(const study::Study& study, const WorkloadKind& kind, const RowForm& form, const Columns& made_up,
                    Description::Parts& parts) {
  Columns all = form.columns;
  append(made_up, all);
  parts.can_fail = parts.can_fail || !made_up.empty();
  if (parts.can_fail) {
    parts.failures = failure_categories(kind, form.columns, !made_up.empty());
    append(failure_columns(parts.failures), all);
  }
  parts.headlines = with_headlines_of(made_up, form.headlines);
  for (Column& column : all)
    column.quantiles = column.quantiles && values_per_session(column, form.axes) <= most_places_with_quantiles;
  require_distinct_dimensions(all, form.axes, parts.layout);
  parts.summary_layout = {all, form.tallies, form.ratios, {}, form.axes};
  add_wanted_statistics(study, parts.summary_layout);
  parts.kept = kept_columns(study, parts);
  parts.summary_layout.sketched = sketched_columns(parts);
}

}  // namespace ergodic::engine

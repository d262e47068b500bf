#include "statistics/summary_offsets.hpp"

#include "statistics/sums/integer_sum.hpp"
#include "statistics/sums/joint_moments.hpp"
#include "statistics/sums/real_moments.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/missing.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::statistics {
namespace {

/// The index of the thing of that name; `kind` is for the message.
template <class Named>
std::size_t index_of(const std::vector<Named>& all, std::string_view name, const char* kind) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  if (found == all.end())
    throw InternalError(fmt::format("a summary has no {} \"{}\" (its layout names others)", kind, name));
  return static_cast<std::size_t>(found - all.begin());
}

std::size_t word_count(const Column& column) {
  if (column.is_category()) return column.categories.size();
  if (column.of_failures) return 0;  // what its numbers mean differs from failure to failure
  return column.type == Type::float64 ? RealMoments::word_count : IntegerSums::word_count;
}

void require_sound(const Column& column) {
  if (column.is_category() && column.type == Type::float64) {
    throw InternalError(fmt::format("column \"{}\" is a category of reals (its codes are whole numbers)", column.name));
  }
  const std::vector<std::string>& labels = column.categories;
  const bool takes_fill = column.type == Type::uint8 && labels.size() > missing_value<std::uint8_t>();
  if (column.may_be_missing && (takes_fill || std::find(labels.begin(), labels.end(), missing_label) != labels.end())) {
    throw InternalError(
        fmt::format("column \"{}\" may be missing and has a label for that (the code 255, which means "
                    "\"{}\", is no label's) let it have others, or never be missing",
                    column.name, missing_label));
  }
  if (!(column.scale > 0)) {
    throw InternalError(fmt::format("column \"{}\" has the scale {} (a scale is positive)", column.name, column.scale));
  }
}

}  // namespace

SummaryOffsets::SummaryOffsets(SummaryLayout described) : layout(std::move(described)) {
  for (const Column& column : layout.columns) {
    require_sound(column);
    columns.push_back({words, word_count(column), values_per_session(column, layout.axes)});
    words += columns.back().words * columns.back().length;
    if (!column.counts_missing()) continue;
    columns.back().first_missing = words;
    words += columns.back().length;
  }
  for (const Tally& tally : layout.tallies) {
    tallies.push_back(words);
    words += tally.labels.size();
  }
  for (const Ratio& ratio : layout.ratios) {
    ratios.push_back({quantity(ratio.numerator), quantity(ratio.denominator), words});
    for (const std::size_t column : {ratios.back().numerator, ratios.back().denominator}) {
      if (layout.columns[column].type == Type::float64) {
        throw InternalError(fmt::format("ratio \"{}\" is of \"{}\" (ratios are of columns of whole numbers)",
                                        ratio.name, layout.columns[column].name));
      }
      if (!layout.columns[column].axis.empty()) {
        throw InternalError(fmt::format("ratio \"{}\" is of \"{}\" (ratios are of columns of one value a session)",
                                        ratio.name, layout.columns[column].name));
      }
      if (layout.columns[column].may_be_missing) {
        throw InternalError(fmt::format("ratio \"{}\" is of \"{}\" (ratios are of columns that every session has)",
                                        ratio.name, layout.columns[column].name));
      }
    }
    words += 2;
  }
  for (const std::string& name : layout.sketched) {
    const std::size_t column = quantity(name);
    if (columns[column].sketch)
      throw InternalError(fmt::format("column \"{}\" is sketched twice (once is enough)", name));
    columns[column].sketch.emplace(layout.columns[column]);
    columns[column].first_counter = words;
    words += columns[column].sketch->size() * columns[column].length;
  }
  add_pairs();
  add_histograms();
}

void SummaryOffsets::add_pairs() {
  for (const ColumnPair& pair : layout.pairs) {
    pairs.push_back(
        {index_of(layout.columns, pair.first, "column"), index_of(layout.columns, pair.second, "column"), words});
    for (const std::size_t column : {pairs.back().x, pairs.back().y}) {
      const Column& one = layout.columns[column];
      if (!one.axis.empty() || one.categories.size() > 2) {
        throw InternalError(fmt::format(
            "a covariance is of \"{}\" (it is of numbers, or of no and yes, of one value a session)", one.name));
      }
    }
    words += JointMoments::word_count;
    if (!layout.columns[pairs.back().x].counts_missing() && !layout.columns[pairs.back().y].counts_missing()) continue;
    pairs.back().missing = words++;
  }
}

void SummaryOffsets::add_histograms() {
  for (const Histogram& histogram : layout.histograms) {
    const std::size_t column = quantity(histogram.column);
    if (!(histogram.from < histogram.to) || histogram.bins == 0) {
      throw InternalError(fmt::format("the histogram of \"{}\" has {} bins from {} to {} (it has room for nothing)",
                                      histogram.column, histogram.bins, histogram.from, histogram.to));
    }
    histograms.push_back({column, columns[column].length, words});
    words += histogram.size() * columns[column].length;
    constexpr std::size_t most_words = std::size_t{1} << 48;  // no file holds as many, and no sum of them overflows
    if (words > most_words) throw InternalError("a summary has too many histograms (no file could hold it)");
  }
}

std::size_t SummaryOffsets::word(std::size_t column, std::size_t place) const {
  const ColumnOffsets& at = columns[column];
  if (place >= at.length) {
    throw InternalError(fmt::format("place {} of column \"{}\" is asked for (it has {})", place,
                                    layout.columns[column].name, at.length));
  }
  return at.first + place * at.words;
}

std::int64_t SummaryOffsets::present(std::span<const std::int64_t> of, std::size_t column, std::size_t place) const {
  if (layout.columns[column].of_failures) return of[failures];
  const std::optional<std::size_t>& missing = columns[column].first_missing;
  return of[sessions] - (missing ? of[*missing + place] : 0);
}

std::int64_t SummaryOffsets::present(std::span<const std::int64_t> of, const PairOffsets& pair) const {
  return of[sessions] - (pair.missing ? of[*pair.missing] : 0);
}

std::size_t SummaryOffsets::column(std::string_view name) const { return index_of(layout.columns, name, "column"); }

std::size_t SummaryOffsets::quantity(std::string_view name) const {
  const std::size_t column = index_of(layout.columns, name, "column");
  if (layout.columns[column].of_failures)
    throw InternalError(fmt::format("statistics of \"{}\" are asked for (it is about failures)", name));
  if (layout.columns[column].is_category()) {
    throw InternalError(fmt::format("column \"{}\" is taken for a quantity (it is a category)", name));
  }
  return column;
}

std::size_t SummaryOffsets::category(std::string_view name) const {
  const std::size_t column = index_of(layout.columns, name, "column");
  if (!layout.columns[column].is_category()) {
    throw InternalError(fmt::format("column \"{}\" is taken for a category (it is a quantity)", name));
  }
  return column;
}

SummaryOffsets::FoundPair SummaryOffsets::pair(std::string_view first, std::string_view second) const {
  for (std::size_t i = 0; i < layout.pairs.size(); ++i) {
    if (layout.pairs[i].first == first && layout.pairs[i].second == second) return {i, false};
    if (layout.pairs[i].first == second && layout.pairs[i].second == first) return {i, true};
  }
  throw InternalError(
      fmt::format("a covariance of \"{}\" and \"{}\" is asked for (the layout has others)", first, second));
}

std::size_t SummaryOffsets::tally(std::string_view name) const { return index_of(layout.tallies, name, "tally"); }

std::size_t SummaryOffsets::ratio(std::string_view name) const { return index_of(layout.ratios, name, "ratio"); }

}  // namespace ergodic::statistics

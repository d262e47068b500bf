#include "statistics/summary.hpp"

#include "core/contracts.hpp"
#include "statistics/in_unit.hpp"
#include "statistics/quantile.hpp"
#include "statistics/summary_offsets.hpp"
#include "statistics/summary_values.hpp"
#include "statistics/summary_words.hpp"
#include "statistics/sums/category_counts.hpp"
#include "statistics/survivors.hpp"
#include "statistics/undefined.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::statistics {
namespace {}  // namespace

Summary::Summary(SummaryLayout layout)
    : offsets_(std::make_shared<const SummaryOffsets>(std::move(layout))), words_(offsets_->words) {
  clear();
}

Summary::Summary(SummaryLayout layout, std::span<const std::int64_t> words)
    : offsets_(std::make_shared<const SummaryOffsets>(std::move(layout))) {
  assign(words);
}

void Summary::assign(std::span<const std::int64_t> words) {
  if (words.size() != offsets_->words) {
    throw InternalError(fmt::format("a summary of {} words is read from {} (they were written with another layout)",
                                    offsets_->words, words.size()));
  }
  words_.assign(words.begin(), words.end());
}

std::size_t Summary::word_count(const SummaryLayout& layout) { return SummaryOffsets(layout).words; }

std::span<const std::int64_t> Summary::words() const { return words_; }

void Summary::clear() {
  std::fill(words_.begin(), words_.end(), 0);
  for (std::size_t i = 0; i < offsets_->columns.size(); ++i) {
    const Column& column = offsets_->layout.columns[i];
    if (column.is_category() || column.of_failures) continue;
    for (std::size_t place = 0; place < offsets_->columns[i].length; ++place) {
      if (is_real(column)) {
        put(RealMoments{}, words_, offsets_->word(i, place));
      } else {
        put(IntegerSums{}, words_, offsets_->word(i, place));
      }
    }
  }
}

void Summary::add(const Rows& rows) {
  const SummaryOffsets& offsets = *offsets_;
  if (rows.columns().size() != offsets.columns.size() || rows.tallies().size() != offsets.tallies.size()) {
    throw InternalError(
        "rows are added to a summary of other columns or tallies (a workload has the same in every run)");
  }
  const Survivors survivors(rows);
  for (std::size_t i = 0; i < offsets.columns.size(); ++i) {
    if (offsets.layout.columns[i].of_failures) {
      add_failures(i, survivors);
    } else if (is_real(offsets.layout.columns[i])) {
      add_column<double>(i, survivors);
    } else {
      with_whole_type(offsets.layout.columns[i].type, [&]<class T>() { add_column<T>(i, survivors); });
    }
  }
  for (const SummaryOffsets::RatioOffsets& ratio : offsets.ratios) {
    with_whole_type(offsets.layout.columns[ratio.numerator].type, [&]<class X>() {
      with_whole_type(offsets.layout.columns[ratio.denominator].type, [&]<class Y>() {
        const auto x = survivors.column<X>(ratio.numerator);
        const auto y = survivors.column<Y>(ratio.denominator);
        put(wrapped_sum(cross_at(words_, ratio.first), cross_sum(x.span, y.span)), words_, ratio.first);
      });
    });
  }
  for (std::size_t i = 0; i < offsets.tallies.size(); ++i) {
    const std::span<const std::int64_t> counters = rows.tally(i);
    ERGODIC_EXPECT(counters.size() == offsets.layout.tallies[i].labels.size());
    add_counts(counters, std::span(words_).subspan(offsets.tallies[i], counters.size()));
  }
  for (std::size_t i = 0; i < offsets.pairs.size(); ++i)
    add_pair(i, survivors);
  for (std::size_t i = 0; i < offsets.histograms.size(); ++i)
    add_to_histogram(i, survivors);
  words_[SummaryOffsets::sessions] += survivors.count();
  words_[SummaryOffsets::failures] += survivors.failures();
}

template <class T>
void Summary::add_column(std::size_t index, const Survivors& survivors) {
  const std::size_t length = offsets_->columns[index].length;
  const auto values = survivors.column<T>(index);
  ERGODIC_EXPECT(values.span.size() == length * static_cast<std::size_t>(survivors.count()));
  for_each_place(values.span, length,
                 [&](std::size_t place, std::span<const T> of_place) { add_values(index, place, of_place); });
}

void Summary::add_failures(std::size_t index, const Survivors& survivors) {
  const Column& column = offsets_->layout.columns[index];
  if (!column.is_category()) return;
  const auto counts = std::span(words_).subspan(offsets_->word(index, 0), column.categories.size());
  with_whole_type(column.type, [&]<class T>() {
    const std::vector<T> codes = survivors.failed<T>(index);
    count_categories(column, std::span<const T>(codes), counts);
  });
}

template <class T>
void Summary::add_values(std::size_t index, std::size_t place, std::span<const T> values) {
  const std::optional<std::size_t>& missing = offsets_->columns[index].first_missing;
  if (!missing) return add_present(index, place, values);
  const std::vector<T> present = present_values(values);
  add_present(index, place, std::span<const T>(present));
  words_[*missing + place] += static_cast<std::int64_t>(values.size() - present.size());
}

template <class T>
void Summary::add_present(std::size_t index, std::size_t place, std::span<const T> values) {
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if constexpr (std::is_same_v<T, double>) {
    const auto more = static_cast<std::int64_t>(values.size());
    put(folded(moments_at(words_, first), present_at(index, place), moments_of(values), more), words_, first);
  } else if (column.is_category()) {
    return count_categories(column, values, std::span(words_).subspan(first, column.categories.size()));
  } else {
    IntegerSums sums = sums_at(words_, first);
    sums.fold(sums_of(values));
    put(sums, words_, first);
  }
  const std::optional<Sketch>& sketch = offsets_->columns[index].sketch;
  if (sketch) sketch->add(values, offsets_->counters(std::span(words_), index, place));
}

void Summary::add_pair(std::size_t index, const Survivors& survivors) {
  const SummaryOffsets::PairOffsets& pair = offsets_->pairs[index];
  const Columns& columns = offsets_->layout.columns;
  std::vector<double> x = numbers_of(columns[pair.x], pair.x, survivors);
  std::vector<double> y = numbers_of(columns[pair.y], pair.y, survivors);
  if (pair.missing) {
    std::vector<bool> is_partial(x.size());
    mark_missing(columns[pair.x], pair.x, survivors, is_partial);
    mark_missing(columns[pair.y], pair.y, survivors, is_partial);
    erase_marked(is_partial, x);
    erase_marked(is_partial, y);
  }
  const auto count = static_cast<std::int64_t>(x.size());
  const JointMoments more = joint_moments_of(x, y);
  put(folded(joint_at(words_, pair.first), offsets_->present(words_, pair), more, count), words_, pair.first);
  if (pair.missing) words_[*pair.missing] += survivors.count() - count;
}

void Summary::add_to_histogram(std::size_t index, const Survivors& survivors) {
  const SummaryOffsets::HistogramOffsets& lies = offsets_->histograms[index];
  const Histogram& histogram = offsets_->layout.histograms[index];
  const Column& column = offsets_->layout.columns[lies.column];
  with_values(column, lies.column, survivors, [&](const auto& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double value = in_unit(static_cast<double>(values[i]), column);
      if (std::isnan(value) || (column.may_be_missing && is_missing(values[i]))) continue;
      ++words_[lies.first + i % lies.length * histogram.size() + histogram.counter(value)];
    }
  });
}

void Summary::fold(const Summary& next) {
  if (next.words_.size() != words_.size()) {
    throw InternalError(fmt::format("a summary of {} words is folded into one of {} (they are of different layouts)",
                                    next.words_.size(), words_.size()));
  }
  const SummaryOffsets& offsets = *offsets_;
  const auto add_words = [&](std::size_t first, std::size_t count) {
    add_counts(std::span(next.words_).subspan(first, count), std::span(words_).subspan(first, count));
  };
  for (std::size_t i = 0; i < offsets.columns.size(); ++i) {
    const SummaryOffsets::ColumnOffsets& column = offsets.columns[i];
    for (std::size_t place = 0; place < column.length; ++place) {
      const std::size_t first = offsets.word(i, place);
      if (offsets.layout.columns[i].is_category()) {
        add_words(first, column.words);
      } else if (offsets.layout.columns[i].of_failures) {
        continue;  // it has no sums
      } else if (is_real(offsets.layout.columns[i])) {
        put(folded(moments_at(words_, first), present_at(i, place), moments_at(next.words_, first),
                   next.present_at(i, place)),
            words_, first);
      } else {
        IntegerSums sums = sums_at(words_, first);
        sums.fold(sums_at(next.words_, first));
        put(sums, words_, first);
      }
    }
    if (column.first_missing) add_words(*column.first_missing, column.length);
    if (column.sketch) add_words(column.first_counter, column.sketch->size() * column.length);
  }
  for (std::size_t i = 0; i < offsets.tallies.size(); ++i)
    add_words(offsets.tallies[i], offsets.layout.tallies[i].labels.size());
  for (const SummaryOffsets::RatioOffsets& ratio : offsets.ratios) {
    put(wrapped_sum(cross_at(words_, ratio.first), cross_at(next.words_, ratio.first)), words_, ratio.first);
  }
  for (const SummaryOffsets::PairOffsets& pair : offsets.pairs) {
    put(folded(joint_at(words_, pair.first), offsets.present(words_, pair), joint_at(next.words_, pair.first),
               offsets.present(next.words_, pair)),
        words_, pair.first);
    if (pair.missing) add_words(*pair.missing, 1);
  }
  for (std::size_t i = 0; i < offsets.histograms.size(); ++i)
    add_words(offsets.histograms[i].first, offsets.histograms[i].length * offsets.layout.histograms[i].size());
  add_words(SummaryOffsets::sessions, 1);
  add_words(SummaryOffsets::failures, 1);
}

std::int64_t Summary::sessions() const { return words_[SummaryOffsets::sessions]; }

std::int64_t Summary::failures() const { return words_[SummaryOffsets::failures]; }

std::int64_t Summary::present_at(std::size_t index, std::size_t place) const {
  return offsets_->present(words_, index, place);
}

std::int64_t Summary::present(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->column(name);
  offsets_->word(index, place);  // there is such a place
  return present_at(index, place);
}

std::int64_t Summary::missing(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->column(name);
  offsets_->word(index, place);
  const std::optional<std::size_t>& first = offsets_->columns[index].first_missing;
  return first ? words_[*first + place] : 0;
}

double Summary::mean(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  const std::int64_t n = present_at(index, place);
  if (n == 0) return undefined;
  return in_unit(is_real(column) ? moments_at(words_, first).mean : statistics::mean(sums_at(words_, first), n),
                 column);
}

double Summary::standard_deviation(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  const std::int64_t n = present_at(index, place);
  if (n < 2) return undefined;
  const double variance = is_real(column) ? moments_at(words_, first).deviations / static_cast<double>(n - 1)
                                          : statistics::variance(sums_at(words_, first), n);
  return in_unit(std::sqrt(variance), column);
}

std::pair<double, double> Summary::stored_extremes(std::size_t index, std::size_t place) const {
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if (present_at(index, place) == 0) return {undefined, undefined};
  if (!is_real(column)) {
    const IntegerSums sums = sums_at(words_, first);
    return {static_cast<double>(sums.minimum), static_cast<double>(sums.maximum)};
  }
  const RealMoments moments = moments_at(words_, first);
  if (moments.minimum > moments.maximum) return {undefined, undefined};  // nothing but NaN
  return {moments.minimum, moments.maximum};
}

double Summary::minimum(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  return in_unit(stored_extremes(index, place).first, column);
}

double Summary::maximum(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  return in_unit(stored_extremes(index, place).second, column);
}

double Summary::total(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if (is_real(column))
    return in_unit(moments_at(words_, first).mean * static_cast<double>(present_at(index, place)), column);
  return in_unit(static_cast<double>(sums_at(words_, first).sum), column);
}

const Sketch& Summary::sketch_of(std::size_t index) const {
  const std::optional<Sketch>& sketch = offsets_->columns[index].sketch;
  if (sketch) return *sketch;
  throw InternalError(fmt::format("a quantile is asked of column \"{}\" (its layout keeps no sketch of it)",
                                  offsets_->layout.columns[index].name));
}

double Summary::quantile(std::string_view name, double probability, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const Sketch& sketch = sketch_of(index);
  const auto n = static_cast<std::uint64_t>(present_at(index, place));
  if (n == 0) return undefined;
  const std::uint64_t rank = quantile_rank(probability, n);
  if (rank == 1) return minimum(name, place);
  if (rank == n) return maximum(name, place);
  const auto [low, high] = stored_extremes(index, place);
  const double value = sketch.value_at(rank, offsets_->counters(std::span(words_), index, place));
  return in_unit(std::clamp(value, low, high), column);
}

Interval Summary::value_of_rank(std::string_view name, std::uint64_t rank, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const auto [least, greatest] = stored_extremes(index, place);
  auto [low, high] = sketch_of(index).bounds_at(rank, offsets_->counters(std::span(words_), index, place));
  if (rank == 1) low = high = least;
  if (rank == static_cast<std::uint64_t>(present_at(index, place))) low = high = greatest;
  return {in_unit(std::clamp(low, least, greatest), column), in_unit(std::clamp(high, least, greatest), column)};
}

bool Summary::has_whole_sketches() const {
  for (std::size_t i = 0; i < offsets_->columns.size(); ++i) {
    for (std::size_t place = 0; offsets_->columns[i].sketch && place < offsets_->columns[i].length; ++place) {
      std::int64_t left = present_at(i, place);
      for (const std::int64_t count : offsets_->counters(std::span(words_), i, place)) {
        if (count < 0 || count > left) return false;
        left -= count;
      }
      if (left != 0) return false;
    }
  }
  return true;
}

std::span<const std::int64_t> Summary::counts(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->category(name);
  return std::span(words_).subspan(offsets_->word(index, place), offsets_->columns[index].words);
}

std::span<const std::int64_t> Summary::tally(std::string_view name) const {
  const std::size_t index = offsets_->tally(name);
  return std::span(words_).subspan(offsets_->tallies[index], offsets_->layout.tallies[index].labels.size());
}

Summary::Quotient Summary::ratio(std::string_view name) const {
  const SummaryOffsets::RatioOffsets& ratio = offsets_->ratios[offsets_->ratio(name)];
  const Column& numerator = offsets_->layout.columns[ratio.numerator];
  const Column& denominator = offsets_->layout.columns[ratio.denominator];
  const IntegerSums x = sums_at(words_, offsets_->columns[ratio.numerator].first);
  const IntegerSums y = sums_at(words_, offsets_->columns[ratio.denominator].first);
  if (y.sum == 0) return {undefined, undefined};
  const double error = ratio_standard_error(x, y, cross_at(words_, ratio.first), sessions());
  return {in_unit(static_cast<double>(x.sum), numerator) / in_unit(static_cast<double>(y.sum), denominator),
          in_unit(error, numerator) / in_unit(1, denominator)};
}

JointMoments Summary::joint(std::string_view first, std::string_view second) const {
  const auto [pair, is_turned] = offsets_->pair(first, second);
  const JointMoments moments = joint_at(words_, offsets_->pairs[pair].first);
  return is_turned ? moments.transposed() : moments;
}

std::int64_t Summary::joint_count(std::string_view first, std::string_view second) const {
  return offsets_->present(words_, offsets_->pairs[offsets_->pair(first, second).index]);
}

std::span<const std::int64_t> Summary::histogram(std::string_view column, std::size_t place) const {
  const std::vector<Histogram>& histograms = offsets_->layout.histograms;
  for (std::size_t i = 0; i < histograms.size(); ++i) {
    if (histograms[i].column != column) continue;
    ERGODIC_EXPECT(place < offsets_->histograms[i].length);
    const std::size_t size = histograms[i].size();
    return std::span(words_).subspan(offsets_->histograms[i].first + place * size, size);
  }
  throw InternalError(fmt::format("a histogram of \"{}\" is asked for (the layout has others)", column));
}

}  // namespace ergodic::statistics

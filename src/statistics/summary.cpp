#include "statistics/summary.hpp"

#include "core/contracts.hpp"
#include "statistics/in_unit.hpp"
#include "statistics/quantile.hpp"
#include "statistics/summary_offsets.hpp"
#include "statistics/summary_words.hpp"
#include "statistics/sums/category_counts.hpp"
#include "statistics/survivors.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ergodic::statistics {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Calls f.template operator()<T>() for the column's type of whole numbers.
template <class F>
decltype(auto) with_whole_type(Type type, F&& f) {
  switch (type) {
    case Type::uint8: return f.template operator()<std::uint8_t>();
    case Type::int16: return f.template operator()<std::int16_t>();
    case Type::int32: return f.template operator()<std::int32_t>();
    case Type::int64: return f.template operator()<std::int64_t>();
    case Type::float64: break;
  }
  throw InternalError("a column of reals is summed as whole numbers (they have sums of their own)");
}

/// Calls f(place, its values) for each of `length` places whose values lie side by side in each row. They are gathered
/// a cache line at a time: one by one would read every line of a long axis as often as it has values.
template <class T, class F>
void for_each_place(std::span<const T> values, std::size_t length, F&& f) {
  if (length == 1) return f(0, values);
  constexpr std::size_t together = 64 / sizeof(T);
  const std::size_t rows = values.size() / length;
  std::vector<T> gathered(together * rows);
  for (std::size_t first = 0; first < length; first += together) {
    const std::size_t count = std::min(together, length - first);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t k = 0; k < count; ++k)
        gathered[k * rows + row] = values[row * length + first + k];
    }
    for (std::size_t k = 0; k < count; ++k)
      f(first + k, std::span<const T>(gathered).subspan(k * rows, rows));
  }
}

void add_counts(std::span<const std::int64_t> more, std::span<std::int64_t> counts) {
  for (std::size_t i = 0; i < counts.size(); ++i)
    counts[i] += more[i];
}

bool is_real(const Column& column) { return column.type == Type::float64; }

/// Calls f(the survivors' values) of the column's own type.
template <class F>
void with_values(const Column& column, std::size_t index, const Survivors& survivors, F&& f) {
  if (is_real(column)) {
    const auto values = survivors.column<double>(index);
    return f(values.span);
  }
  with_whole_type(column.type, [&]<class T>() {
    const auto values = survivors.column<T>(index);
    f(values.span);
  });
}

/// The survivors' values in the column's unit.
std::vector<double> numbers_of(const Column& column, std::size_t index, const Survivors& survivors) {
  std::vector<double> numbers;
  with_values(column, index, survivors, [&](const auto& values) {
    numbers.reserve(values.size());
    for (const auto value : values)
      numbers.push_back(in_unit(static_cast<double>(value), column));
  });
  return numbers;
}

}  // namespace

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
    if (column.is_category()) continue;
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
    if (is_real(offsets.layout.columns[i])) {
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

template <class T>
void Summary::add_values(std::size_t index, std::size_t place, std::span<const T> values) {
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if constexpr (std::is_same_v<T, double>) {
    const auto more = static_cast<std::int64_t>(values.size());
    put(folded(moments_at(words_, first), sessions(), moments_of(values), more), words_, first);
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
  const std::vector<double> x = numbers_of(columns[pair.x], pair.x, survivors);
  const std::vector<double> y = numbers_of(columns[pair.y], pair.y, survivors);
  const JointMoments more = joint_moments_of(x, y);
  put(folded(joint_at(words_, pair.first), sessions(), more, survivors.count()), words_, pair.first);
}

void Summary::add_to_histogram(std::size_t index, const Survivors& survivors) {
  const SummaryOffsets::HistogramOffsets& lies = offsets_->histograms[index];
  const Histogram& histogram = offsets_->layout.histograms[index];
  const Column& column = offsets_->layout.columns[lies.column];
  with_values(column, lies.column, survivors, [&](const auto& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double value = in_unit(static_cast<double>(values[i]), column);
      if (std::isnan(value)) continue;
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
      } else if (is_real(offsets.layout.columns[i])) {
        put(folded(moments_at(words_, first), sessions(), moments_at(next.words_, first), next.sessions()), words_,
            first);
      } else {
        IntegerSums sums = sums_at(words_, first);
        sums.fold(sums_at(next.words_, first));
        put(sums, words_, first);
      }
    }
    if (column.sketch) add_words(column.first_counter, column.sketch->size() * column.length);
  }
  for (std::size_t i = 0; i < offsets.tallies.size(); ++i)
    add_words(offsets.tallies[i], offsets.layout.tallies[i].labels.size());
  for (const SummaryOffsets::RatioOffsets& ratio : offsets.ratios) {
    put(wrapped_sum(cross_at(words_, ratio.first), cross_at(next.words_, ratio.first)), words_, ratio.first);
  }
  for (const SummaryOffsets::PairOffsets& pair : offsets.pairs) {
    put(folded(joint_at(words_, pair.first), sessions(), joint_at(next.words_, pair.first), next.sessions()), words_,
        pair.first);
  }
  for (std::size_t i = 0; i < offsets.histograms.size(); ++i)
    add_words(offsets.histograms[i].first, offsets.histograms[i].length * offsets.layout.histograms[i].size());
  add_words(SummaryOffsets::sessions, 1);
  add_words(SummaryOffsets::failures, 1);
}

std::int64_t Summary::sessions() const { return words_[SummaryOffsets::sessions]; }

std::int64_t Summary::failures() const { return words_[SummaryOffsets::failures]; }

double Summary::mean(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if (sessions() == 0) return undefined;
  return in_unit(
      is_real(column) ? moments_at(words_, first).mean : statistics::mean(sums_at(words_, first), sessions()), column);
}

double Summary::standard_deviation(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if (sessions() < 2) return undefined;
  const double variance = is_real(column) ? moments_at(words_, first).deviations / static_cast<double>(sessions() - 1)
                                          : statistics::variance(sums_at(words_, first), sessions());
  return in_unit(std::sqrt(variance), column);
}

std::pair<double, double> Summary::stored_extremes(const Column& column, std::size_t first) const {
  if (sessions() == 0) return {undefined, undefined};
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
  return in_unit(stored_extremes(column, offsets_->word(index, place)).first, column);
}

double Summary::maximum(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  return in_unit(stored_extremes(column, offsets_->word(index, place)).second, column);
}

double Summary::total(std::string_view name, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const std::size_t first = offsets_->word(index, place);
  if (is_real(column)) return in_unit(moments_at(words_, first).mean * static_cast<double>(sessions()), column);
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
  if (sessions() == 0) return undefined;
  const auto n = static_cast<std::uint64_t>(sessions());
  const std::uint64_t rank = quantile_rank(probability, n);
  if (rank == 1) return minimum(name, place);
  if (rank == n) return maximum(name, place);
  const auto [low, high] = stored_extremes(column, offsets_->word(index, place));
  const double value = sketch.value_at(rank, offsets_->counters(std::span(words_), index, place));
  return in_unit(std::clamp(value, low, high), column);
}

Interval Summary::value_of_rank(std::string_view name, std::uint64_t rank, std::size_t place) const {
  const std::size_t index = offsets_->quantity(name);
  const Column& column = offsets_->layout.columns[index];
  const auto [least, greatest] = stored_extremes(column, offsets_->word(index, place));
  auto [low, high] = sketch_of(index).bounds_at(rank, offsets_->counters(std::span(words_), index, place));
  if (rank == 1) low = high = least;
  if (rank == static_cast<std::uint64_t>(sessions())) low = high = greatest;
  return {in_unit(std::clamp(low, least, greatest), column), in_unit(std::clamp(high, least, greatest), column)};
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
  const std::vector<ColumnPair>& pairs = offsets_->layout.pairs;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const JointMoments moments = joint_at(words_, offsets_->pairs[i].first);
    if (pairs[i].first == first && pairs[i].second == second) return moments;
    if (pairs[i].first == second && pairs[i].second == first) return moments.transposed();
  }
  throw InternalError(
      fmt::format("a covariance of \"{}\" and \"{}\" is asked for (the layout has others)", first, second));
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

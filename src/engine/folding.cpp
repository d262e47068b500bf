#include "engine/folding.hpp"

#include "statistics/in_unit.hpp"
#include "statistics/quantile.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <numeric>

namespace ergodic::engine {
namespace {

/// [bytes] of the places that are gathered at once: the rows are then read once for all of these, where streaming reads
/// them two to five times for each (1.5 million sessions of 64 reals: 8 s, not 51 s).
constexpr std::uint64_t gathered_at_once = 64 << 20;

/// A column of the blocks of a case that are done.
template <class T>
class StoredColumn {
 public:
  StoredColumn(const Description& description, const store::ResultFile& file, const BlocksDone& done,
               std::uint64_t case_index, std::size_t column)
      : description_(description),
        file_(file),
        done_(done),
        case_index_(case_index),
        column_(column),
        length_(values_per_session(description.layout().columns[column], description.layout().axes)) {}

  /// The exact quantiles, place after place.
  std::vector<double> quantiles(std::span<const double> probabilities) const {
    std::vector<double> all;
    const auto add = [&](const std::vector<T>& of_place) {
      for (const T value : of_place)
        all.push_back(statistics::in_unit(static_cast<double>(value), description_.layout().columns[column_]));
    };
    const std::uint64_t together = gathered_at_once / (sessions() * sizeof(T));
    for (std::size_t place = 0; place < length_;) {
      if (length_ == 1 || together < 2) {
        const auto pieces = [&](const auto& piece) { for_each_piece(place, piece); };
        add(statistics::exact_quantiles<T>(pieces, probabilities));
        ++place;
        continue;
      }
      const std::size_t count = std::min<std::size_t>(together, length_ - place);
      for (const std::vector<T>& values : gathered(place, count))
        add(statistics::exact_quantiles<T>([&](const auto& piece) { piece(values); }, probabilities));
      place += count;
    }
    return all;
  }

 private:
  /// Calls block(rows, values, row-major) for each block.
  template <class Block>
  void for_each_block(const Block& block) const {
    const std::uint64_t blocks = description_.layout().blocks_per_case();
    std::vector<T> values;
    for (std::uint64_t index = case_index_ * blocks; index < (case_index_ + 1) * blocks; ++index) {
      if (!done_[index]) continue;
      const Replicates replicates = description_.block(index).replicates;
      values.resize(replicates.count * length_);
      file_.read_column(column_, case_index_, replicates.first, std::as_writable_bytes(std::span(values)));
      block(replicates.count, std::span(values));
    }
  }

  std::uint64_t sessions() const {
    const std::uint64_t blocks = description_.layout().blocks_per_case();
    std::uint64_t count = 0;
    for (std::uint64_t index = case_index_ * blocks; index < (case_index_ + 1) * blocks; ++index) {
      if (done_[index]) count += description_.block(index).replicates.count;
    }
    return count;
  }

  /// Calls piece(values) with the values at a place, block after block.
  void for_each_piece(std::size_t place, const std::function<void(std::span<const T>)>& piece) const {
    for_each_block([&](std::uint64_t rows, std::span<T> values) {
      for (std::size_t row = 0; length_ > 1 && row < rows; ++row)
        values[row] = values[row * length_ + place];
      piece(values.first(rows));
    });
  }

  /// All values at each of `count` places from `first` on.
  std::vector<std::vector<T>> gathered(std::size_t first, std::size_t count) const {
    std::vector<std::vector<T>> places(count);
    for (std::vector<T>& values : places)
      values.reserve(sessions());
    for_each_block([&](std::uint64_t rows, std::span<const T> values) {
      for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t k = 0; k < count; ++k)
          places[k].push_back(values[row * length_ + first + k]);
      }
    });
    return places;
  }

  const Description& description_;
  const store::ResultFile& file_;
  const BlocksDone& done_;
  std::uint64_t case_index_;
  std::size_t column_;
  std::size_t length_;
};

std::vector<double> read_quantiles(const Description& description, const store::ResultFile& file,
                                   const BlocksDone& done, std::uint64_t case_index, const statistics::Summary& summary,
                                   const Column& column, std::span<const double> probabilities) {
  const std::size_t length = values_per_session(column, description.axes());
  if (summary.sessions() == 0)
    return std::vector<double>(length * probabilities.size(), std::numeric_limits<double>::quiet_NaN());
  const Columns& stored = description.layout().columns;
  const auto& sketched = description.summary_layout().sketched;
  if (std::find(sketched.begin(), sketched.end(), column.name) != sketched.end()) {
    std::vector<double> quantiles;
    for (std::size_t place = 0; place < length; ++place) {
      for (const double p : probabilities)
        quantiles.push_back(summary.quantile(column.name, p, place));
    }
    return quantiles;
  }
  const auto found = std::find_if(stored.begin(), stored.end(), [&](const Column& c) { return c.name == column.name; });
  const auto index = static_cast<std::size_t>(found - stored.begin());
  const auto of_rows = [&]<class T>() {
    return StoredColumn<T>(description, file, done, case_index, index).quantiles(probabilities);
  };
  switch (found->type) {
    case Type::uint8: return of_rows.template operator()<std::uint8_t>();
    case Type::int16: return of_rows.template operator()<std::int16_t>();
    case Type::int32: return of_rows.template operator()<std::int32_t>();
    case Type::int64: return of_rows.template operator()<std::int64_t>();
    case Type::float64: return of_rows.template operator()<double>();
  }
  return {};
}

/// What `read` finds in the file: sums and rows that contradict each other can only be in a damaged one, since a block
/// is not held against its digest whenever it is read.
template <class Read>
auto read_from(const store::ResultFile& file, const Read& read) {
  try {
    return read();
  } catch (const InternalError& error) {
    throw InputOutputError(
        fmt::format("{} is damaged ({}) let ergodic verify say where, and restore it or make it anew with --force",
                    file.path().string(), error.what()));
  }
}

/// Throws InternalError for counts that so many sessions cannot leave: intervals of shares are of no use then.
void require_counts_of(std::uint64_t sessions, const statistics::Summary& sums,
                       const statistics::SummaryLayout& layout) {
  const auto possible = [&](std::int64_t count) { return count >= 0 && static_cast<std::uint64_t>(count) <= sessions; };
  bool right = possible(sums.sessions()) && possible(sums.failures()) &&
               static_cast<std::uint64_t>(sums.sessions() + sums.failures()) == sessions;
  for (const Column& column : layout.columns) {
    if (!column.is_category()) continue;
    for (std::size_t place = 0; right && place < values_per_session(column, layout.axes); ++place) {
      const auto counts = sums.counts(column.name, place);
      right = std::all_of(counts.begin(), counts.end(), possible) &&
              std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == sums.sessions();
    }
  }
  for (const Tally& tally : layout.tallies) {
    const auto counts = sums.tally(tally.name);
    right = right && std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count >= 0; });
  }
  if (!right) throw InternalError(fmt::format("the counts of a block are not those of {} sessions", sessions));
}

}  // namespace

std::vector<double> case_quantiles(const Description& description, const store::ResultFile& file,
                                   const BlocksDone& done, std::uint64_t case_index, const statistics::Summary& summary,
                                   const Column& column, std::span<const double> probabilities) {
  return read_from(file,
                   [&] { return read_quantiles(description, file, done, case_index, summary, column, probabilities); });
}

statistics::Summary fold_case(const Description& description, const store::ResultFile& file, const BlocksDone& done,
                              std::uint64_t case_index) {
  statistics::Summary summary(description.summary_layout());
  const std::uint64_t blocks = description.layout().blocks_per_case();
  for (std::uint64_t block = case_index * blocks; block < (case_index + 1) * blocks; ++block) {
    if (!done[block]) continue;
    read_from(file, [&] {
      const statistics::Summary sums(description.summary_layout(), file.read_summary(block));
      require_counts_of(description.block(block).replicates.count, sums, description.summary_layout());
      summary.fold(sums);
    });
  }
  return summary;
}

}  // namespace ergodic::engine

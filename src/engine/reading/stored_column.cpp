#include "engine/reading/stored_column.hpp"

#include "statistics/in_unit.hpp"
#include "statistics/quantile.hpp"

#include <algorithm>
#include <functional>

namespace ergodic::engine {
namespace {

/// [bytes] of the places that are gathered at once: the rows are then read once for all of these, where streaming reads
/// them two to five times for each (1.5 million sessions of 64 reals: 8 s, not 51 s).
constexpr std::uint64_t gathered_at_once = 64 << 20;

/// The values as they lie in the file, which are of type T.
template <class T>
class TypedColumn {
 public:
  explicit TypedColumn(const StoredColumn& stored)
      : stored_(stored),
        column_(stored.description.layout().columns[stored.column]),
        length_(values_per_session(column_, stored.description.layout().axes)) {}

  std::vector<double> values_of_ranks(std::span<const std::uint64_t> ranks) const {
    std::vector<double> all;
    const std::uint64_t together = gathered_at_once / (sessions() * sizeof(T));
    for (std::size_t place = 0; place < length_;) {
      if (length_ == 1 || together < 2) {
        add(streamed(ranks, place), all);
        ++place;
        continue;
      }
      const std::size_t count = std::min<std::size_t>(together, length_ - place);
      for (const std::vector<T>& values : gathered(place, count))
        add(statistics::order_statistics<T>([&](const auto& piece) { piece(values); }, ranks), all);
      place += count;
    }
    return all;
  }

  std::vector<double> values(std::uint64_t block) const {
    std::vector<double> numbers;
    add(read(block), numbers);
    return numbers;
  }

 private:
  void add(const std::vector<T>& stored, std::vector<double>& values) const {
    for (const T value : stored)
      values.push_back(statistics::in_unit(static_cast<double>(value), column_));
  }

  std::vector<T> streamed(std::span<const std::uint64_t> ranks, std::size_t place) const {
    return statistics::order_statistics<T>([&](const auto& piece) { for_each_piece(place, piece); }, ranks);
  }

  std::vector<T> read(std::uint64_t block) const {
    const Replicates replicates = stored_.description.block(block).replicates;
    std::vector<T> values(replicates.count * length_);
    stored_.file.read_column(stored_.column, stored_.case_index, replicates.first,
                             std::as_writable_bytes(std::span(values)));
    return values;
  }

  /// Calls use(block) for each block.
  template <class Use>
  void for_each_block(const Use& use) const {
    const IndexRange blocks = stored_.description.layout().blocks_of(stored_.case_index);
    for (std::uint64_t block = blocks.first; block < blocks.last; ++block) {
      if (stored_.done[block]) use(block);
    }
  }

  std::uint64_t sessions() const {
    std::uint64_t count = 0;
    for_each_block([&](std::uint64_t block) { count += stored_.description.block(block).replicates.count; });
    return count;
  }

  /// Calls piece(values) with the values at a place, block after block.
  void for_each_piece(std::size_t place, const std::function<void(std::span<const T>)>& piece) const {
    for_each_block([&](std::uint64_t block) {
      std::vector<T> values = read(block);
      const std::size_t rows = values.size() / length_;
      for (std::size_t row = 0; length_ > 1 && row < rows; ++row)
        values[row] = values[row * length_ + place];
      piece(std::span<const T>(values).first(rows));
    });
  }

  /// All values at each of `count` places from `first` on.
  std::vector<std::vector<T>> gathered(std::size_t first, std::size_t count) const {
    std::vector<std::vector<T>> places(count);
    for (std::vector<T>& values : places)
      values.reserve(sessions());
    for_each_block([&](std::uint64_t block) {
      const std::vector<T> values = read(block);
      for (std::size_t row = 0; row < values.size(); row += length_) {
        for (std::size_t k = 0; k < count; ++k)
          places[k].push_back(values[row + first + k]);
      }
    });
    return places;
  }

  const StoredColumn& stored_;
  const Column& column_;
  std::size_t length_;
};

/// Calls use(the column with its own type).
template <class Use>
std::vector<double> with_type(const StoredColumn& stored, const Use& use) {
  switch (stored.description.layout().columns[stored.column].type) {
    case Type::uint8: return use(TypedColumn<std::uint8_t>(stored));
    case Type::int16: return use(TypedColumn<std::int16_t>(stored));
    case Type::int32: return use(TypedColumn<std::int32_t>(stored));
    case Type::int64: return use(TypedColumn<std::int64_t>(stored));
    case Type::float64: return use(TypedColumn<double>(stored));
  }
  return {};
}

}  // namespace

std::vector<double> stored_values_of_ranks(const StoredColumn& column, std::span<const std::uint64_t> ranks) {
  return with_type(column, [&](const auto& typed) { return typed.values_of_ranks(ranks); });
}

std::vector<double> stored_values(const StoredColumn& column, std::uint64_t block) {
  return with_type(column, [&](const auto& typed) { return typed.values(block); });
}

}  // namespace ergodic::engine

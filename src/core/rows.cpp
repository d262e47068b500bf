#include <ergodic/errors.hpp>
#include <ergodic/rows.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace ergodic {

Rows::Rows(const Columns& columns, const Tallies& tallies, const Axes& axes)
    : columns_(columns), tallies_(tallies), values_(columns.size()) {
  for (const Column& column : columns_)
    lengths_.push_back(values_per_session(column, axes));
  for (const Tally& tally : tallies_)
    counters_.emplace_back(tally.labels.size(), 0);
}

void Rows::reset(std::uint64_t count) {
  count_ = count;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t size = count * lengths_[i] * size_of(columns_[i].type);
    values_[i].resize((size + sizeof(std::int64_t) - 1) / sizeof(std::int64_t));
  }
  for (auto& counters : counters_)
    std::fill(counters.begin(), counters.end(), 0);
  failures_.clear();
}

void Rows::clear_row(std::uint64_t row) {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    fill(i, row * lengths_[i], lengths_[i]);
}

void Rows::fill(std::size_t index, std::uint64_t first, std::uint64_t count) {
  const auto put = [&]<class T>(std::type_identity<T>) {
    const auto values = column<T>(index).subspan(first, count);
    std::fill(values.begin(), values.end(), columns_[index].may_be_missing ? missing_value<T>() : T{});
  };
  switch (columns_[index].type) {
    case Type::uint8: return put(std::type_identity<std::uint8_t>());
    case Type::int16: return put(std::type_identity<std::int16_t>());
    case Type::int32: return put(std::type_identity<std::int32_t>());
    case Type::int64: return put(std::type_identity<std::int64_t>());
    case Type::float64: return put(std::type_identity<double>());
  }
}

void Rows::clear_column(std::size_t index) { fill(index, 0, count_ * lengths_[index]); }

void Rows::fail(std::uint64_t row, std::size_t category, std::initializer_list<double> numbers) {
  Failure failure{.row = row, .declared = category};
  if (numbers.size() > failure.numbers.size()) {
    throw InternalError(
        fmt::format("a failure has {} numbers (a row has room for {})", numbers.size(), failure.numbers.size()));
  }
  std::copy(numbers.begin(), numbers.end(), failure.numbers.begin());
  failures_.push_back(std::move(failure));
}

std::span<const std::byte> Rows::bytes(std::size_t index) const {
  return std::as_bytes(std::span(values_[index])).first(count_ * lengths_[index] * size_of(columns_[index].type));
}

std::span<std::int64_t> Rows::tally(std::string_view name) {
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    if (tallies_[i].name == name) return counters_[i];
  }
  throw InternalError(fmt::format("no tally \"{}\" (the workload declares others)", name));
}

std::size_t Rows::index(std::string_view name) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].name == name) return i;
  }
  throw InternalError(fmt::format("no column \"{}\" (the workload declares others)", name));
}

void Rows::require(std::size_t index, Type type) const {
  if (columns_[index].type != type) {
    throw InternalError(fmt::format("column \"{}\" is asked for as another type than it has", columns_[index].name));
  }
}

}  // namespace ergodic

#include <ergodic/errors.hpp>
#include <ergodic/rows.hpp>

#include <fmt/format.h>

#include <algorithm>

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
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t width = lengths_[i] * size_of(columns_[i].type);
    const auto values = std::as_writable_bytes(std::span(values_[i])).subspan(row * width, width);
    std::fill(values.begin(), values.end(), std::byte{0});
  }
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

#include "statistics/sums/category_counts.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ergodic::statistics {
namespace {

/// Four tables in turn: a code that repeats would otherwise wait for its own counter (1.7 → 0.45 ns a row when 99 %
/// agree). False when there are codes without a label.
bool count(std::span<const std::uint8_t> codes, std::span<std::int64_t> counts) {
  std::array<std::array<std::int64_t, 256>, 4> tables{};
  const std::size_t whole = codes.size() - codes.size() % 4;
  for (std::size_t i = 0; i < whole; i += 4) {
    for (std::size_t k = 0; k < 4; ++k)
      ++tables[k][codes[i + k]];
  }
  for (std::size_t i = whole; i < codes.size(); ++i)
    ++tables[0][codes[i]];

  std::int64_t labelled = 0;
  for (std::size_t code = 0; code < std::min<std::size_t>(counts.size(), 256); ++code) {
    const std::int64_t occurrences = tables[0][code] + tables[1][code] + tables[2][code] + tables[3][code];
    counts[code] += occurrences;
    labelled += occurrences;
  }
  return labelled == static_cast<std::int64_t>(codes.size());
}

template <class T>
bool has_label(T code, std::span<const std::int64_t> counts) {
  return static_cast<std::uint64_t>(std::int64_t{code}) < counts.size();  // a negative code is a large one
}

template <class T>
bool count(std::span<const T> codes, std::span<std::int64_t> counts) {
  bool all = true;
  for (const T code : codes) {
    if (has_label(code, counts)) {
      ++counts[static_cast<std::size_t>(code)];
    } else {
      all = false;
    }
  }
  return all;
}

}  // namespace

template <class T>
void count_categories(const Column& column, std::span<const T> codes, std::span<std::int64_t> counts) {
  if (count(codes, counts)) return;
  const auto stray = std::find_if(codes.begin(), codes.end(), [&](T code) { return !has_label(code, counts); });
  throw InternalError(
      fmt::format("column \"{}\" holds the code {} (its {} labels have the codes 0 to {}) let the workload "
                  "declare a label for it",
                  column.name, std::int64_t{*stray}, counts.size(), counts.size() - 1));
}

template void count_categories(const Column&, std::span<const std::uint8_t>, std::span<std::int64_t>);
template void count_categories(const Column&, std::span<const std::int16_t>, std::span<std::int64_t>);
template void count_categories(const Column&, std::span<const std::int32_t>, std::span<std::int64_t>);
template void count_categories(const Column&, std::span<const std::int64_t>, std::span<std::int64_t>);

}  // namespace ergodic::statistics

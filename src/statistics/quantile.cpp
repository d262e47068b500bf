#include "statistics/quantile.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>
#include <type_traits>

namespace ergodic::statistics {
namespace {

constexpr std::uint64_t sign = std::uint64_t{1} << 63;

/// A 64-bit number in the order of the values.
template <class T>
std::uint64_t key_of(T value) {
  if constexpr (std::is_same_v<T, double>) {
    const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // −0 + 0 = +0
    return (bits & sign) != 0 ? ~bits : bits | sign;
  } else {
    return static_cast<std::uint64_t>(std::int64_t{value}) ^ sign;
  }
}

template <class T>
T value_of(std::uint64_t key) {
  if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<double>((key & sign) != 0 ? key ^ sign : ~key);
  } else {
    return static_cast<T>(static_cast<std::int64_t>(key ^ sign));
  }
}

/// What the first pass finds.
struct Extent {
  std::uint64_t count = 0;
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t greatest = 0;
};

template <class T>
Extent extent_of(const ForEachPiece<T>& for_each_piece) {
  Extent extent;
  for_each_piece([&](std::span<const T> values) {
    bool nan = false;
    for (const T value : values) {
      if constexpr (std::is_same_v<T, double>) nan |= std::isnan(value);
      const std::uint64_t key = key_of(value);
      extent.least = std::min(extent.least, key);
      extent.greatest = std::max(extent.greatest, key);
    }
    if (nan) {
      throw InternalError(
          "quantiles are asked of values with NaN among them (it has no place in their order) leave it out");
    }
    extent.count += values.size();
  });
  return extent;
}

/// The 2^bits keys from `first` on, known to hold wanted ranks. Keys are counted from the least one, so nothing wraps.
struct Interval {
  std::uint64_t first = 0;
  unsigned bits = 0;
  std::uint64_t below = 0;  ///< values before the interval
  std::uint64_t count = 0;  ///< values in it

  std::uint64_t mask() const { return bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1; }
  bool holds_rank(std::uint64_t rank) const { return rank > below && rank - below <= count; }
};
using Intervals = std::vector<Interval>;

/// Streams the values once more; calls found(interval's index, key − its first) for each that lies in an interval.
template <class T, class Found>
void for_each_in(const Intervals& intervals, const ForEachPiece<T>& for_each_piece, const Extent& extent, Found found) {
  for_each_piece([&](std::span<const T> values) {
    for (const T value : values) {
      const std::uint64_t key = key_of(value) - extent.least;
      for (std::size_t i = 0; i < intervals.size(); ++i) {
        const std::uint64_t offset = key - intervals[i].first;
        if (offset <= intervals[i].mask()) found(i, offset);
      }
    }
  });
}

void require_same_count(std::uint64_t before, std::uint64_t now) {
  if (before != now) {
    throw InternalError(
        fmt::format("quantiles were given {} values of a kind, and then {} (the values changed while they "
                    "were read) give the same ones each time",
                    before, now));
  }
}

constexpr unsigned bits_per_pass = 16;
constexpr std::uint64_t most_collected = std::uint64_t{1} << 20;

/// One histogram of each interval; the cells that hold the wanted ranks are the next intervals.
template <class T>
Intervals narrowed(const Intervals& intervals, const ForEachPiece<T>& for_each_piece, const Extent& extent,
                   std::span<const std::uint64_t> ascending_ranks) {
  std::vector<std::vector<std::uint64_t>> histograms;
  std::vector<unsigned> shifts;
  for (const Interval& interval : intervals) {
    const unsigned resolved = std::min(interval.bits, bits_per_pass);
    histograms.emplace_back(std::size_t{1} << resolved, 0);
    shifts.push_back(interval.bits - resolved);
  }
  for_each_in(intervals, for_each_piece, extent,
              [&](std::size_t i, std::uint64_t offset) { ++histograms[i][offset >> shifts[i]]; });

  Intervals next;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    Interval cell{intervals[i].first, shifts[i], intervals[i].below, 0};
    for (const std::uint64_t count : histograms[i]) {
      cell.count = count;
      const auto holds = [&](std::uint64_t rank) { return cell.holds_rank(rank); };
      if (std::any_of(ascending_ranks.begin(), ascending_ranks.end(), holds)) next.push_back(cell);
      cell.below += count;
      cell.first += cell.mask() + 1;
    }
    require_same_count(intervals[i].count, cell.below - intervals[i].below);
  }
  return next;
}

/// The keys of the wanted ranks, found by selection among the keys of the intervals.
template <class T>
std::vector<std::uint64_t> selected(const Intervals& intervals, const ForEachPiece<T>& for_each_piece,
                                    const Extent& extent, std::span<const std::uint64_t> ascending_ranks) {
  std::vector<std::vector<std::uint64_t>> collected(intervals.size());
  for (std::size_t i = 0; i < intervals.size(); ++i)
    collected[i].reserve(intervals[i].count);
  for_each_in(intervals, for_each_piece, extent,
              [&](std::size_t i, std::uint64_t offset) { collected[i].push_back(offset); });

  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    require_same_count(intervals[i].count, collected[i].size());
    auto from = collected[i].begin();
    for (const std::uint64_t rank : ascending_ranks) {
      if (!intervals[i].holds_rank(rank)) continue;
      const auto nth = collected[i].begin() + static_cast<std::ptrdiff_t>(rank - intervals[i].below - 1);
      std::nth_element(from, nth, collected[i].end());
      keys.push_back(extent.least + intervals[i].first + *nth);
      from = nth;
    }
  }
  return keys;
}

/// The values of these ranks, 1 to the number of values.
template <class T>
std::vector<T> at_ranks(const ForEachPiece<T>& for_each_piece, const Extent& extent,
                        std::span<const std::uint64_t> ranks) {
  std::vector<std::uint64_t> ascending(ranks.begin(), ranks.end());
  std::sort(ascending.begin(), ascending.end());
  ascending.erase(std::unique(ascending.begin(), ascending.end()), ascending.end());

  const auto bits = static_cast<unsigned>(std::bit_width(extent.greatest - extent.least));
  Intervals intervals{{0, bits, 0, extent.count}};
  const auto resolved = [&] {  // all intervals of a pass have the same width
    return intervals.empty() || intervals.front().bits == 0;
  };
  const auto to_collect = [&] {
    return std::accumulate(intervals.begin(), intervals.end(), std::uint64_t{0},
                           [](std::uint64_t sum, const Interval& interval) { return sum + interval.count; });
  };
  while (!resolved() && to_collect() > most_collected) {
    intervals = narrowed(intervals, for_each_piece, extent, ascending);
  }

  std::vector<std::uint64_t> keys;  // of the ascending ranks
  if (resolved()) {
    for (const std::uint64_t rank : ascending) {
      const auto found = std::find_if(intervals.begin(), intervals.end(),
                                      [&](const Interval& interval) { return interval.holds_rank(rank); });
      keys.push_back(extent.least + found->first);
    }
  } else {
    keys = selected(intervals, for_each_piece, extent, ascending);
  }

  std::vector<T> values;
  for (const std::uint64_t rank : ranks) {
    const auto index = std::lower_bound(ascending.begin(), ascending.end(), rank) - ascending.begin();
    values.push_back(value_of<T>(keys[static_cast<std::size_t>(index)]));
  }
  return values;
}

}  // namespace

std::uint64_t quantile_rank(double probability, std::uint64_t n) {
  if (n == 0 || !(probability >= 0 && probability <= 1)) {
    throw InternalError(fmt::format("no quantile {} of {} values (a probability is from 0 to 1, of one value at least)",
                                    probability, n));
  }
  const auto count = static_cast<double>(n);
  const auto reaches = [&](std::uint64_t rank) { return static_cast<double>(rank) / count >= probability; };
  auto rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(probability * count)), 1, n);
  while (rank > 1 && reaches(rank - 1))
    --rank;
  while (rank < n && !reaches(rank))
    ++rank;
  return rank;
}

template <class T>
std::vector<T> exact_quantiles(const ForEachPiece<T>& for_each_piece, std::span<const double> probabilities) {
  const Extent extent = extent_of(for_each_piece);
  if (extent.count == 0) return {};
  std::vector<std::uint64_t> ranks;
  for (const double probability : probabilities)
    ranks.push_back(quantile_rank(probability, extent.count));
  return at_ranks(for_each_piece, extent, ranks);
}

template <class T>
std::vector<T> order_statistics(const ForEachPiece<T>& for_each_piece, std::span<const std::uint64_t> ranks) {
  const Extent extent = extent_of(for_each_piece);
  for (const std::uint64_t rank : ranks) {
    if (rank == 0 || rank > extent.count)
      throw InternalError(fmt::format("there is no value of rank {} among {} (ranks are from 1)", rank, extent.count));
  }
  return at_ranks(for_each_piece, extent, ranks);
}

template std::vector<std::uint8_t> exact_quantiles(const ForEachPiece<std::uint8_t>&, std::span<const double>);
template std::vector<std::int16_t> exact_quantiles(const ForEachPiece<std::int16_t>&, std::span<const double>);
template std::vector<std::int32_t> exact_quantiles(const ForEachPiece<std::int32_t>&, std::span<const double>);
template std::vector<std::int64_t> exact_quantiles(const ForEachPiece<std::int64_t>&, std::span<const double>);
template std::vector<double> exact_quantiles(const ForEachPiece<double>&, std::span<const double>);

template std::vector<std::uint8_t> order_statistics(const ForEachPiece<std::uint8_t>&, std::span<const std::uint64_t>);
template std::vector<std::int16_t> order_statistics(const ForEachPiece<std::int16_t>&, std::span<const std::uint64_t>);
template std::vector<std::int32_t> order_statistics(const ForEachPiece<std::int32_t>&, std::span<const std::uint64_t>);
template std::vector<std::int64_t> order_statistics(const ForEachPiece<std::int64_t>&, std::span<const std::uint64_t>);
template std::vector<double> order_statistics(const ForEachPiece<double>&, std::span<const std::uint64_t>);

}  // namespace ergodic::statistics

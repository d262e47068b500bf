#include "workloads/paths/chains/alias_rows.hpp"

#include <limits>

namespace ergodic::workloads::paths {

void AliasRows::add_row(std::span<const std::uint32_t> numbers, std::span<const double> probabilities) {
  const std::size_t n = numbers.size(), begin = cells_.size();
  constexpr std::uint32_t full = std::numeric_limits<std::uint32_t>::max();
  std::vector<double> share(n);  // of its cell that a number's probability takes up
  std::vector<std::size_t> small, large;
  for (std::size_t i = 0; i < n; ++i) {
    share[i] = probabilities[i] * static_cast<double>(n);
    (share[i] < 1 ? small : large).push_back(i);
    cells_.push_back({full, full, numbers[i], numbers[i]});
  }
  // What a small one leaves of its cell goes to a large one. In the end those left fill theirs but for rounding.
  while (!small.empty() && !large.empty()) {
    const std::size_t i = small.back(), giver = large.back();
    small.pop_back();
    const auto threshold = static_cast<std::uint64_t>(share[i] * 0x1p64);
    cells_[begin + i].high = static_cast<std::uint32_t>(threshold >> 32);
    cells_[begin + i].low = static_cast<std::uint32_t>(threshold);
    cells_[begin + i].other = numbers[giver];
    share[giver] = share[giver] + share[i] - 1;
    if (share[giver] >= 1) continue;
    large.pop_back();
    small.push_back(giver);
  }
  begin_.push_back(static_cast<std::uint32_t>(cells_.size()));
}

std::uint32_t AliasRows::draw_finely(std::uint32_t begin, std::uint32_t count, std::uint32_t word,
                                     Stream& stream) const {
  const std::uint64_t fine = std::uint64_t{stream.word()} * count;
  const std::uint64_t place = std::uint64_t{word} * count + (fine >> 32);
  const Cell& cell = cells_[begin + static_cast<std::uint32_t>(place >> 32)];
  const std::uint64_t part = place << 32 | static_cast<std::uint32_t>(fine);
  const std::uint64_t threshold = std::uint64_t{cell.high} << 32 | cell.low;
  return part < threshold ? cell.own : cell.other;
}

}  // namespace ergodic::workloads::paths

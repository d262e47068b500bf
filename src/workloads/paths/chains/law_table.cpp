#include "workloads/paths/chains/law_table.hpp"

#include <algorithm>
#include <limits>

namespace ergodic::workloads::paths {

LawTable::LawTable(const std::vector<double>& probabilities, std::size_t n) : width_(std::max<std::size_t>(n, 2) - 1) {
  constexpr auto never = std::numeric_limits<std::uint64_t>::max();
  for (std::size_t start = 0; start < probabilities.size(); start += n) {
    const auto row = std::span(probabilities).subspan(start, n);
    std::size_t last = n - 1;
    while (last > 0 && row[last] == 0)
      --last;
    last_.push_back(static_cast<std::uint32_t>(last));
    double sum = 0;
    for (std::size_t j = 0; j < width_; ++j) {
      if (j < last) sum += row[j];
      const bool is_bound = j < last && sum < 1;
      threshold_.push_back(is_bound ? static_cast<std::uint64_t>(sum * 0x1p64) : never);
      high_.push_back(static_cast<std::uint32_t>(threshold_.back() >> 32));
    }
  }
}

std::uint32_t LawTable::search(std::uint32_t row, std::uint32_t word, Stream& stream) const {
  const auto begin = threshold_.begin() + static_cast<std::ptrdiff_t>(row * width_);
  const auto end = begin + static_cast<std::ptrdiff_t>(width_);
  const auto not_above = [&](std::uint64_t u) { return std::upper_bound(begin, end, u) - begin; };
  const std::uint64_t low = std::uint64_t{word} << 32;
  auto number = not_above(low);
  if (number != not_above(low | 0xffffffffu) || low >> 32 == 0xffffffffu) number = not_above(low | stream.word());
  return std::min(static_cast<std::uint32_t>(number), last_[row]);
}

}  // namespace ergodic::workloads::paths

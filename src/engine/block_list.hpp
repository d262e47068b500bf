#pragma once

#include "core/partition.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::engine {

/// A list of block numbers, kept as the ascending runs that they form: small however many blocks there are.
class BlockList {
 public:
  BlockList() = default;

  static BlockList all(IndexRange blocks) {
    BlockList list;
    list.add(blocks);
    return list;
  }
  /// These, one after the other.
  static BlockList of(const std::vector<IndexRange>& runs) {
    BlockList list;
    for (const IndexRange& run : runs)
      list.add(run);
    return list;
  }
  /// The blocks among `held` that are not done.
  static BlockList missing(const std::vector<bool>& done, IndexRange held) {
    BlockList list;
    for (std::uint64_t first = held.first; first < held.last; ++first) {
      std::uint64_t last = first;
      while (last < held.last && !done[last])
        ++last;
      if (last > first) list.add({first, last});
      first = last;
    }
    return list;
  }

  std::uint64_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const std::vector<IndexRange>& runs() const { return runs_; }

  /// The block at a position of the list, 0 … size() − 1.
  std::uint64_t operator[](std::uint64_t position) const {
    const auto after = std::upper_bound(positions_.begin(), positions_.end(), position);
    const auto run = static_cast<std::size_t>(after - positions_.begin()) - 1;
    return runs_[run].first + (position - positions_[run]);
  }

  /// For a broadcast: first, last, first, last, …
  std::vector<std::uint64_t> pack() const {
    std::vector<std::uint64_t> numbers;
    for (const IndexRange& run : runs_)
      numbers.insert(numbers.end(), {run.first, run.last});
    return numbers;
  }
  static BlockList unpack(const std::vector<std::uint64_t>& numbers) {
    BlockList list;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
      list.add({numbers[i], numbers[i + 1]});
    return list;
  }

 private:
  void add(IndexRange run) {
    if (run.empty()) return;
    runs_.push_back(run);
    positions_.push_back(size_);
    size_ += run.size();
  }

  std::vector<IndexRange> runs_;
  std::vector<std::uint64_t> positions_;  // of each run's first block
  std::uint64_t size_ = 0;
};

}  // namespace ergodic::engine

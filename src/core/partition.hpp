#pragma once

#include <cstdint>

namespace ergodic {

/// The half-open run first, …, last − 1 of a numbered sequence.
struct IndexRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;

  std::uint64_t size() const { return last - first; }
  bool empty() const { return first == last; }
  friend bool operator==(const IndexRange&, const IndexRange&) = default;
};

/// The share of rank `rank` of `size` in `total` things: the quotient each, the first `total mod size` ranks one more.
/// The shares are contiguous, in the ranks' order, and cover everything once.
constexpr IndexRange share(std::uint64_t total, std::uint64_t rank, std::uint64_t size) {
  const std::uint64_t quotient = total / size;
  const std::uint64_t remainder = total % size;
  const std::uint64_t first = rank * quotient + (rank < remainder ? rank : remainder);
  return {first, first + quotient + (rank < remainder ? 1 : 0)};
}

}  // namespace ergodic

#pragma once

#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// Mixes a value into a key (the finaliser of SplitMix64; Steele, Lea & Flood, OOPSLA 2014).
constexpr std::uint64_t mixed(std::uint64_t key, std::uint64_t value) {
  std::uint64_t z = key * 0x9E3779B97F4A7C15 + value + 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

/// The moves of a tree of information sets that a search has met, each with its statistics, in a table of fixed size:
/// found by a key of 64 bits, made of the information set and the move. Its memory is taken once, and a search begins
/// with no move in it at no cost.
class Tree {
 public:
  struct Edge {
    std::uint64_t key = 0;
    double sum = 0;               ///< of what its visits were worth to who made it
    std::uint32_t search = 0;     ///< in which it was met
    std::uint32_t visits = 0;     ///< how often it was made
    std::uint32_t available = 0;  ///< how often it could have been
    std::uint32_t unused = 0;
  };
  static constexpr std::uint32_t slots = 1u << 17;  ///< 4 MiB of them
  static constexpr std::uint32_t most_edges = slots / 4 * 3;
  static_assert(sizeof(Edge) == 32);

  void begin() {
    if (edges_.empty()) edges_.resize(slots);
    if (++search_ == 0) {  // after 2^32 searches
      edges_.assign(slots, {});
      search_ = 1;
    }
    count_ = 0;
  }

  bool is_full() const { return count_ >= most_edges; }

  /// Null: it has not been met, and there is no room for it.
  Edge* find_or_add(std::uint64_t key) {
    auto at = static_cast<std::uint32_t>(key) & (slots - 1);
    for (;; at = (at + 1) & (slots - 1)) {
      Edge& edge = edges_[at];
      if (edge.search != search_) {
        if (is_full()) return nullptr;
        ++count_;
        edge = {.key = key, .search = search_};
        return &edge;
      }
      if (edge.key == key) return &edge;
    }
  }

 private:
  std::vector<Edge> edges_;
  std::uint32_t search_ = 0, count_ = 0;
};

}  // namespace ergodic::workloads::card_games

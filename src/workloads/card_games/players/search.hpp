#pragma once

#include "workloads/card_games/machine/machine.hpp"
#include "workloads/card_games/players/greedy.hpp"
#include "workloads/card_games/players/knowledge.hpp"
#include "workloads/card_games/players/tree.hpp"

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// How a seat searches.
struct SearchRules {
  enum class Policy : std::uint8_t { self, greedy, random };
  enum class Aim : std::uint8_t { win, score };

  std::uint32_t iterations = 1000;
  double exploration = 0.7;
  Policy model = Policy::self;      ///< of the others; self: they search, too
  Policy playout = Policy::random;  ///< what is played below the tree; not self
  Aim aim = Aim::win;
};

/// Information-set Monte Carlo tree search with a single observer: each iteration deals a world that the seat cannot
/// tell from the true position, goes down one tree of what the seat would see, where the moves of the world are
/// compared by upper confidence bounds that count how often each was available, adds a move, plays to the end, and
/// credits every move on the way to who made it. Source: Cowling, Powley & Whitehouse, "Information Set Monte Carlo
/// Tree Search", IEEE Trans. Comput. Intell. AI Games 4(2), 2012.
///
/// Its memory is that of the tree, for one search after the other; nothing is allocated in an iteration.
class Search {
 public:
  static constexpr unsigned most_moves = 256;  ///< that are compared in a position: of more, so many, evenly spread
  static constexpr unsigned most_depth = 128;  ///< moves of the tree on the way from its root
  static constexpr unsigned longest_playout = 2000;  ///< moves, after which nobody has won

  Search();

  /// The number of the move that it has made most often. Of a position in which the seat of `knowledge` decides between
  /// at least two; `streams.pause()` is asked every few iterations.
  std::uint32_t choose(const Machine& machine, const SearchRules& rules, const Knowledge& knowledge,
                       const State& position, const Choices& choices, const Streams& streams, Stream stream);

 private:
  struct Visit {
    Tree::Edge* edge;
    unsigned seat;
  };
  struct Job;

  void iterate(Job& job);
  std::uint32_t decide(Job& job, const State& world, const Choices& choices);
  std::uint32_t descend(Job& job, const State& world, const Choices& choices);
  std::uint32_t upper_bound(const Job& job, unsigned count) const;
  void credit(Job& job, const State& end);
  double log_of(std::uint32_t n) const;
  std::uint32_t best_of_root(const Job& job, const Choices& choices);

  Tree tree_;
  std::array<Visit, most_depth> path_;
  std::array<Tree::Edge*, most_moves> edges_;
  std::array<std::uint16_t, most_moves> untried_;
  std::vector<double> logs_;  ///< of small numbers
};

}  // namespace ergodic::workloads::card_games

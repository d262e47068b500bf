#pragma once

#include "expression/expression.hpp"
#include "workloads/card_games/machine/machine.hpp"
#include "workloads/card_games/players/greedy.hpp"
#include "workloads/card_games/players/knowledge.hpp"
#include "workloads/card_games/players/random_player.hpp"
#include "workloads/card_games/players/search.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::card_games {

/// Purposes of a session's streams: the deal, then each seat's decisions, then chance that is no card of the stock,
/// then every search by itself: how long one of them is shifts nothing else.
enum class Purpose : std::uint32_t { deal, first_seat, chance = 64, first_search = 1u << 16 };

inline Stream stream_of_seat(const Streams& streams, std::uint64_t replicate, unsigned seat) {
  return streams.open(replicate, static_cast<std::uint32_t>(Purpose::first_seat) + seat);
}

/// How a seat is played.
struct PlayerRules {
  enum class Kind : std::uint8_t { random, greedy, scripted, search };

  Kind kind = Kind::random;
  std::optional<expression::Expression> rating = {};  ///< of scripted: over move_vocabulary()
  SearchRules search = {};                            ///< of search
};

/// Random players in all seats: the fastest there are.
class RandomSeats {
 public:
  RandomSeats(const Streams& streams, std::uint64_t replicate)
      : players_{player(streams, replicate, 0), player(streams, replicate, 1), player(streams, replicate, 2),
                 player(streams, replicate, 3), player(streams, replicate, 4), player(streams, replicate, 5)} {
    static_assert(Genome::most_seats == 6);
  }

  std::uint32_t choose(const State& state, const Choices& choices) { return players_[state.seat].choose(choices); }

  // They remember nothing.
  static constexpr bool watch = false;
  void moved(const State&, const Move&, const State&) {}
  void drawn(const State&, CardSet, const State&) {}
  void advanced(const State&, const State&) {}

 private:
  static RandomPlayer player(const Streams& streams, std::uint64_t replicate, unsigned seat) {
    return RandomPlayer(stream_of_seat(streams, replicate, seat));
  }

  BySeat<RandomPlayer> players_;
};

/// Any players.
class MixedSeats {
 public:
  /// `rules`: of each seat; they stay, and so does the machine. `search`: where the seats that search do so, one after
  /// the other, game after game; null: they have one of their own.
  MixedSeats(const Machine& machine, const std::vector<PlayerRules>& rules, const Streams& streams,
             std::uint64_t replicate, Search* search = nullptr);

  std::uint32_t choose(const State& state, const Choices& choices);

  // What those who remember are told: each step with the position before and after it.
  static constexpr bool watch = true;
  void moved(const State& before, const Move& move, const State& after) {
    for (Knowledge& its : knowledge_)
      its.moved(before, move, after);
  }
  void drawn(const State& before, CardSet cards, const State& after) {
    for (Knowledge& its : knowledge_)
      its.drawn(before, cards, after);
  }
  void advanced(const State& before, const State& after) {
    for (Knowledge& its : knowledge_)
      its.advanced(before, after);
  }
  bool remember() const { return !knowledge_.empty(); }

 private:
  double rating(const State& state, const Choices& choices, std::uint32_t k) const;
  std::uint32_t search(const State& state, const Choices& choices);

  const Machine& machine_;
  const std::vector<PlayerRules>& rules_;
  Goal goal_;
  RandomSeats random_;  // who plays at random, and of moves that are rated alike
  const Streams& streams_;
  std::uint64_t replicate_;
  std::optional<Voids> voids_;
  std::vector<Knowledge> knowledge_;  // of those who search
  std::unique_ptr<Search> own_search_;
  Search* search_;
  BySeat<std::uint32_t> searches_{};  // of a seat, so far
};

}  // namespace ergodic::workloads::card_games

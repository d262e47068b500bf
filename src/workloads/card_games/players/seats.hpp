#pragma once

#include "expression/expression.hpp"
#include "workloads/card_games/machine/machine.hpp"
#include "workloads/card_games/players/greedy.hpp"
#include "workloads/card_games/players/random_player.hpp"

#include <ergodic/stream.hpp>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ergodic::workloads::card_games {

/// Purposes of a session's streams: the deal, then each seat's decisions, then chance that is no card of the stock.
enum class Purpose : std::uint32_t { deal, first_seat, chance = 64 };

inline Stream stream_of_seat(const Streams& streams, std::uint64_t replicate, unsigned seat) {
  return streams.open(replicate, static_cast<std::uint32_t>(Purpose::first_seat) + seat);
}

/// How a seat is played.
struct PlayerRules {
  enum class Kind : std::uint8_t { random, greedy, scripted };

  Kind kind = Kind::random;
  std::optional<expression::Expression> rating = {};  ///< of scripted: over move_vocabulary()
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

 private:
  static RandomPlayer player(const Streams& streams, std::uint64_t replicate, unsigned seat) {
    return RandomPlayer(stream_of_seat(streams, replicate, seat));
  }

  BySeat<RandomPlayer> players_;
};

/// Any players.
class MixedSeats {
 public:
  /// `rules`: of each seat; they stay, and so does the machine.
  MixedSeats(const Machine& machine, const std::vector<PlayerRules>& rules, const Streams& streams,
             std::uint64_t replicate);

  std::uint32_t choose(const State& state, const Choices& choices);

 private:
  double rating(const State& state, const Choices& choices, std::uint32_t k) const;

  const Machine& machine_;
  const std::vector<PlayerRules>& rules_;
  Goal goal_;
  RandomSeats random_;  // who plays at random, and of moves that are rated alike
};

}  // namespace ergodic::workloads::card_games

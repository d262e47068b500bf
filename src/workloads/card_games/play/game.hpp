#pragma once

#include "workloads/card_games/machine/machine.hpp"
#include "workloads/card_games/players/seats.hpp"
#include "workloads/card_games/players/shuffled_pack.hpp"

#include <ergodic/stream.hpp>
#include <ergodic/variates.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace ergodic::workloads::card_games {

/// What a game leaves of a seat.
struct SeatResult {
  std::int32_t score = 0;
  std::int16_t rank = 0;  ///< from 1
  std::int16_t hand_left = 0;
  std::int32_t decisions = 0;
};

/// What a game leaves.
struct GameResult {
  Outcome outcome = Outcome::open;
  std::int32_t turns = 0;  ///< in which somebody moved
  std::int32_t moves = 0;
  std::int32_t forced = 0;  ///< moves that were the only legal one
  std::int32_t legal = 0;   ///< legal moves of all decisions together
  BySeat<SeatResult> seats = {};
};

/// The seats' results at a game's end.
void judge(const Program& program, const State& end, GameResult& result);

/// Sees nothing of a game.
struct Unobserved {
  void drawn(const State&, CardSet) {}
  void decided(const State&, const Choices&, const Move&) {}
};

/// What chance brings. A stock that is not what was left of it has been shuffled anew.
inline CardSet drawn(const Chance& chance, const State& state, ShuffledPack& stock, Stream& other) {
  if (!chance.of_stock)
    return set_of(element_at(chance.from, uniform_integer(other, static_cast<std::uint32_t>(size_of(chance.from)))));
  if (stock.left() != size_of(state.stock)) stock.fill(state.stock);
  return chance.from == state.stock ? stock.draw(chance.count) : stock.draw_one_of(chance.from);
}

/// Plays a game. The seats choose among moves; the observer is told of cards that come from the stock and of moves,
/// each before the position changes.
template <class Seats, class Observer>
GameResult play_game(const Machine& machine, const Streams& streams, std::uint64_t replicate, Seats&& seats,
                     Observer&& observer) {
  ShuffledPack stock(size_of(machine.program().pack),
                     streams.open(replicate, static_cast<std::uint32_t>(Purpose::deal)));
  Stream other_chance = streams.open(replicate, static_cast<std::uint32_t>(Purpose::chance));
  State state = machine.start();
  GameResult result;
  std::int32_t turn = -1;
  for (Choices choices;;) {
    switch (machine.advance(state, choices)) {
      case Situation::chance: {
        const CardSet cards = drawn(machine.chance(state), state, stock, other_chance);
        observer.drawn(state, cards);
        machine.resolve(state, cards);
        break;
      }
      case Situation::decision: {
        const Move move = machine.move(choices, seats.choose(state, choices));
        observer.decided(state, choices, move);
        if (state.turns != turn) ++result.turns;
        turn = state.turns;
        ++result.moves;
        ++result.seats[state.seat].decisions;
        result.forced += choices.total == 1 ? 1 : 0;
        result.legal += static_cast<std::int32_t>(choices.total);
        machine.apply(state, move);
        break;
      }
      case Situation::ended: judge(machine.program(), state, result); return result;
    }
  }
}

}  // namespace ergodic::workloads::card_games

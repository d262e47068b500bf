#pragma once

#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/play/game.hpp"
#include "workloads/card_games/shown/words.hpp"

#include <ostream>

namespace ergodic::workloads::card_games {

/// Tells a game in words, move by move, with the hand of the seat that moves: an observer of play_game().
class Narrator {
 public:
  Narrator(const Genome& genome, const Machine& machine, std::ostream& out)
      : words_(genome, machine.program()), seats_(machine.program().seats), out_(out) {}

  void drawn(const State& before, CardSet cards);
  void decided(const State& before, const Choices& choices, const Move& move);
  /// The last lines: how it ended, and what it leaves.
  void end(const GameResult& result);

 private:
  Words words_;
  unsigned seats_;
  std::ostream& out_;
};

}  // namespace ergodic::workloads::card_games

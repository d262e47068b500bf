#pragma once

#include "workloads/card_games/genome/faces.hpp"
#include "workloads/card_games/genome/genome.hpp"
#include "workloads/card_games/machine/machine.hpp"

#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

/// What a game is told in.
class Words {
 public:
  Words(const Genome& genome, const Program& program)
      : ranks_(rank_names(genome.cards)), suits_(suit_names(genome.cards)), program_(program) {}

  /// "8 of hearts"
  std::string card(unsigned card) const;
  /// "8 of hearts, K of spades"; "no cards".
  std::string cards(CardSet cards) const;
  /// "plays 8 of hearts"
  std::string move(const State& before, const Move& move) const;
  /// "seat 1 gets 2 cards: …"
  std::string drawn(const State& before, CardSet cards) const;
  /// "seat 0 wins"
  std::string outcome(Outcome outcome) const;

 private:
  std::string draw(const Node& node, const Move& move) const;
  std::string bet(const State& before, const Move& move) const;

  std::vector<std::string> ranks_, suits_;
  const Program& program_;
};

}  // namespace ergodic::workloads::card_games

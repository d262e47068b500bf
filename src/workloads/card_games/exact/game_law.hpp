#pragma once

#include "workloads/card_games/machine/machine.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

/// A rational number, as "numerator/denominator" in lowest terms, or a whole number; and the double next to it.
struct ExactNumber {
  std::string fraction;
  double value;
};

/// What is known of a game in which every seat picks uniformly among its legal moves.
struct GameLaw {
  struct Moments {
    ExactNumber mean, square;  ///< E X, E X²
  };

  std::vector<ExactNumber> wins;  ///< the probability that a seat wins alone
  std::vector<ExactNumber> team_wins;
  ExactNumber tie, blocked, limit;
  std::vector<Moments> points;  ///< of a seat
  Moments moves;                ///< chance is none
  ExactNumber forced;           ///< E of moves that are the only legal one
  ExactNumber legal;            ///< E of the sum of the numbers of legal moves
  std::size_t positions;        ///< that were looked at; after other numbers of moves, they count again
};

/// Enumerates a game from its deal to its end; nullopt where it has more positions. All positions after the same number
/// of moves are held at a time, with their probabilities: integers over one denominator.
std::optional<GameLaw> law_of(const Machine& machine, std::size_t most_positions);

}  // namespace ergodic::workloads::card_games

#pragma once

#include "workloads/card_games/machine/program.hpp"
#include "workloads/card_games/players/move_traits.hpp"

namespace ergodic::workloads::card_games {

/// What a game is about, as its own ends and scoring say.
struct Goal {
  bool sheds = false;         ///< an empty hand wins
  double points = 0;          ///< 1: most points win, -1: fewest, 0: there are none
  bool has_contract = false;  ///< tricks are bid
};

Goal goal_of(const Program& program);

/// How good the greedy player takes a move to be: what it brings now, and with little weight what it keeps. The table
/// of its terms is in README.md, beside this folder.
double greedy_rating(const Goal& goal, const MoveTraits& traits, unsigned suits);

}  // namespace ergodic::workloads::card_games

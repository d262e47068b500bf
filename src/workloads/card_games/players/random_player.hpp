#pragma once

#include "workloads/card_games/machine/choices.hpp"

#include <ergodic/variates.hpp>

#include <cstdint>

namespace ergodic::workloads::card_games {

/// Picks uniformly among the legal moves. A single one takes no random number.
class RandomPlayer {
 public:
  explicit RandomPlayer(Stream stream) : stream_(stream) {}

  std::uint32_t choose(const Choices& choices) {
    return choices.total == 1 ? 0 : uniform_integer(stream_, choices.total);
  }

 private:
  Stream stream_;
};

}  // namespace ergodic::workloads::card_games

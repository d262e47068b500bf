#pragma once

#include "workloads/card_games/machine/choices.hpp"

#include <ergodic/variates.hpp>

#include <cstdint>

namespace ergodic::workloads::card_games {

/// Picks uniformly among the legal moves. A single one takes no random number, up to 256 half a word, more a word.
class RandomPlayer {
 public:
  explicit RandomPlayer(Stream stream) : stream_(stream) {}

  std::uint32_t choose(const Choices& choices) {
    if (choices.total == 1) return 0;
    if (choices.total > most_of_half_a_word) return uniform_integer(stream_, choices.total);
    return detail::bounded_integer<std::uint16_t>([this] { return half_word(); },
                                                  static_cast<std::uint16_t>(choices.total));
  }

 private:
  static constexpr std::uint32_t most_of_half_a_word = 256;  // of which 0.4 % are drawn again, at most

  /// The low half of a word, then its high half.
  std::uint16_t half_word() {
    if (has_half_) {
      has_half_ = false;
      return static_cast<std::uint16_t>(word_ >> 16);
    }
    word_ = stream_.word();
    has_half_ = true;
    return static_cast<std::uint16_t>(word_);
  }

  Stream stream_;
  std::uint32_t word_ = 0;
  bool has_half_ = false;
};

}  // namespace ergodic::workloads::card_games

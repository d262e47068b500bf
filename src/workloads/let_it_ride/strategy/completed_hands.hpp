#pragma once

#include "workloads/let_it_ride/paytables/game_cards.hpp"
#include "workloads/let_it_ride/paytables/hand_class.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// The class of five cards of which three are known beforehand, from a table instead of worked out: 116 kB, by the
/// ranks of the three, as one of 455 multisets, and by the ranks of the other two.
class CompletedHands {
 public:
  CompletedHands();

  /// One for all: it does not depend on strategies.
  static const CompletedHands& shared();

  /// The number of the multiset of the three cards' ranks, 0 … 454. Raised by 0, 1 and 2, they are a set.
  static constexpr std::uint16_t ranks_of(const ThreeCards& set) {
    const auto raised = [&](unsigned i) { return static_cast<std::uint8_t>(set[i] / 4 + i); };
    return static_cast<std::uint16_t>(number_of(ThreeCards{raised(0), raised(1), raised(2)}));
  }

  /// Without a branch. `flush`: whether all five are of one suit.
  [[gnu::always_inline]] HandClass complete(std::uint16_t ranks, Card fourth, Card fifth, bool flush) const {
    const std::uint8_t classes = classes_[(std::size_t{ranks} * width + fourth / 4) * width + fifth / 4];
    return static_cast<HandClass>(flush ? classes >> 4 : classes & 15);
  }

 private:
  static constexpr std::size_t width = 16;  ///< of 13 ranks: a power of two is reached by shifts

  std::vector<std::uint8_t> classes_;  ///< that of cards of several suits, and, << 4, of one
};

}  // namespace ergodic::workloads::let_it_ride

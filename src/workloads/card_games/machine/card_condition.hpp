#pragma once

#include "workloads/card_games/genome/vocabulary.hpp"
#include "workloads/card_games/machine/pack.hpp"
#include "workloads/card_games/machine/state.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// A condition, compiled to a table: for all values of the quantities that it names, the set of cards of which it
/// holds. A position looks its set up; no card is looked at. Of a condition about no card: all cards or none.
class CardCondition {
 public:
  /// Of a text that complaints_of() has accepted.
  CardCondition(const Condition& condition, const CardNames& cards, About about);

  CardSet cards(const Pack& pack, const State& state) const;
  bool holds(const Pack& pack, const State& state) const { return cards(pack, state) != 0; }
  bool uses(Quantity quantity) const;
  /// Of all positions: the sets of cards.
  const std::vector<CardSet>& sets() const { return table_; }
  /// Of a condition about a card by itself.
  CardSet cards() const { return table_.front(); }

 private:
  struct Axis {
    Quantity quantity;
    std::int16_t low;
    std::uint32_t stride;
  };

  std::vector<Axis> axes_;
  std::vector<CardSet> table_;
};

}  // namespace ergodic::workloads::card_games

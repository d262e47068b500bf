#pragma once

#include "workloads/card_games/genome/vocabulary.hpp"
#include "workloads/card_games/machine/pack.hpp"
#include "workloads/card_games/machine/state.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::card_games {

/// A condition, compiled to a table: for all that it can tell apart, the set of cards of which it holds. A position
/// looks its set up; no card is looked at. Of a condition about no card: all cards or none.
class CardCondition {
 public:
  /// Of a text that complaints_of() has accepted.
  CardCondition(const Condition& condition, const CardNames& cards, About about);

  CardSet cards(const Pack& pack, const State& state) const {
    const auto* bytes = reinterpret_cast<const unsigned char*>(&state);
    std::size_t at = 0;
    for (const ByteAxis& axis : bytes_)
      at += std::size_t{bytes[axis.offset]} * axis.stride;
    if (!counts_.empty()) at += counted(pack, state);
    return table_[at];
  }
  bool holds(const Pack& pack, const State& state) const { return cards(pack, state) != 0; }

  bool uses(Quantity quantity) const;
  /// Of all positions: the sets of cards.
  const std::vector<CardSet>& sets() const { return table_; }
  /// Of a condition about a card by itself.
  CardSet cards() const { return table_.front(); }

 private:
  /// A part of the position, on which several quantities may depend: the rank on top tells its height, too.
  enum class Source : std::uint8_t {
    top_rank,
    top_suit,
    suit_in_force,
    broken,
    hand,
    next_hand,
    stock,
    table,
    pile,
    drawn,
    total,
    hands_played,
  };
  struct ByteAxis {
    std::uint16_t offset;  ///< in the state
    std::uint32_t stride;  ///< in the table
  };
  struct CountAxis {
    Source source;
    std::uint32_t stride;
  };

  static Source source_of(Quantity quantity);
  static std::uint32_t size_of_source(Source source, const CardNames& cards);
  static double value_of(Quantity quantity, std::uint32_t source_value, const CardNames& cards);
  std::uint32_t add_axis(Source source, std::uint32_t stride, const CardNames& cards);
  std::size_t counted(const Pack& pack, const State& state) const;
  static unsigned count_of(Source source, const Pack& pack, const State& state);

  std::vector<ByteAxis> bytes_;
  std::vector<CountAxis> counts_;
  std::vector<CardSet> table_;  // by the values of the axes
  std::vector<Quantity> used_;
};

}  // namespace ergodic::workloads::card_games

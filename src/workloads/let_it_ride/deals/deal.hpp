#pragma once

#include "workloads/let_it_ride/paytables/game_cards.hpp"
#include "workloads/let_it_ride/paytables/hand_class.hpp"
#include "workloads/let_it_ride/strategy/completed_hands.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <ergodic/variates.hpp>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// One way in which the cards can fall, out of 22 100 × 49 × 48 = 51 979 200 that are equally likely.
struct Deal {
  std::uint32_t player;  ///< the number of the player's three cards
  std::uint32_t first;   ///< the first community card, counted among the 49 others in ascending order
  std::uint32_t second;  ///< the second one, counted among the 48 others
};
inline constexpr std::uint32_t first_cards = 49;
inline constexpr std::uint32_t second_cards = 48;
inline constexpr std::int64_t deals = std::int64_t{three_card_sets} * first_cards * second_cards;

/// The deals' numbers, in ascending order.
constexpr std::uint32_t number_of(const Deal& deal) {
  return (deal.player * first_cards + deal.first) * second_cards + deal.second;
}
constexpr Deal deal_of(std::uint32_t number) {
  const std::uint32_t before_second = number / second_cards;
  return {before_second / first_cards, before_second % first_cards, number % second_cards};
}

/// Calls visit(deal) for every deal that begins with a set of three cards, in ascending order.
template <class Visit>
void for_each_deal_of(std::uint32_t player, Visit&& visit) {
  Deal deal{player, 0, 0};
  for (deal.first = 0; deal.first < first_cards; ++deal.first) {
    for (deal.second = 0; deal.second < second_cards; ++deal.second)
      visit(std::as_const(deal));
  }
}

/// Calls visit(deal) for every deal, in ascending order.
template <class Visit>
void for_each_deal(Visit&& visit) {
  for (std::uint32_t player = 0; player < three_card_sets; ++player)
    for_each_deal_of(player, visit);
}

/// The deal that a word of the stream is, and whether it counts: 0.8 % of words are rejected, and the next one taken.
struct DealtWord {
  Deal deal;
  bool accepted;
};
constexpr DealtWord deal_from(std::uint32_t word) {
  const auto [numbers, accepted] = split_word<std::uint32_t, three_card_sets, first_cards, second_cards>(word);
  return {{numbers[0], numbers[1], numbers[2]}, accepted};
}

/// How a hand came out.
struct Hand {
  HandClass hand_class;
  BonusClass bonus_class;
  std::uint32_t bets;  ///< at risk: 1, 2 or 3
};

/// The cards of a deal and what the player does, for a person to read.
struct DealtCards {
  std::array<Card, 3> player;  ///< ascending
  Card first;
  Card second;
  bool rides_first;
  bool rides_second;
};

/// Plays any deal as a strategy does: the strategy compiled into one row for each set of three cards.
class DealTable {
 public:
  explicit DealTable(const DecisionTables& decisions);

  /// Kept in line: a call shows when hands are dealt one by one (benchmark_let_it_ride_hands).
  [[gnu::always_inline]] Hand play(const Deal& deal) const {
    const Row& row = rows_[deal.player];
    const Card fourth = row.other_card(deal.first), fifth = row.other_card(skip(deal));
    return {completed_.complete(row.ranks, fourth, fifth, row.flush_with(fourth, fifth)), row.bonus_class,
            row.bets + row.rides_second(deal.first)};
  }

  DealtCards cards(const Deal& deal) const;

 private:
  /// A cache line holds four, the second-level cache all of them: 354 kB.
  struct alignas(16) Row {
    std::uint64_t second_decisions;  // bit i: bet 2 rides when other card i comes
    ThreeCards cards;
    BonusClass bonus_class;
    std::uint16_t ranks;       // as CompletedHands numbers them
    std::uint8_t mixed_suits;  // 0: all three are of one suit
    std::uint8_t bets;         // at risk if bet 2 is pulled

    /// Of the 49 cards that are not in the row's three, the one with this number.
    Card other_card(std::uint32_t number) const {
      number += number >= cards[0];
      number += number >= cards[1];
      number += number >= cards[2];
      return number;
    }
    std::uint32_t rides_second(std::uint32_t first) const {
      return static_cast<std::uint32_t>(second_decisions >> first) & 1u;
    }
    bool flush_with(Card fourth, Card fifth) const {
      return (mixed_suits | (((fourth ^ cards[0]) | (fifth ^ cards[0])) & 3u)) == 0;
    }
  };

  /// The second community card's number among the 49: it skips the first one.
  static std::uint32_t skip(const Deal& deal) { return deal.second + (deal.second >= deal.first); }

  const CompletedHands& completed_ = CompletedHands::shared();
  std::vector<Row> rows_;
};

}  // namespace ergodic::workloads::let_it_ride

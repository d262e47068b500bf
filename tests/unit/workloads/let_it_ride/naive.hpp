#pragma once

#include "workloads/let_it_ride/paytables/game_cards.hpp"
#include "workloads/let_it_ride/paytables/hand_class.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <vector>

/// Let It Ride once more, as one would first write it: sorted ranks and sets. What the tables are held against.
namespace ergodic::workloads::let_it_ride::naive {

using Cards = std::vector<Card>;

inline std::vector<unsigned> sorted_ranks(const Cards& cards) {
  std::vector<unsigned> ranks;
  for (const Card card : cards)
    ranks.push_back(rank_of(card));
  std::sort(ranks.begin(), ranks.end());
  return ranks;
}

inline bool is_suited(const Cards& cards) {
  return std::all_of(cards.begin(), cards.end(), [&](Card card) { return suit_of(card) == suit_of(cards.front()); });
}

/// How often the ranks occur, the most frequent first; of all thirteen ranks.
inline std::array<int, 13> multiplicities(const Cards& cards) {
  std::array<int, 13> counts{};
  for (const Card card : cards)
    ++counts[rank_of(card) - 2];
  std::sort(counts.begin(), counts.end(), std::greater<>());
  return counts;
}

inline unsigned paired_rank(const Cards& cards) {
  const auto ranks = sorted_ranks(cards);
  return *std::adjacent_find(ranks.begin(), ranks.end());
}

inline HandClass hand_class(const Cards& five) {
  const auto sizes = multiplicities(five);
  if (sizes[0] == 4) return HandClass::four_of_a_kind;
  if (sizes[0] == 3) return sizes[1] == 2 ? HandClass::full_house : HandClass::three_of_a_kind;
  if (sizes[0] == 2 && sizes[1] == 2) return HandClass::two_pair;
  if (sizes[0] == 2) return paired_rank(five) >= 10 ? HandClass::pair_tens_or_better : HandClass::pair_below_tens;
  const auto ranks = sorted_ranks(five);
  const bool wheel = ranks[3] == 5 && ranks[4] == 14;  // different ranks: 2-3-4-5 and the ace
  const bool straight = wheel || ranks[4] - ranks[0] == 4;
  if (straight && is_suited(five)) return ranks[0] == 10 ? HandClass::royal_flush : HandClass::straight_flush;
  if (is_suited(five)) return HandClass::flush;
  return straight ? HandClass::straight : HandClass::high_card;
}

inline BonusClass bonus_class(const Cards& three) {
  const auto ranks = sorted_ranks(three);
  const auto sizes = multiplicities(three);
  if (sizes[0] == 3) return BonusClass::three_of_a_kind;
  if (sizes[0] == 2) return BonusClass::pair;
  const bool straight = ranks == std::vector<unsigned>{2, 3, 14} || ranks[2] - ranks[0] == 2;
  if (straight && is_suited(three)) return ranks[0] == 12 ? BonusClass::mini_royal : BonusClass::straight_flush;
  if (straight) return BonusClass::straight;
  return is_suited(three) ? BonusClass::flush : BonusClass::high_card;
}

/// The ranks of the ten straights, A-2-3-4-5 to T-J-Q-K-A.
inline const std::vector<std::set<unsigned>>& straights() {
  static const auto all = [] {
    std::vector<std::set<unsigned>> sets = {{14, 2, 3, 4, 5}};
    for (unsigned low = 2; low <= 10; ++low)
      sets.push_back({low, low + 1, low + 2, low + 3, low + 4});
    return sets;
  }();
  return all;
}

/// The straights that these cards, all of different ranks, may become.
inline std::vector<std::set<unsigned>> straights_within_reach(const Cards& cards) {
  const auto ranks = sorted_ranks(cards);
  std::vector<std::set<unsigned>> found;
  if (std::set<unsigned>(ranks.begin(), ranks.end()).size() < cards.size()) return found;
  for (const auto& straight : straights()) {
    if (std::all_of(ranks.begin(), ranks.end(), [&](unsigned rank) { return straight.count(rank) > 0; }))
      found.push_back(straight);
  }
  return found;
}

inline bool is_sure_of_pay(const Cards& cards) {
  const auto sizes = multiplicities(cards);
  return sizes[0] >= 3 || (sizes[0] == 2 && (sizes[1] == 2 || paired_rank(cards) >= 10));
}

inline int high_cards(const Cards& cards) {
  return static_cast<int>(std::count_if(cards.begin(), cards.end(), [](Card card) { return rank_of(card) >= 10; }));
}

/// The chart of three cards: a paying hand; three to a royal flush; three to a straight flush in a row (not A-2-3,
/// 2-3-4), with one gap and a high card, or with two gaps and two high cards. Three cards with g gaps are in 3 − g
/// stretches of five ranks, those that stick out of A-2-…-K-A aside.
inline bool basic_rides_first(const Cards& three) {
  if (is_sure_of_pay(three)) return true;
  if (!is_suited(three) || straights_within_reach(three).empty()) return false;
  const auto ranks = sorted_ranks(three);
  if (ranks[0] >= 10) return true;
  if (ranks == std::vector<unsigned>{2, 3, 14} || ranks == std::vector<unsigned>{2, 3, 4}) return false;
  const unsigned lowest = ranks[2] == 14 ? 1 : ranks[0];
  const unsigned highest = ranks[2] == 14 ? ranks[1] : ranks[2];
  const unsigned gaps = highest - lowest - 2;
  return high_cards(three) >= static_cast<int>(gaps);
}

/// The chart of four cards: a paying hand; four suited; an outside straight draw with a high card; an inside one with
/// four.
inline bool basic_rides_second(const Cards& four) {
  if (is_sure_of_pay(four) || is_suited(four)) return true;
  const auto outs = straights_within_reach(four).size();
  return (outs == 2 && high_cards(four) >= 1) || (outs == 1 && high_cards(four) == 4);
}

inline bool aggressive_rides(const Cards& cards) {
  return is_sure_of_pay(cards) || is_suited(cards) || !straights_within_reach(cards).empty();
}

/// The classes of all five-card hands, found once by the naive evaluator.
class AllHands {
 public:
  AllHands() {
    for_each([this](Card a, Card b, Card c, Card d, Card e) { classes_.push_back(hand_class({a, b, c, d, e})); });
  }

  HandClass operator()(Cards five) const {
    std::sort(five.begin(), five.end());
    std::size_t number = 0;
    for (std::size_t i = 0; i < 5; ++i)
      number += choose(five[i], i + 1);
    return classes_[number];
  }

  const std::vector<HandClass>& classes() const { return classes_; }

  /// What a bet on each set of four cards brings, summed over the 48 fifth ones; by the set's number.
  std::vector<int> net_of_four(const MainPaytable& paytable) const {
    std::vector<int> net(four_card_sets);
    std::size_t number = 0;
    for_each([&](std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d, std::uint8_t e) {
      const int gain = paytable.net(classes_[number++]);
      for (const FourCards& four : {FourCards{b, c, d, e}, FourCards{a, c, d, e}, FourCards{a, b, d, e},
                                    FourCards{a, b, c, e}, FourCards{a, b, c, d}}) {
        net[number_of(four)] += gain;
      }
    });
    return net;
  }

 private:
  template <class Visit>
  static void for_each(Visit&& visit) {
    for (std::uint8_t e = 4; e < 52; ++e)
      for (std::uint8_t d = 3; d < e; ++d)
        for (std::uint8_t c = 2; c < d; ++c)
          for (std::uint8_t b = 1; b < c; ++b)
            for (std::uint8_t a = 0; a < b; ++a)
              visit(a, b, c, d, e);
  }

  static std::size_t choose(std::size_t n, std::size_t k) {
    std::size_t product = 1;
    for (std::size_t i = 0; i < k; ++i)
      product = product * (n - i) / (i + 1);
    return n < k ? 0 : product;
  }

  std::vector<HandClass> classes_;
};

inline bool rides_first(Strategy strategy, const Cards& three) {
  switch (strategy.name) {
    case Strategy::basic: return basic_rides_first(three);
    case Strategy::conservative: return is_sure_of_pay(three);
    case Strategy::aggressive: return aggressive_rides(three);
    default: return strategy.name == Strategy::always_ride;
  }
}

inline bool rides_second(Strategy strategy, const Cards& four) {
  switch (strategy.name) {
    case Strategy::basic: return basic_rides_second(four);
    case Strategy::conservative: return is_sure_of_pay(four);
    case Strategy::aggressive: return aggressive_rides(four);
    default: return strategy.name == Strategy::always_ride;
  }
}

}  // namespace ergodic::workloads::let_it_ride::naive

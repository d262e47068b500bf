#include "workloads/let_it_ride/strategy/analysis.hpp"

#include "core/contracts.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace ergodic::workloads::let_it_ride {

namespace {

/// Bit r: the rank r is there. The ace has bit 14, and where it may play low also bit 1.
using RankSet = unsigned;

constexpr RankSet bit(unsigned rank) { return 1u << rank; }
constexpr unsigned low_ace = 1;

RankSet ranks_of(std::span<const Card> cards) {
  RankSet ranks = 0;
  for (const Card card : cards)
    ranks |= bit(rank_of(card));
  return ranks;
}

RankSet with_low_ace(RankSet ranks) { return ranks & bit(ace) ? (ranks & ~bit(ace)) | bit(low_ace) : ranks; }

int spread(RankSet ranks) { return std::bit_width(ranks) - std::countr_zero(ranks); }

/// From the lowest to the highest rank, the ace high or low, whichever is less.
int least_spread(RankSet ranks) { return std::min(spread(ranks), spread(with_low_ace(ranks))); }

void count_ranks(std::span<const Card> cards, Analysis& analysis) {
  std::array<int, ace + 1> counts{};
  for (const Card card : cards)
    ++counts[rank_of(card)];
  const auto pairs = std::count(counts.begin(), counts.end(), 2);
  const int most = *std::max_element(counts.begin(), counts.end());
  analysis.has_pair = most == 2 && pairs == 1;
  if (analysis.has_pair)
    analysis.pair_rank = static_cast<int>(std::find(counts.begin(), counts.end(), 2) - counts.begin());
  analysis.has_two_pair = pairs == 2;
  analysis.has_high_pair = analysis.has_pair && std::count(counts.begin() + ten, counts.end(), 2) == 1;
  analysis.has_trips = most == 3;
  analysis.has_paying_hand = analysis.has_high_pair || analysis.has_two_pair || most >= 3;
}

void count_suits(std::span<const Card> cards, Analysis& analysis) {
  std::array<int, 4> suited{}, suited_high{};
  for (const Card card : cards) {
    ++suited[suit_of(card)];
    suited_high[suit_of(card)] += is_high(card);
  }
  analysis.suited_cards = *std::max_element(suited.begin(), suited.end());
  for (std::size_t suit = 0; suit < suited.size(); ++suit) {
    if (suited[suit] != analysis.suited_cards) continue;
    analysis.suited_high_cards = std::max(analysis.suited_high_cards, suited_high[suit]);
  }
}

/// The windows are those of the ten straights, A-2-3-4-5 to T-J-Q-K-A; of equally full ones the first counts, the ace
/// high first.
void find_straight_draws(RankSet ranks, Analysis& analysis) {
  RankSet best = 0;
  for (const RankSet candidates : {ranks, with_low_ace(ranks)}) {
    for (unsigned low = low_ace; low <= ten; ++low) {
      const RankSet inside = candidates & (0x1fu << low);
      const int count = std::popcount(inside);
      if (count >= 3 && count > std::popcount(best)) best = inside;
    }
  }
  if (best == 0) return;
  analysis.connected_cards = std::popcount(best);
  analysis.gaps = 5 - analysis.connected_cards;
  if (analysis.connected_cards < 4) return;
  analysis.is_open_straight_draw = spread(best) == 4 && !(best & (bit(low_ace) | bit(ace)));
  analysis.is_inside_straight_draw = !analysis.is_open_straight_draw;
}

void find_straight_flush_draws(RankSet ranks, bool three_cards, Analysis& analysis) {
  analysis.is_royal_draw = (ranks & bit(ace)) && std::countr_zero(ranks) >= static_cast<int>(ten);
  analysis.is_straight_flush_draw = least_spread(ranks) <= 5;
  if (!analysis.is_straight_flush_draw || !three_cards) return;
  analysis.straight_flush_spread = least_spread(ranks);
  analysis.is_excluded_sf_consecutive = ranks == (bit(ace) | bit(2) | bit(3)) || ranks == (bit(2) | bit(3) | bit(4));
}

}  // namespace

Analysis analyse(std::span<const Card> cards) {
  ERGODIC_EXPECT(cards.size() == 3 || cards.size() == 4);
  Analysis analysis;
  const int size = static_cast<int>(cards.size());
  analysis.high_cards = static_cast<int>(std::count_if(cards.begin(), cards.end(), is_high));
  count_ranks(cards, analysis);
  count_suits(cards, analysis);
  const RankSet ranks = ranks_of(cards);
  find_straight_draws(ranks, analysis);
  analysis.is_flush_draw = analysis.suited_cards == size;
  analysis.is_straight_draw = analysis.connected_cards == size;
  if (analysis.is_flush_draw) find_straight_flush_draws(ranks, size == 3, analysis);
  return analysis;
}

}  // namespace ergodic::workloads::let_it_ride

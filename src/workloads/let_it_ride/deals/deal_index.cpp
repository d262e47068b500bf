#include "workloads/let_it_ride/deals/deal_index.hpp"

#include "core/contracts.hpp"
#include "workloads/let_it_ride/strategy/alike_sets.hpp"

#include <algorithm>
#include <iterator>

namespace ergodic::workloads::let_it_ride {

namespace {

struct OutcomeCount {
  std::uint32_t outcome;
  std::uint32_t count;
};

/// The outcomes of the deals that begin with a set of three cards.
std::vector<OutcomeCount> outcomes_of(std::uint32_t player, const DealTable& table) {
  std::array<std::uint32_t, outcomes> counts{};
  for_each_deal_of(player, [&](const Deal& deal) { ++counts[outcome_of(table.play(deal))]; });
  std::vector<OutcomeCount> found;
  for (std::uint32_t outcome = 0; outcome < outcomes; ++outcome) {
    if (counts[outcome] > 0) found.push_back({outcome, counts[outcome]});
  }
  return found;
}

}  // namespace

DealIndex::DealIndex(const DealTable& table) : table_(table) {
  std::vector<std::vector<OutcomeCount>> found(three_card_sets);  // at the first of sets alike
  std::array<std::uint32_t, outcomes> before{};
  for (std::uint32_t player = 0; player < three_card_sets; ++player) {
    const std::uint32_t first = first_alike()[player];
    if (first == player) found[player] = outcomes_of(player, table);
    for (const auto [outcome, count] : found[first]) {
      starts_[outcome].push_back({before[outcome], player});
      before[outcome] += count;
    }
  }
}

Deal DealIndex::deal(std::uint32_t outcome, std::uint32_t rank) const {
  const std::vector<Start>& starts = starts_[outcome];
  ERGODIC_EXPECT(!starts.empty());
  const Start& start = *std::prev(std::upper_bound(starts.begin(), starts.end(), rank,
                                                   [](std::uint32_t r, const Start& s) { return r < s.before; }));
  std::uint32_t left = rank - start.before;
  for (std::uint32_t number = number_of(Deal{start.player, 0, 0});; ++number) {
    const Deal deal = deal_of(number);
    ERGODIC_EXPECT(deal.player == start.player);
    if (outcome_of(table_.play(deal)) == outcome && left-- == 0) return deal;
  }
}

}  // namespace ergodic::workloads::let_it_ride

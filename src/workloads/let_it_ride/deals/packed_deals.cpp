#include "workloads/let_it_ride/deals/packed_deals.hpp"

#include "workloads/let_it_ride/deals/outcome_law.hpp"

namespace ergodic::workloads::let_it_ride {

PackedDeals::PackedDeals(const DealTable& table) {
  for (std::uint32_t player = 0; player < three_card_sets; ++player) {
    std::uint64_t rides = 0;
    for (std::uint32_t first = 0; first < first_cards; ++first)
      rides |= std::uint64_t{table.cards({player, first, 0}).rides_second} << first;
    second_decisions_.push_back(static_cast<std::int32_t>(rides));
    second_decisions_.push_back(static_cast<std::int32_t>(rides >> 32));

    const DealtCards dealt = table.cards({player, 0, 0});
    const std::uint32_t outcome =
        outcome_of({{}, table.play({player, 0, 0}).bonus_class, 1u + static_cast<std::uint32_t>(dealt.rides_first)});
    const auto& cards = dealt.player;
    players_.push_back(static_cast<std::int32_t>(cards[0] | cards[1] << 6 | cards[2] << 12 | outcome << 18));
  }
}

}  // namespace ergodic::workloads::let_it_ride

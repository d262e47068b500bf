#include "workloads/let_it_ride/strategy/bet_values.hpp"

#include "workloads/let_it_ride/paytables/game_cards.hpp"
#include "workloads/let_it_ride/paytables/hand_class.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ergodic::workloads::let_it_ride {

namespace {

template <std::size_t size>
Holding holding_of(const std::array<std::uint8_t, size>& set) {
  Holding holding;
  for (const Card card : set)
    holding.add(card);
  return holding;
}

/// Calls visit(card) for every card that is not in the set.
template <std::size_t size, class Visit>
void for_each_other_card(const std::array<std::uint8_t, size>& set, Visit&& visit) {
  for (Card card = 0; card < deck_size; ++card) {
    if (std::find(set.begin(), set.end(), card) == set.end()) visit(card);
  }
}

}  // namespace

RideValues bet_values(const MainPaytable& paytable) {
  RideValues values;
  values.of_four.reserve(four_card_sets);
  for_each_four_cards([&](unsigned, const FourCards& set) {
    const Holding four = holding_of(set);
    std::int32_t net = 0;
    for_each_other_card(set, [&](Card fifth) {
      Holding five = four;
      five.add(fifth);
      net += paytable.net(hand_class_of(five));
    });
    values.of_four.push_back(net);
  });
  values.of_three.reserve(three_card_sets);
  for_each_three_cards([&](unsigned, const ThreeCards& set) {
    std::int64_t net = 0;
    for_each_other_card(set, [&](Card fourth) { net += values.of_four[number_of(with(set, fourth))]; });
    values.of_three.push_back(net);
  });
  return values;
}

}  // namespace ergodic::workloads::let_it_ride

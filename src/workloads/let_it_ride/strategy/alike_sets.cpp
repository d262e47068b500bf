#include "workloads/let_it_ride/strategy/alike_sets.hpp"

#include "workloads/let_it_ride/paytables/game_cards.hpp"

#include <algorithm>
#include <array>

namespace ergodic::workloads::let_it_ride {

namespace {

std::uint32_t first_alike(const ThreeCards& set) {
  std::uint32_t first = number_of(set);
  std::array<std::uint8_t, 4> names = {0, 1, 2, 3};
  do {
    ThreeCards renamed = set;
    for (std::uint8_t& card : renamed)
      card = static_cast<std::uint8_t>((card & ~3u) | names[card & 3u]);
    std::sort(renamed.begin(), renamed.end());
    first = std::min(first, std::uint32_t{number_of(renamed)});
  } while (std::next_permutation(names.begin(), names.end()));
  return first;
}

}  // namespace

const std::vector<std::uint32_t>& first_alike() {
  static const std::vector<std::uint32_t> firsts = [] {
    std::vector<std::uint32_t> of_sets;
    of_sets.reserve(three_card_sets);
    for_each_three_cards([&](unsigned, const ThreeCards& set) { of_sets.push_back(first_alike(set)); });
    return of_sets;
  }();
  return firsts;
}

}  // namespace ergodic::workloads::let_it_ride

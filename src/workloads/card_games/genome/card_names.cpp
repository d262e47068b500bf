#include "workloads/card_games/genome/card_names.hpp"

namespace ergodic::workloads::card_games {

namespace {

constexpr const char* joker = "joker";

std::vector<std::string> with_joker(std::vector<std::string> names, const CardNames& cards) {
  if (cards.jokers > 0) names.emplace_back(joker);
  return names;
}

}  // namespace

std::vector<std::string> rank_names(const CardNames& cards) { return with_joker(cards.ranks, cards); }
std::vector<std::string> suit_names(const CardNames& cards) { return with_joker(cards.suits, cards); }

int value_of_rank(const CardNames& cards, std::size_t rank) {
  return rank < cards.values.size() ? cards.values[rank] : static_cast<int>(rank) + 1;
}

}  // namespace ergodic::workloads::card_games

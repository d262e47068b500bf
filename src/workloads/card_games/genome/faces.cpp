#include "workloads/card_games/genome/faces.hpp"

#include "expression/expression.hpp"
#include "workloads/card_games/genome/vocabulary.hpp"

#include <optional>

namespace ergodic::workloads::card_games {

std::vector<Face> faces(const CardNames& cards) {
  std::optional<expression::Expression> without;
  if (cards.without)
    without =
        expression::Expression::parse(cards.without.text, vocabulary(cards, About::card), expression::Type::truth);
  const std::size_t ranks = cards.ranks.size(), suits = cards.suits.size();
  std::vector<Face> all;
  const auto add = [&](std::size_t rank, std::size_t suit) {
    const auto place = static_cast<double>(rank);
    const std::vector<double> values = {place, static_cast<double>(suit), place,
                                        static_cast<double>(value_of_rank(cards, rank))};
    if (without && without->truth(values).value_or(false)) return;
    all.push_back({static_cast<std::uint8_t>(rank), static_cast<std::uint8_t>(suit)});
  };
  for (std::size_t suit = 0; suit < suits; ++suit) {
    for (std::size_t rank = 0; rank < ranks; ++rank)
      add(rank, suit);
  }
  for (int i = 0; i < cards.jokers; ++i)
    add(ranks, suits);
  return all;
}

}  // namespace ergodic::workloads::card_games

#include "workloads/card_games/genome/vocabulary.hpp"

#include "workloads/card_games/genome/card_names.hpp"

#include <string>
#include <utility>

namespace ergodic::workloads::card_games {

namespace {

/// A quantity of the position, and how conditions call it.
struct QuantityName {
  QuantityRange range;
  expression::Name name;
};

/// Labels of these names and of there being none.
std::vector<std::string> or_none(std::vector<std::string> names) {
  names.emplace_back("none");
  return names;
}

std::vector<QuantityName> quantity_names(const CardNames& cards) {
  using expression::Type;
  const std::vector<std::string> rank_labels = rank_names(cards), suit_labels = suit_names(cards);
  const int ranks = static_cast<int>(rank_labels.size()), suits = static_cast<int>(suit_labels.size());
  const int most = Genome::most_cards;
  return {
      {{Quantity::top_rank, 0, ranks}, {"top_rank", Type::text, "of the card on the pile", or_none(rank_labels)}},
      {{Quantity::top_suit, 0, suits}, {"top_suit", Type::text, "of the card on the pile", or_none(suit_labels)}},
      {{Quantity::top_height, -1, ranks - 1},
       {"top_height", Type::number, "the place of its rank, from 0; -1 where there is no card"}},
      {{Quantity::suit_in_force, 0, suits},
       {"suit_in_force", Type::text, "the suit named last, else that of the card on the pile", or_none(suit_labels)}},
      {{Quantity::leading, 0, 1}, {"leading", Type::truth, "there is nothing on the pile"}},
      {{Quantity::broken, 0, 1}, {"broken", Type::truth, "a card of the breaking suit has been played"}},
      {{Quantity::hand, 0, most}, {"hand", Type::number, "cards in the hand of the seat whose turn it is"}},
      {{Quantity::next_hand, 0, most}, {"next_hand", Type::number, "cards in the hand of the seat after it"}},
      {{Quantity::stock, 0, most}, {"stock", Type::number, "cards in the stock"}},
      {{Quantity::table, 0, most}, {"table", Type::number, "cards on the table"}},
      {{Quantity::pile, 0, most}, {"pile", Type::number, "cards on the pile"}},
      {{Quantity::drawn, 0, most}, {"drawn", Type::number, "cards drawn in this turn"}},
      {{Quantity::total, 0, most_counted}, {"total", Type::number, "what the hand adds up to"}},
      {{Quantity::hands_played, 0, most_counted}, {"hands_played", Type::number, "hands of the match before this one"}},
  };
}

}  // namespace

std::vector<QuantityRange> quantities(const CardNames& cards, About about) {
  std::vector<QuantityRange> ranges;
  if (about == About::card) return ranges;
  for (const QuantityName& quantity : quantity_names(cards))
    ranges.push_back(quantity.range);
  return ranges;
}

expression::Vocabulary vocabulary(const CardNames& cards, About about) {
  using expression::Type;
  std::vector<expression::Name> names;
  std::vector<expression::AbsentName> absent;
  if (about != About::now) {
    names.push_back(
        {"rank", Type::text, "of the card", or_none(rank_names(cards))});  // so that it compares with the top's
    names.push_back({"suit", Type::text, "of the card", or_none(suit_names(cards))});
    names.push_back({"height", Type::number, "the place of its rank, from 0"});
    names.push_back({"value", Type::number, "what it counts"});
  } else {
    for (const char* of_card : {"rank", "suit", "height", "value"})
      absent.push_back({of_card, "the condition is about no card"});
  }
  for (QuantityName& quantity : quantity_names(cards)) {
    if (about == About::card)
      absent.push_back({quantity.name.name, "the condition is about a card by itself"});
    else
      names.push_back(std::move(quantity.name));
  }
  return expression::Vocabulary(std::move(names), std::move(absent));
}

}  // namespace ergodic::workloads::card_games

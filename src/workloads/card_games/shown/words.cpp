#include "workloads/card_games/shown/words.hpp"

#include <fmt/format.h>

#include <vector>

namespace ergodic::workloads::card_games {

std::string Words::card(unsigned card) const {
  return fmt::format("{} of {}", genome_.cards.ranks[program_.rank[card]], genome_.cards.suits[program_.suit[card]]);
}

std::string Words::cards(CardSet cards) const {
  if (cards == 0) return "no cards";
  std::vector<std::string> each;
  for_each_element(cards, [&](unsigned one) { each.push_back(card(one)); });
  return fmt::format("{}", fmt::join(each, ", "));
}

std::string Words::move(const State& before, const Move& move) const {
  const Node& node = program_.nodes[move.node];
  const auto rank = [&](unsigned number) { return genome_.cards.ranks[number]; };
  switch (node.op) {
    case Op::draw: return node.most == 1 ? "draws" : fmt::format("draws {} cards", node.most);
    case Op::play: return "plays " + cards(move.cards);
    case Op::trick: return (before.in_trick == 0 ? "leads " : "plays ") + cards(move.cards);
    case Op::capture: {
      const CardSet alike = before.table & program_.of_rank[program_.rank[lowest(move.cards)]];
      return alike == 0 ? fmt::format("lays {} on the table", cards(move.cards))
                        : fmt::format("takes {} with {}", cards(alike), cards(move.cards));
    }
    case Op::ask: return fmt::format("asks seat {} for {}", move.seat, rank(move.number));
    case Op::claim:
      return fmt::format("lays {} and says that it is a {}", cards(move.cards), rank(before.turns % program_.ranks));
    case Op::answer: return Answer{move.number} == Answer::accept ? "accepts" : "challenges";
    case Op::bid: return fmt::format("bids {}", move.number);
    case Op::name_suit: return "names " + genome_.cards.suits[move.number];
    case Op::bet: return bet(before, move);
    case Op::decline: return "declines";
    default: return "passes";
  }
}

std::string Words::bet(const State& before, const Move& move) const {
  const std::int32_t added = program_.nodes[move.node].a;
  switch (BetMove{move.number}) {
    case BetMove::check: return "checks";
    case BetMove::bet: return fmt::format("bets {}", added);
    case BetMove::fold: return "folds";
    case BetMove::call: return "calls";
    case BetMove::raise: return fmt::format("raises by {}", added);
  }
  return fmt::format("stakes {}", before.staked[before.seat]);
}

std::string Words::drawn(const State& before, CardSet cards_) const {
  switch (before.due_to) {
    case Due::pile: return "turned up: " + cards(cards_);
    case Due::table: return "on the table: " + cards(cards_);
    case Due::hand: break;
  }
  unsigned seat = before.turn;
  while ((before.due_seats >> seat & 1u) == 0)
    seat = (seat + 1) % program_.seats;
  return fmt::format("seat {} gets {}", seat, cards(cards_));
}

std::string Words::outcome(Outcome outcome) const {
  switch (outcome) {
    case Outcome::tie: return "a tie";
    case Outcome::blocked: return "blocked: nobody can go on";
    case Outcome::limit: return "the turns have run out";
    default: return fmt::format("seat {} wins", static_cast<unsigned>(outcome));
  }
}

}  // namespace ergodic::workloads::card_games

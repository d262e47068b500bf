#include "workloads/card_games/shown/words.hpp"

#include <fmt/format.h>

#include <vector>

namespace ergodic::workloads::card_games {

std::string Words::card(unsigned card) const {
  const std::string &rank = ranks_[program_.rank[card]], &suit = suits_[program_.suit[card]];
  return rank == suit ? rank : fmt::format("{} of {}", rank, suit);  // a joker
}

std::string Words::cards(CardSet cards) const {
  if (cards == 0) return "no cards";
  std::vector<std::string> each;
  for_each_element(cards, [&](unsigned one) { each.push_back(card(one)); });
  return fmt::format("{}", fmt::join(each, ", "));
}

std::string Words::move(const State& before, const Move& move) const {
  const Node& node = program_.nodes[move.node];
  const auto rank = [&](unsigned number) { return ranks_[number]; };
  switch (node.op) {
    case Op::draw: return draw(node, move);
    case Op::discard: return "lays off " + cards(move.cards);
    case Op::knock: return "knocks";
    case Op::give: return "chooses to give " + cards(move.cards);
    case Op::battle: return "turns up a card, as all do";
    case Op::pick_seat: return fmt::format("chooses seat {}", move.number);
    case Op::play: return ((node.a & play_to_table) != 0 ? "lays down " : "plays ") + cards(move.cards);
    case Op::trick: return (before.in_trick == 0 ? "leads " : "plays ") + cards(move.cards);
    case Op::capture: {
      const CardSet alike = node.flag ? move.takes : before.table & program_.of_rank[program_.rank[lowest(move.cards)]];
      return alike == 0 ? fmt::format("lays {} on the table", cards(move.cards))
                        : fmt::format("takes {} with {}", cards(alike), cards(move.cards));
    }
    case Op::ask: return fmt::format("asks seat {} for {}", move.seat, rank(move.number));
    case Op::claim:
      return fmt::format("lays {} and says that {} {}", cards(move.cards),
                         size_of(move.cards) == 1 ? "it is a" : "all are",
                         rank(node.flag ? move.number : before.turns % program_.ranks));
    case Op::answer: return Answer{move.number} == Answer::accept ? "accepts" : "challenges";
    case Op::bid: return fmt::format("bids {}", move.number);
    case Op::name_suit: return "names " + suits_[move.number];
    case Op::bet: return bet(before, move);
    case Op::decline: return "declines";
    default: return "passes";
  }
}

std::string Words::draw(const Node& node, const Move& move) const {
  switch (Draw::From{static_cast<std::uint8_t>(node.b)}) {
    case Draw::From::pile: return "takes the top of the pile";
    case Draw::From::whole_pile: return "takes the pile";
    case Draw::From::next:
    case Draw::From::chosen: return fmt::format("draws from seat {}", move.number);
    case Draw::From::stock: break;
  }
  if (node.a != 0) return fmt::format("draws to {} cards", node.a);
  return node.most == 1 ? "draws" : fmt::format("draws {} cards", node.most);
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
  unsigned seat = before.turn;
  while (before.due_seats != 0 && (before.due_seats >> seat & 1u) == 0)
    seat = (seat + 1) % program_.seats;
  switch (before.due_to) {
    case Due::pile: return "turned up: " + cards(cards_);
    case Due::table: return "on the table: " + cards(cards_);
    case Due::steal: return fmt::format("seat {} takes {} from seat {}", before.turn, cards(cards_), before.target);
    case Due::give: return fmt::format("seat {} gives {} to seat {}", before.turn, cards(cards_), before.target);
    case Due::away: return fmt::format("seat {} loses {}", seat, cards(cards_));
    case Due::battle: return fmt::format("seat {} turns up {}", lowest(before.due_seats), cards(cards_));
    case Due::starter: return fmt::format("seat {} begins", lowest(cards_));
    case Due::target: return fmt::format("it is for seat {}", lowest(cards_));
    case Due::passing: return fmt::format("direction {} of giving", lowest(cards_));
    case Due::hand: break;
  }
  return fmt::format("seat {} gets {}", seat, cards(cards_));
}

std::string Words::outcome(Outcome outcome) const {
  switch (outcome) {
    case Outcome::tie: return "a tie";
    case Outcome::blocked: return "blocked: nobody can go on";
    case Outcome::limit: return "the turns have run out";
    case Outcome::team_0:
    case Outcome::team_1:
    case Outcome::team_2:
      return fmt::format("team {} wins", static_cast<int>(outcome) - static_cast<int>(Outcome::team_0));
    default: return fmt::format("seat {} wins", static_cast<unsigned>(outcome));
  }
}

}  // namespace ergodic::workloads::card_games

#include "workloads/card_games/players/move_traits.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace ergodic::workloads::card_games {

namespace {

double as_double(unsigned number) { return static_cast<double>(number); }

MoveKind kind_of(const Node& node, const Move& move) {
  switch (node.op) {
    case Op::draw: return MoveKind::draw;
    case Op::play: return MoveKind::play;
    case Op::trick: return MoveKind::trick;
    case Op::capture: return MoveKind::capture;
    case Op::ask: return MoveKind::ask;
    case Op::claim: return MoveKind::claim;
    case Op::answer: return Answer{move.number} == Answer::accept ? MoveKind::accept : MoveKind::challenge;
    case Op::bid: return MoveKind::bid;
    case Op::name_suit: return MoveKind::name_suit;
    case Op::bet:
      return static_cast<MoveKind>(static_cast<std::uint8_t>(MoveKind::check) + move.number);  // in the same order
    case Op::decline: return MoveKind::decline;
    case Op::discard: return MoveKind::discard;
    case Op::knock: return MoveKind::knock;
    case Op::give: return MoveKind::give;
    case Op::battle: return MoveKind::battle;
    case Op::pick_seat: return MoveKind::pick_seat;
    default: return MoveKind::pass;
  }
}

double points_of(const std::vector<PointRule>& rules, CardSet cards, bool as_a_whole) {
  double points = 0;
  for (const PointRule& rule : rules) {
    if (rule.for_each) points += rule.points * as_double(size_of(cards & rule.cards));
    if (!rule.for_each && as_a_whole) points += rule.points;
  }
  return points;
}

double strength_of(const Program& program, CardSet hand) {
  double sum = 0;
  for_each_element(hand, [&](unsigned card) {
    const double share = program.ranks > 1 ? as_double(program.rank[card]) / as_double(program.ranks - 1) : 0;
    double chance = 1;
    for (unsigned other = 1; other < program.seats; ++other)
      chance *= share;
    sum += chance;
  });
  return sum;
}

/// Whether the card would be the best of the trick so far.
bool beats_trick(const Program& program, const Node& node, const State& state, unsigned card) {
  if (state.in_trick == 0) return true;
  const auto of_suit = [&](unsigned suit) { return state.trick & program.of_suit[suit]; };
  const bool has_trump = node.a != Node::no_suit;
  const CardSet trumps = has_trump ? of_suit(static_cast<unsigned>(node.a)) : 0;
  const bool is_trump = has_trump && program.suit[card] == node.a;
  if (trumps != 0) return is_trump && card > highest(trumps);
  if (is_trump) return true;
  const unsigned led = program.suit[state.led];
  return program.suit[card] == led && card > highest(of_suit(led));
}

void add_cards(const Machine& machine, const State& state, const Move& move, MoveTraits& traits) {
  const Program& program = machine.program();
  const CardSet hand = state.hand[state.seat];
  const unsigned card = highest(move.cards);
  traits.laid = as_double(size_of(move.cards));
  traits.height = program.rank[card];
  traits.suit_left = as_double(size_of(hand & ~move.cards & program.of_suit[program.suit[card]]));
  traits.rank_left = as_double(size_of(hand & ~move.cards & program.of_rank[program.rank[card]]));
  traits.is_special = program.effects[card] != Node::none ? 1 : 0;
  const Node& node = program.nodes[move.node];
  if (node.op == Op::trick) {
    traits.worth = points_of(program.rules(Score::At::trick), move.cards, false);
    traits.takes = points_of(program.rules(Score::At::trick), state.trick | move.cards, true);
    traits.leads = state.in_trick == 0 ? 1 : 0;
    traits.wins = beats_trick(program, node, state, card) ? 1 : 0;
    traits.is_last = size_of(state.in_trick) + 1 == program.seats ? 1 : 0;
  } else if (node.op == Op::capture) {
    const CardSet alike = node.flag ? move.takes : state.table & program.of_rank[program.rank[card]];
    traits.worth = points_of(program.rules(Score::At::capture), move.cards, false);
    traits.takes = alike == 0 ? 0 : points_of(program.rules(Score::At::capture), alike | move.cards, true);
  } else if (node.op == Op::claim) {
    const unsigned named = node.flag ? move.number : state.turns % program.ranks;
    traits.is_true = (move.cards & ~program.of_rank[named]) == 0 ? 1 : 0;
  }
}

void add_position(const Program& program, const State& state, MoveTraits& traits) {
  const CardSet hand = state.hand[state.seat];
  traits.hand = as_double(size_of(hand));
  traits.others = Genome::most_cards;
  for (unsigned other = 0; other < program.seats; ++other) {
    if (other != state.seat) traits.others = std::min(traits.others, as_double(size_of(state.hand[other])));
  }
  traits.held = as_double(
      size_of(hand & program.of_rank[state.claimed_cards != 0 ? state.claimed : state.turns % program.ranks]));
  traits.pile = as_double(size_of(state.pile | state.claimed_cards));
  traits.strength = strength_of(program, hand);
  traits.tricks_to_bid = std::max(0, state.bids[state.seat] - state.tricks[state.seat]);
  std::int32_t most = 0;
  for (const std::int32_t staked : state.staked) {
    most = std::max(most, staked);
    traits.pot += staked;
  }
  traits.to_call = most - state.staked[state.seat];
}

}  // namespace

MoveTraits traits_of(const Machine& machine, const State& state, const Move& move) {
  const Program& program = machine.program();
  MoveTraits traits;
  traits.kind = kind_of(program.nodes[move.node], move);
  add_position(program, state, traits);
  const CardSet hand = state.hand[state.seat];
  if (move.cards != 0) add_cards(machine, state, move, traits);
  if (traits.kind == MoveKind::ask) {
    traits.height = move.number;
    traits.rank_left = as_double(size_of(hand & program.of_rank[move.number]));
  }
  if (traits.kind == MoveKind::name_suit) traits.suit_left = as_double(size_of(hand & program.of_suit[move.number]));
  if (traits.kind == MoveKind::bid) traits.number = move.number;
  return traits;
}

expression::Vocabulary move_vocabulary() {
  using expression::Name;
  using expression::Type;
  const std::vector<std::string> kinds = {"draw",   "play",      "trick",  "capture",   "ask",   "claim",
                                          "accept", "challenge", "bid",    "name_suit", "pass",  "decline",
                                          "check",  "bet",       "fold",   "call",      "raise", "discard",
                                          "knock",  "give",      "battle", "pick_seat"};
  return expression::Vocabulary({
      {"kind", Type::text, "what the move is", kinds},
      {"laid", Type::number, "cards that leave the hand"},
      {"height", Type::number, "the place of the rank laid or asked for; -1 without one"},
      {"suit_left", Type::number, "cards of the suit, laid or named, that stay in hand"},
      {"rank_left", Type::number, "cards of the rank, laid or asked for, that stay in hand"},
      {"is_special", Type::truth, "what is laid has an effect"},
      {"takes", Type::number, "points that a capture brings, or the trick as it lies with this card"},
      {"worth", Type::number, "points that the cards laid count when they are taken"},
      {"leads", Type::truth, "it is the first card of a trick"},
      {"wins", Type::truth, "it is the best card of the trick so far"},
      {"is_last", Type::truth, "it completes the trick"},
      {"is_true", Type::truth, "a claim that is so"},
      {"number", Type::number, "a bid"},
      {"hand", Type::number, "cards in hand before"},
      {"others", Type::number, "the fewest cards in another hand"},
      {"held", Type::number, "cards in hand of the rank that is claimed"},
      {"pile", Type::number, "cards on the pile of claims"},
      {"strength", Type::number, "the hand's cards, each by its chance against random ones"},
      {"tricks_to_bid", Type::number, "tricks that are still to be made"},
      {"to_call", Type::number, "chips that a call takes"},
      {"pot", Type::number, "chips staked by all"},
  });
}

std::array<double, move_trait_count> values_of(const MoveTraits& t) {
  return {static_cast<double>(t.kind),
          t.laid,
          t.height,
          t.suit_left,
          t.rank_left,
          t.is_special,
          t.takes,
          t.worth,
          t.leads,
          t.wins,
          t.is_last,
          t.is_true,
          t.number,
          t.hand,
          t.others,
          t.held,
          t.pile,
          t.strength,
          t.tricks_to_bid,
          t.to_call,
          t.pot};
}

}  // namespace ergodic::workloads::card_games

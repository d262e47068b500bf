#include "workloads/card_games/players/knowledge.hpp"

namespace ergodic::workloads::card_games {

namespace {

bool has_claims(const Program& program) {
  return std::any_of(program.nodes.begin(), program.nodes.end(), [](const Node& node) { return node.op == Op::claim; });
}

/// The seat that is next to get cards: those due, in the order of play.
unsigned receiver(const Program& program, const State& state) {
  unsigned seat = state.turn;
  while ((state.due_seats >> seat & 1u) == 0)
    seat = (seat + 1) % program.seats;
  return seat;
}

}  // namespace

void Knowledge::moved(const State& before, const Move& move, const State& after) {
  const Program& program = machine_->program();
  const Node& node = program.nodes[move.node];
  const unsigned actor = before.seat;
  const bool is_own = actor == seat_;
  if (!is_own) shows_lacks(before, move);
  switch (node.op) {
    case Op::give:
    case Op::battle: return;
    case Op::answer: return answered(before, move, after);
    case Op::claim:
      if (is_own)
        own_claimed_ |= move.cards;
      else
        hands_[actor].loses_unseen();
      return;
    default: break;
  }
  if (node.op == Op::discard && node.flag) {  // unseen
    if (is_own) return;
    hands_[actor].loses_unseen();
    buried_ |= move.cards;
    return;
  }
  for (unsigned other = 0; other < program.seats; ++other) {
    if (other == seat_ || before.hand[other] == after.hand[other]) continue;
    hands_[other].loses(before.hand[other] & ~after.hand[other]);
    hands_[other].gains(after.hand[other] & ~before.hand[other]);
  }
  if (node.op == Op::ask && move.seat != seat_) hands_[move.seat].limit(program.of_rank[move.number], 0);
}

/// What another seat has shown by what it did not do.
void Knowledge::shows_lacks(const State& before, const Move& move) {
  const Program& program = machine_->program();
  const Node& node = program.nodes[move.node];
  KnownHand& hand = hands_[before.seat];
  hand.limit(voids_->shown(program, before), 0);
  if (node.op == Op::ask) {  // it has one of them
    hand.limit(program.pack & ~program.of_rank[move.number], size_of(before.hand[before.seat]) - 1);
  } else if (node.op == Op::trick) {
    const unsigned suit = program.suit[lowest(move.cards)];
    if (before.in_trick != 0) {
      if (node.flag && suit != program.suit[before.led]) hand.limit(program.of_suit[program.suit[before.led]], 0);
    } else if (node.b == static_cast<std::int32_t>(suit) && before.broken == 0) {
      const bool opens = node.rules != Node::none && before.tricks_done == 0;
      if (!opens) hand.limit(program.pack & ~program.of_suit[suit], 0);
    }
  }
}

/// A challenge shows what was claimed, and the wrong one takes the pile.
void Knowledge::answered(const State& before, const Move& move, const State& after) {
  if (Answer{move.number} == Answer::accept) return;
  for (unsigned other = 0; other < machine_->program().seats; ++other) {
    const CardSet pile = after.hand[other] & ~before.hand[other];
    if (other == seat_ || pile == 0) continue;
    const CardSet seen = pile & (own_claimed_ | before.claimed_cards);
    hands_[other].gains(seen);
    hands_[other].gains_unseen(size_of(pile & ~seen));
  }
  own_claimed_ = 0;
}

void Knowledge::drawn(const State& before, CardSet cards, const State& after) {
  const Program& program = machine_->program();
  switch (before.due_to) {
    case Due::hand: {
      const unsigned other = receiver(program, before);
      if (other == seat_) return;
      hands_[other].gains_unseen(size_of(cards));
      hands_[other].loses((before.hand[other] | cards) & ~after.hand[other]);  // books
      return;
    }
    case Due::steal: return passed_on(before, before.target, before.turn, cards, after);
    case Due::give: return passed_on(before, before.turn, before.target, cards, after);
    case Due::away: {
      const unsigned other = receiver(program, before);
      if (other != seat_) hands_[other].loses(cards);
      return;
    }
    default: return;
  }
}

/// Only the two of them see which card it is.
void Knowledge::passed_on(const State& before, unsigned from, unsigned to, CardSet card, const State& after) {
  if (to == seat_) return hands_[from].loses(card);
  if (from == seat_) {
    hands_[to].gains(card);
  } else {
    hands_[from].loses_unseen();
    hands_[to].gains_unseen(1);
  }
  hands_[to].loses((before.hand[to] | card) & ~after.hand[to]);  // pairs
}

void Knowledge::advanced(const State& before, const State& after) {
  if (before.hands_played != after.hands_played) {
    *this = Knowledge(*machine_, *voids_, seat_);
    return;
  }
  for (unsigned other = 0; other < machine_->program().seats; ++other) {
    if (other == seat_) continue;
    if (before.hand[other] != after.hand[other]) hands_[other].forget(after.hand[other] & before.hand[seat_]);
    hands_[other].gains(after.known[seat_] & ~before.known[seat_] & after.hand[other] & ~hands_[other].cards());
  }
}

/// The cards of a place that the seat knows.
CardSet Knowledge::certain_in(const State& position, unsigned seat) const {
  if (machine_->program().has_packets) return position.marked[seat];  // of packets, one's own too, those in known order
  return seat == seat_ ? position.hand[seat] : hands_[seat].cards();
}

UnseenCards Knowledge::unseen_in(const State& position) const {
  const Program& program = machine_->program();
  CardSet hidden = position.stock | buried_, certain = own_claimed_;
  if (has_claims(program)) hidden |= position.pile | position.claimed_cards;
  UnseenCards unseen;
  unsigned at = 0;
  for (unsigned seat = 0; seat < program.seats; ++seat) {
    hidden |= position.hand[seat];
    certain |= certain_in(position, seat);
    unseen.begin[seat] = static_cast<std::uint8_t>(at);
    at += size_of(position.hand[seat]) - size_of(certain_in(position, seat));
  }
  for (unsigned seat = program.seats; seat < unseen.begin.size(); ++seat)
    unseen.begin[seat] = static_cast<std::uint8_t>(at);
  for_each_element(hidden & ~certain,
                   [&unseen](unsigned card) { unseen.order[unseen.count++] = static_cast<std::uint8_t>(card); });
  return unseen;
}

unsigned Knowledge::excess(const UnseenCards& unseen) const {
  unsigned sum = 0;
  for (unsigned seat = 0; seat < machine_->program().seats; ++seat) {
    if (seat != seat_ && hands_[seat].has_limits()) sum += hands_[seat].excess(unseen.of(seat) | hands_[seat].cards());
  }
  return sum;
}

State Knowledge::put(const State& position, const UnseenCards& unseen) const {
  const Program& program = machine_->program();
  State world = position;
  for (unsigned seat = 0; seat < program.seats; ++seat) {
    world.hand[seat] = certain_in(position, seat) | unseen.of(seat);
    if (seat != seat_) world.known[seat] = 0;
  }
  unsigned at = unseen.begin[program.seats];
  const auto take = [&](CardSet known, unsigned size) {
    for (unsigned left = size - size_of(known); left > 0; --left)
      known |= set_of(unseen.order[at++]);
    return known;
  };
  world.stock = take(0, size_of(position.stock));
  if (has_claims(program)) {
    const CardSet claimed = position.turn == seat_ ? position.claimed_cards : 0;
    world.pile = take(own_claimed_ & ~claimed, size_of(position.pile));
    world.claimed_cards = take(claimed, size_of(position.claimed_cards));
  }
  return world;
}

}  // namespace ergodic::workloads::card_games

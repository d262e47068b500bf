#include "workloads/card_games/players/knowledge.hpp"

namespace ergodic::workloads::card_games {

unsigned KnownHand::excess(CardSet hand) const {
  unsigned sum = 0;
  for (unsigned i = 0; i < limit_count_; ++i) {
    const unsigned count = size_of(hand & limits_[i].cards);
    sum += count > limits_[i].count ? count - limits_[i].count : 0;
  }
  return sum;
}

bool KnownHand::is_limited(CardSet hand, CardSet& which) const {
  for (unsigned i = 0; i < limit_count_; ++i) {
    which = hand & limits_[i].cards & ~cards_;
    if (size_of(hand & limits_[i].cards) > limits_[i].count && which != 0) return true;
  }
  return false;
}

void KnownHand::limit(CardSet which, unsigned count) {
  if (which == 0) return;
  for (unsigned i = 0; i < limit_count_; ++i) {
    if (limits_[i].cards != which) continue;
    limits_[i].count = std::min(limits_[i].count, count);
    return;
  }
  if (limit_count_ < most_limits) {
    limits_[limit_count_++] = {which, count};
    return;
  }
  const auto loosest = std::max_element(limits_.begin(), limits_.end(),
                                        [](const Limit& a, const Limit& b) { return a.count < b.count; });
  if (loosest->count > count) *loosest = {which, count};
}

void KnownHand::loses(CardSet seen) {
  cards_ &= ~seen;
  for (unsigned i = 0; i < limit_count_; ++i)
    limits_[i].count -= std::min(limits_[i].count, size_of(seen & limits_[i].cards));
}

void KnownHand::gains(CardSet seen) {
  cards_ |= seen;
  for (unsigned i = 0; i < limit_count_; ++i)
    limits_[i].count += size_of(seen & limits_[i].cards);
}

void KnownHand::gains_unseen(unsigned count) {
  for (unsigned i = 0; i < limit_count_; ++i)
    limits_[i].count += count;
}

void KnownHand::forget(CardSet but) {
  cards_ = but;
  limit_count_ = 0;
}

Voids::Voids(const Program& program) : before_(program.nodes.size(), Node::none) {
  std::vector<unsigned> ways(program.nodes.size(), 0);
  const auto leads_to = [&ways](std::uint16_t place) {
    if (place < ways.size()) ++ways[place];
  };
  leads_to(program.start);
  for (const std::uint16_t effect : program.effects)
    leads_to(effect);
  for (const Node& node : program.nodes) {
    leads_to(node.next);
    leads_to(node.otherwise);
    leads_to(node.alternative);
  }
  for (std::size_t place = 0; place < program.nodes.size(); ++place) {
    const Node& node = program.nodes[place];
    if (node.op <= Op::bet && node.otherwise < ways.size() && ways[node.otherwise] == 1)
      before_[node.otherwise] = static_cast<std::uint16_t>(place);
  }
}

CardSet Voids::shown(const Program& program, const State& state) const {
  CardSet lacking = 0;
  for (std::uint16_t place = before_[state.node]; place != Node::none; place = before_[place]) {
    for (std::uint16_t option = place; option != Node::none; option = program.nodes[option].alternative) {
      const Node& node = program.nodes[option];
      const bool is_any_card = node.op == Op::play && node.least <= 1 && !node.flag && node.condition == Node::none &&
                               node.a == 0 && (program.has_blocks ? (state.blocked >> state.seat & 1u) == 0 : true);
      if (!is_any_card) continue;
      if (node.cards == Node::none) {
        lacking |= program.pack;
      } else if (!program.conditions[node.cards].uses(Quantity::total)) {  // which nobody else can see
        lacking |= program.conditions[node.cards].cards(program, state);
      }
    }
  }
  return lacking;
}

}  // namespace ergodic::workloads::card_games

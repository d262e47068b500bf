// Stakes and pots.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>
#include <limits>

namespace ergodic::workloads::card_games {

/// Seats that have staked all they have.
unsigned Machine::without_chips(const State& state) const {
  if (!program_.all_in) return 0;
  unsigned seats = 0;
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    seats |= chips_left(state, seat) <= 0 ? 1u << seat : 0;
  return seats;
}

/// Who is in stakes it; where fewer than two could still bet, there is no betting.
void Machine::ante(State& state, const Node& node) const {
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if ((state.folded >> seat & 1u) != 0) continue;
    state.staked[seat] += program_.all_in ? std::min(node.a, chips_left(state, seat)) : node.a;
  }
  if (!program_.all_in) return;
  const unsigned can_bet = all_seats() & ~state.folded & ~without_chips(state);
  if (size_of(can_bet) < 2) {
    state.node = program_.nodes[node.next].otherwise;
    return;
  }
  while ((can_bet >> state.turn & 1u) == 0)
    state.turn = static_cast<std::uint8_t>((state.turn + 1u) % program_.seats);
  state.seat = state.turn;
}

CardSet Machine::bets(const Node& node, const State& state) const {
  const auto moves = [](auto... move) { return (set_of(static_cast<unsigned>(move)) | ...); };
  const std::int32_t most = *std::max_element(state.staked.begin(), state.staked.end());
  const std::int32_t to_call = most - state.staked[state.seat];
  bool may_raise = static_cast<std::int32_t>(state.bets) <= node.b;  // a bet, then so many raises
  if (program_.all_in) may_raise = may_raise && chips_left(state, state.seat) > to_call;
  if (to_call > 0) return moves(BetMove::fold, BetMove::call) | (may_raise ? moves(BetMove::raise) : 0);
  return moves(BetMove::check) | (program_.all_in && !may_raise ? 0 : moves(BetMove::bet));
}

void Machine::bet(State& state, const Move& move) const {
  const std::int32_t most = *std::max_element(state.staked.begin(), state.staked.end());
  const auto self = static_cast<std::uint8_t>(1u << state.seat);
  std::int32_t& staked = state.staked[state.seat];
  const std::int32_t has =  // all that it could stake
      program_.all_in ? staked + chips_left(state, state.seat) : std::numeric_limits<std::int32_t>::max();
  switch (BetMove{move.number}) {
    case BetMove::check: break;
    case BetMove::fold: state.folded |= self; break;
    case BetMove::call: staked = std::min(most, has); break;
    case BetMove::bet:
    case BetMove::raise:
      staked = std::min(most + program_.nodes[move.node].a, has);
      ++state.bets;
      state.acted = 0;
      break;
  }
  state.acted |= self;
  ++state.turns;
  const unsigned in = all_seats() & ~state.folded;
  const unsigned waiting = in & ~state.acted & ~without_chips(state);
  const bool is_settled = waiting == 0 || (in & (in - 1)) == 0;
  if (is_settled) {
    state.acted = state.bets = 0;
    state.seat = state.turn = first_in(state);
  } else {
    state.node = move.node;
    do
      state.turn = static_cast<std::uint8_t>(seat_after(state, state.turn));
    while ((waiting >> state.turn & 1u) == 0);
    state.seat = state.turn;
  }
}

/// Points become what each has won. Who has staked less than others plays for as much of each stake; what does not
/// divide goes to the first of the winners.
void Machine::pay_pot(State& state, End::Wins wins) const {
  BySeat<std::int32_t> won{};
  const std::int32_t most = *std::max_element(state.staked.begin(), state.staked.end());
  unsigned best = 0;
  for (std::int32_t below = 0; below < most;) {
    std::int32_t level = most;
    for (const std::int32_t staked : state.staked)
      level = staked > below ? std::min(level, staked) : level;
    std::int32_t pot = 0;
    unsigned rivals = 0;
    for (unsigned seat = 0; seat < program_.seats; ++seat) {
      pot += std::clamp(state.staked[seat], below, level) - below;
      if (state.staked[seat] >= level && (state.folded >> seat & 1u) == 0) rivals |= 1u << seat;
    }
    if (rivals != 0) best = winners(state, wins, rivals);  // of what only those who folded staked, who won before
    const auto count = static_cast<std::int32_t>(size_of(best));
    std::int32_t rest = count == 0 ? 0 : pot % count;
    for (unsigned seat = 0; seat < program_.seats; ++seat) {
      if ((best >> seat & 1u) != 0) won[seat] += pot / count + (rest-- > 0 ? 1 : 0);
    }
    below = level;
  }
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    state.points[seat] += won[seat] - state.staked[seat];
}

}  // namespace ergodic::workloads::card_games

// How a hand ends, and who has won it then.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

bool Machine::has_ended(State& state, bool rounds_are_over) const {
  for (const End& end : program_.ends) {
    if (!happens(state, end.when, rounds_are_over)) continue;
    finish(state, end.wins);
    return true;
  }
  return false;
}

bool Machine::hands_are_empty(const State& state) const {
  CardSet held = 0;
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    held |= state.hand[seat];
  return held == 0;
}

bool Machine::happens(const State& state, End::When when, bool rounds_are_over) const {
  switch (when) {
    case End::When::empty_hand:
      for (unsigned seat = 0; seat < program_.seats; ++seat) {
        if (state.hand[seat] == 0) return true;
      }
      return false;
    case End::When::empty_hands: return hands_are_empty(state) && !deals_once_more(state);
    case End::When::all_taken: {
      CardSet taken = 0;
      for (unsigned seat = 0; seat < program_.seats; ++seat)
        taken |= state.taken[seat];
      return taken == program_.pack;
    }
    case End::When::last_in: return size_of(all_seats() & ~state.folded) == 1;
    case End::When::over: return rounds_are_over;
  }
  return false;
}

void Machine::finish(State& state, End::Wins wins) const {
  if (program_.contract) score_contract(state);
  const unsigned best = winners(state, wins);
  if (program_.has_betting) pay_pot(state, best);
  state.outcome = size_of(best) == 1 ? Outcome{static_cast<std::uint8_t>(lowest(best))} : Outcome::tie;
}

/// The set of seats that are best.
unsigned Machine::winners(const State& state, End::Wins wins) const {
  const auto best_of = [&](auto value) {  // among those who are in
    unsigned best = 0;
    for (unsigned seat = 0; seat < program_.seats; ++seat) {
      if ((state.folded >> seat & 1u) != 0) continue;
      const std::int64_t lead = best == 0 ? 1 : std::int64_t{value(seat)} - value(lowest(best));
      if (lead > 0) best = 0;
      if (lead >= 0) best |= 1u << seat;
    }
    return best;
  };
  switch (wins) {
    case End::Wins::holder: return best_of([&](unsigned seat) { return state.hand[seat] == 0 ? 1 : 0; });
    case End::Wins::most_points: return best_of([&](unsigned seat) { return state.points[seat]; });
    case End::Wins::fewest_points: return best_of([&](unsigned seat) { return -state.points[seat]; });
    case End::Wins::last_in: return all_seats() & ~state.folded;
    case End::Wins::highest_card:
      return best_of([&](unsigned seat) {
        int high = -1;
        for_each_element(state.hand[seat], [&](unsigned card) { high = std::max<int>(high, program_.rank[card]); });
        return high;
      });
  }
  return 0;
}

void Machine::score_contract(State& state) const {
  const Contract& contract = *program_.contract;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    const int bid = state.bids[seat], tricks = state.tricks[seat];
    if (bid == 0)
      state.points[seat] += tricks == 0 ? contract.nil : -contract.nil_failed;
    else if (tricks >= bid)
      state.points[seat] += bid * contract.made + (tricks - bid) * contract.over;
    else
      state.points[seat] -= bid * contract.failed;
  }
}

/// Points become what each has won; what does not divide goes to the first of the winners.
void Machine::pay_pot(State& state, unsigned winners) const {
  std::int32_t pot = 0;
  for (const std::int32_t staked : state.staked)
    pot += staked;
  const auto count = static_cast<std::int32_t>(size_of(winners));
  std::int32_t rest = pot % count;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    state.points[seat] -= state.staked[seat];
    if ((winners >> seat & 1u) != 0) state.points[seat] += pot / count + (rest-- > 0 ? 1 : 0);
  }
}

}  // namespace ergodic::workloads::card_games

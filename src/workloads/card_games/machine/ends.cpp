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
        if (state.hand[seat] == 0 && (state.out >> seat & 1u) == 0) return true;
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
    case End::When::knock: return state.knocked != 0;
    case End::When::one_left: {
      unsigned with_cards = 0;
      for (unsigned seat = 0; seat < program_.seats; ++seat)
        with_cards += state.hand[seat] != 0 ? 1 : 0;
      return with_cards <= 1;
    }
    case End::When::empty_stock: return state.stock == 0;
  }
  return false;
}

void Machine::finish(State& state, End::Wins wins) const {
  if (program_.takes_rest && state.table != 0 && state.last_to_play != no_seat) {
    const unsigned seat = state.last_to_play;
    if (program_.keeps_taken) state.taken[seat] |= state.table;
    count_points(state, seat, program_.rules(Score::At::capture), state.table);
    state.table = 0;
  }
  if (program_.contract) score_contract(state);
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    count_points(state, seat, program_.rules(Score::At::taken), state.taken[seat]);
  for (const PointRule& rule : program_.rules(Score::At::most_taken))
    score_most_taken(state, rule);
  if (program_.moon) shoot_moon(state);
  const unsigned in = all_seats() & ~state.folded;
  const unsigned best = winners(state, wins, in);
  score_hand(state, best);
  if (program_.has_betting) pay_pot(state, wins);
  if (program_.match)
    end_hand(state, best);
  else
    state.outcome = outcome_of(best);
}

/// How well a seat stands, by what wins: more is better.
std::int64_t Machine::standing(const State& state, End::Wins wins, unsigned seat) const {
  const CardSet hand = state.hand[seat];
  switch (wins) {
    case End::Wins::holder: return hand == 0 ? 1 : 0;
    case End::Wins::most_points: return of_side(state.points, seat);
    case End::Wins::fewest_points: return -of_side(state.points, seat);
    case End::Wins::last_in: return 0;
    case End::Wins::highest_card: {
      int high = -1;
      for_each_element(hand, [&](unsigned card) { high = std::max<int>(high, program_.rank[card]); });
      return high;
    }
    case End::Wins::best_hand:
      return static_cast<std::int64_t>(standing_of(program_, program_.patterns, program_.low_ace, hand));
    case End::Wins::best_total: {
      const unsigned total = total_of(program_, hand);
      return total > program_.total_limit ? -1 : static_cast<std::int64_t>(total);
    }
    case End::Wins::least_left: {
      const auto left = static_cast<std::int64_t>(left_over(program_, hand));
      return -2 * left - (state.knocked == seat + 1 && left > 0 ? 1 : 0);  // who knocks is to have less, or nothing
    }
    case End::Wins::most_cards: return size_of(hand);
    case End::Wins::fewest_cards: return -static_cast<std::int64_t>(size_of(hand));
  }
  return 0;
}

/// The set of seats that are best, with those that win with them; `among`: of these.
unsigned Machine::winners(const State& state, End::Wins wins, unsigned among) const {
  unsigned best = 0;
  std::int64_t highest_standing = 0;
  for (; among != 0; among &= among - 1) {
    const unsigned seat = lowest(among);
    const std::int64_t its = standing(state, wins, seat);
    if (best == 0 || its > highest_standing) {
      best = 0;
      highest_standing = its;
    }
    if (its == highest_standing) best |= program_.side[seat];
  }
  return best;
}

/// Partners make their bids, but for those of 0, together.
void Machine::score_contract(State& state) const {
  const Contract& contract = *program_.contract;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    const unsigned side = program_.side[seat];
    if (state.bids[seat] == 0 && (state.out >> seat & 1u) == 0)
      state.points[seat] += state.tricks[seat] == 0 ? contract.nil : -contract.nil_failed;
    if (lowest(side) != seat) continue;
    int bid = 0, tricks = 0;
    for (unsigned seats = side; seats != 0; seats &= seats - 1) {
      bid += state.bids[lowest(seats)];
      tricks += state.tricks[lowest(seats)];
    }
    if (bid == 0) continue;
    if (tricks < bid) {
      state.points[seat] -= bid * contract.failed;
      continue;
    }
    state.points[seat] += bid * contract.made + (tricks - bid) * contract.over;
    if (contract.bags == 0) continue;
    const int bags = state.bags[seat] + tricks - bid;
    state.points[seat] -= bags / contract.bags * contract.bag_penalty;
    state.bags[seat] = static_cast<std::uint8_t>(bags % contract.bags);
  }
}

}  // namespace ergodic::workloads::card_games

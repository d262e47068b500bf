// What a hand leaves, and the hands of a match.
#include "workloads/card_games/machine/machine.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

unsigned Machine::cards_each(const State& state) const {
  const unsigned fewer = program_.less * state.hands_played;
  return program_.each > fewer ? program_.each - fewer : std::min(program_.each, 1u);
}

std::int64_t Machine::of_side(const BySeat<std::int32_t>& points, unsigned seat) const {
  std::int64_t sum = 0;
  for (unsigned seats = program_.side[seat]; seats != 0; seats &= seats - 1)
    sum += points[lowest(seats)];
  return sum;
}

Outcome Machine::outcome_of(unsigned winners) const {
  if (winners != 0 && (winners & (winners - 1)) == 0) return Outcome{static_cast<std::uint8_t>(lowest(winners))};
  for (std::size_t team = 0; team < program_.teams.size(); ++team) {
    if (winners == program_.teams[team])
      return Outcome{static_cast<std::uint8_t>(static_cast<std::size_t>(Outcome::team_0) + team)};
  }
  return Outcome::tie;
}

/// A hand ends without a winner: nobody can go on.
void Machine::block(State& state) const {
  if (!program_.match) {
    state.outcome = Outcome::blocked;
    return;
  }
  end_hand(state, 0);  // stakes go back
}

/// Points that are counted at the end of a hand, before it is said who has won it.
void Machine::shoot_moon(State& state) const {
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if (state.points[seat] != program_.moon->points) continue;
    for (unsigned other = 0; other < program_.seats; ++other)
      state.points[other] = other == seat || (state.out >> other & 1u) != 0 ? 0 : program_.moon->points;
    return;
  }
}

/// The side that has taken most of such cards has the points; nobody where two have as many.
void Machine::score_most_taken(State& state, const PointRule& rule) const {
  unsigned most = 0, sides = 0, best = 0;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if (lowest(program_.side[seat]) != seat) continue;
    unsigned count = 0;
    for (unsigned seats = program_.side[seat]; seats != 0; seats &= seats - 1)
      count += size_of(counting(state, rule, state.taken[lowest(seats)]));
    if (count > most) sides = 0;
    if (count >= most && count > 0) {
      most = count;
      best = seat;
      ++sides;
    }
  }
  if (sides == 1) state.points[best] += rule.points;
}

/// Points that the end of a hand brings: of what was taken, kept, or won.
void Machine::score_hand(State& state, unsigned winners) const {
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    count_points(state, seat, program_.rules(Score::At::hand_end), state.hand[seat]);
  const bool is_won = winners != 0 && winners == program_.side[lowest(winners)];
  if (!is_won) return;
  const unsigned winner = lowest(winners);
  count_points(state, winner, program_.rules(Score::At::win), 0);
  CardSet others = 0;
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    others |= (winners >> seat & 1u) != 0 ? 0 : state.hand[seat];
  count_points(state, winner, program_.rules(Score::At::others_left), others);
  for (const PointRule& rule : program_.rules(Score::At::left_over)) {
    const auto own = static_cast<std::int32_t>(left_over(program_, state.hand[winner]));
    for (unsigned seat = 0; seat < program_.seats; ++seat) {
      if ((winners >> seat & 1u) != 0 || (state.out >> seat & 1u) != 0) continue;
      state.points[winner] += rule.points * (static_cast<std::int32_t>(left_over(program_, state.hand[seat])) - own);
    }
  }
}

void Machine::end_hand(State& state, unsigned winners) const {
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    state.totals[seat] += state.points[seat];
    state.points[seat] = 0;
  }
  ++state.hands_played;
  state.last_winner = static_cast<std::uint8_t>(winners != 0 ? lowest(winners) : state.starter);
  unsigned out = state.out;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    const bool has_no_trick = program_.match->out == Match::Out::no_tricks && state.tricks[seat] == 0;
    const bool has_no_chips = program_.has_betting && program_.chips + state.totals[seat] <= 0;
    if (has_no_trick || has_no_chips) out |= 1u << seat;
  }
  if (out != all_seats()) state.out = static_cast<std::uint8_t>(out);
  const unsigned in = in_play(state), side = program_.side[lowest(in)];
  bool is_over = state.hands_played >= program_.match->hands || (in & ~side) == 0;
  for (unsigned seat = 0; seat < program_.seats; ++seat)
    is_over = is_over || (program_.match->to > 0 && of_side(state.totals, seat) >= program_.match->to);
  if (is_over)
    end_match(state);
  else
    new_hand(state);
}

/// Those who are left have won, or of several those with the best totals.
void Machine::end_match(State& state) const {
  const std::int64_t sign = program_.match->fewest ? -1 : 1;
  unsigned best = 0;
  std::int64_t highest_total = 0;
  for (unsigned seats = in_play(state); seats != 0; seats &= seats - 1) {
    const unsigned seat = lowest(seats);
    const std::int64_t its = sign * of_side(state.totals, seat);
    if (best == 0 || its > highest_total) {
      best = 0;
      highest_total = its;
    }
    if (its == highest_total) best |= program_.side[seat];
  }
  state.points = state.totals;
  state.totals = {};
  state.outcome = outcome_of(best);
}

void Machine::new_hand(State& state) const {
  State next = start();
  next.totals = state.totals;
  next.bags = state.bags;
  next.turns = state.turns;
  next.repeats = state.repeats;
  next.hands_played = state.hands_played;
  next.last_winner = state.last_winner;
  next.out = next.folded = state.out;
  unsigned first = program_.first == Genome::First::winner ? state.last_winner : state.starter + 1u;
  for (first %= program_.seats; (next.out >> first & 1u) != 0; first = (first + 1) % program_.seats) {
  }
  next.starter = next.turn = next.seat = static_cast<std::uint8_t>(first);
  state = next;
}

}  // namespace ergodic::workloads::card_games

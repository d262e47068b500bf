#include "workloads/card_games/players/greedy.hpp"

#include <cmath>

namespace ergodic::workloads::card_games {

namespace {

/// What is kept counts a hundredth of what is got.
constexpr double little = 0.01;

double rate_trick(const Goal& goal, const MoveTraits& t) {
  // A bid is to be made and then left alone; else points say whether tricks are wanted.
  const double wanted = goal.has_contract ? (t.tricks_to_bid > 0 ? 1 : -1) : goal.points;
  const double value = goal.has_contract ? 1 : t.takes;
  const double sure = t.is_last != 0 ? 1 : 0.5;
  const double gain = t.wins != 0 ? wanted * value * sure : 0;
  // High cards are worth keeping where tricks are wanted, and worth losing where not; the winner that is needed wins.
  const double keeps = wanted > 0 ? (t.wins != 0 && t.is_last == 0 ? t.height : -t.height) : t.height + t.worth;
  return gain + little * keeps;
}

double rate_answer(const MoveTraits& t, unsigned suits) {
  if (t.held >= suits) return 1;                      // it cannot be true
  return t.held / static_cast<double>(suits) - 0.25;  // what one holds oneself, another has not
}

double rate_bet(const MoveTraits& t) {
  switch (t.kind) {
    case MoveKind::bet: return t.strength - 0.5;
    case MoveKind::raise: return t.strength - 0.75 + little;
    case MoveKind::call: return t.strength - t.to_call / (t.pot + t.to_call);  // the pot's odds
    default: return 0;                                                         // check, fold
  }
}

}  // namespace

Goal goal_of(const Program& program) {
  Goal goal = {.has_contract = program.contract.has_value()};
  for (const End& end : program.ends) {
    goal.sheds = goal.sheds || end.wins == End::Wins::holder;
    if (goal.points == 0 && end.wins == End::Wins::most_points) goal.points = 1;
    if (goal.points == 0 && end.wins == End::Wins::fewest_points) goal.points = -1;
  }
  return goal;
}

double greedy_rating(const Goal& goal, const MoveTraits& t, unsigned suits) {
  switch (t.kind) {
    case MoveKind::play:
      return (goal.sheds ? t.laid : 0) - (t.is_special != 0 ? 0.5 : 0) + little * (t.suit_left - t.height);
    case MoveKind::trick: return rate_trick(goal, t);
    case MoveKind::capture: return goal.points * (t.takes - little * t.worth) - little * little * t.height;
    case MoveKind::ask: return -t.rank_left;  // most of the others have it then
    case MoveKind::claim: return t.is_true - little * t.rank_left;
    case MoveKind::challenge: return rate_answer(t, suits);
    case MoveKind::bid: return -std::abs(t.number - t.strength);
    case MoveKind::name_suit: return t.suit_left;
    case MoveKind::pass: return -0.5;
    case MoveKind::decline: return -0.25;
    case MoveKind::check:
    case MoveKind::bet:
    case MoveKind::fold:
    case MoveKind::call:
    case MoveKind::raise: return rate_bet(t);
    case MoveKind::discard: return -little * (t.suit_left + 2 * t.rank_left) + little * little * t.height;
    case MoveKind::knock: return 1;
    case MoveKind::give: return goal.points < 0 ? little * t.height + t.worth : -little * t.height;
    case MoveKind::draw:
    case MoveKind::battle:
    case MoveKind::pick_seat:
    case MoveKind::accept: return 0;
  }
  return 0;
}

}  // namespace ergodic::workloads::card_games

#include "workloads/card_games/play/course_columns.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

Records<CourseResult> course_records() {
  return {
      {count("interactions").says("moves after which another seat held other cards, or had other points or chips"),
       &CourseResult::interactions},
      {count("lead_changes").says("times that another seat, or team, came to lead"), &CourseResult::lead_changes},
      {real_column("decisive").says("of the moves, those before the winner took the lead for good; 1 without one"),
       &CourseResult::decisive},
      {count("closest_margin").says("the least between the first and the second, once somebody has led"),
       &CourseResult::closest_margin},
  };
}

CourseWatch::CourseWatch(const Program& program) : program_(program), by_(By::fewest_cards) {
  using Wins = End::Wins;
  if (program.match || program.has_betting) {
    by_ = program.match && program.match->fewest ? By::fewest_points : By::points;
    return;
  }
  for (const End& end : program.ends) {
    if (end.wins == Wins::holder || end.wins == Wins::fewest_cards) by_ = By::fewest_cards;
    if (end.wins == Wins::most_cards) by_ = By::most_cards;
    if (end.wins == Wins::most_points) by_ = By::points;
    if (end.wins == Wins::fewest_points) by_ = By::fewest_points;
  }
}

std::int64_t CourseWatch::standing(const State& now, unsigned seat) const {
  std::int64_t points = 0, cards = 0;
  for (unsigned seats = program_.side[seat]; seats != 0; seats &= seats - 1) {
    points += now.points[lowest(seats)] + now.totals[lowest(seats)];
    cards += size_of(now.hand[lowest(seats)]);
  }
  switch (by_) {
    case By::points: return points;
    case By::fewest_points: return -points;
    case By::most_cards: return cards;
    case By::fewest_cards: return -cards;
  }
  return 0;
}

/// Before a move: what the last one has changed.
void CourseWatch::see(const State& now) {
  if (moves_ > 0 && now.hands_played == last_.hands_played) {
    bool touches = false;
    for (unsigned seat = 0; seat < program_.seats; ++seat) {
      touches = touches ||
                (seat != last_.seat && (now.hand[seat] != last_.hand[seat] || now.points[seat] != last_.points[seat] ||
                                        now.staked[seat] != last_.staked[seat]));
    }
    result_.interactions += touches ? 1 : 0;
  }
  see_lead(now);
  last_ = now;
  ++moves_;
}

void CourseWatch::see_lead(const State& now) {
  unsigned first = nobody;
  std::int64_t best = 0, next = 0;
  bool has_next = false;
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    if (lowest(program_.side[seat]) != seat) continue;
    const std::int64_t its = standing(now, seat);
    if (first == nobody || its > best) {
      has_next = first != nobody;
      next = best;
      first = seat;
      best = its;
    } else if (!has_next || its > next) {
      has_next = true;
      next = its;
    }
  }
  const std::int64_t margin = has_next ? best - next : 0;
  const bool leads = margin > 0;
  if (leads && leader_ != nobody && first != leader_) ++result_.lead_changes;
  if (leads) leader_ = first;
  if (leads || has_led_) {
    const auto its = static_cast<std::int32_t>(margin);
    result_.closest_margin = has_led_ ? std::min(result_.closest_margin, its) : its;
    has_led_ = true;
  }
  for (unsigned seat = 0; seat < program_.seats; ++seat) {
    const bool is_first = leads && first == lowest(program_.side[seat]);
    if (is_first && !leads_[seat]) since_[seat] = moves_;
    leads_[seat] = is_first;
  }
}

/// What the last move has changed is known by what the game leaves.
void CourseWatch::see_end(const GameResult& game) {
  bool touches = false;
  for (unsigned seat = 0; seat < program_.seats && moves_ > 0; ++seat) {
    std::int32_t score = 0;
    for (unsigned seats = program_.side[seat]; seats != 0; seats &= seats - 1)
      score += last_.points[lowest(seats)] + last_.totals[lowest(seats)];
    const auto hand = static_cast<std::int16_t>(size_of(last_.hand[seat]));
    touches =
        touches || (seat != last_.seat && (game.seats[seat].score != score || game.seats[seat].hand_left != hand));
  }
  result_.interactions += touches ? 1 : 0;
}

CourseResult CourseWatch::end(const GameResult& game) {
  see_end(game);
  unsigned winner = nobody;
  if (game.outcome < Outcome::tie) winner = static_cast<unsigned>(game.outcome);
  if (game.outcome >= Outcome::team_0 && game.outcome < Outcome::open)
    winner = lowest(program_.teams[static_cast<std::size_t>(game.outcome) - static_cast<std::size_t>(Outcome::team_0)]);
  if (winner != nobody && leads_[winner] && moves_ > 0)
    result_.decisive = static_cast<double>(since_[winner]) / static_cast<double>(moves_);
  return result_;
}

}  // namespace ergodic::workloads::card_games

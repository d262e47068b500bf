#include "workloads/card_games/play/game.hpp"

#include <algorithm>
#include <tuple>

namespace ergodic::workloads::card_games {

namespace {

bool fewest_points_win(const Program& program) {
  if (program.match) return program.match->fewest;
  return std::any_of(program.ends.begin(), program.ends.end(),
                     [](const End& end) { return end.wins == End::Wins::fewest_points; });
}

bool has_won(const Program& program, const State& end, unsigned seat) {
  if (end.outcome == Outcome{static_cast<std::uint8_t>(seat)}) return true;
  for (std::size_t team = 0; team < program.teams.size(); ++team) {
    const auto of_team = static_cast<Outcome>(static_cast<std::size_t>(Outcome::team_0) + team);
    if (end.outcome == of_team && (program.teams[team] >> seat & 1u) != 0) return true;
  }
  return false;
}

/// What it and those have that win with it.
std::int32_t score_of(const Program& program, const State& end, unsigned seat) {
  std::int32_t score = 0;
  for (unsigned seats = program.side[seat]; seats != 0; seats &= seats - 1)
    score += end.points[lowest(seats)] + end.totals[lowest(seats)];
  return score;
}

}  // namespace

void judge(const Program& program, const State& end, GameResult& result) {
  result.outcome = end.outcome;
  const std::int32_t sign = fewest_points_win(program) ? -1 : 1;
  // The winner first, then by points, then by cards that are left: more is better.
  const auto standing = [&](unsigned seat) {
    return std::tuple(has_won(program, end, seat), sign * score_of(program, end, seat),
                      -static_cast<int>(size_of(end.hand[seat])));
  };
  for (unsigned seat = 0; seat < program.seats; ++seat) {
    SeatResult& its = result.seats[seat];
    its.score = score_of(program, end, seat);
    its.hand_left = static_cast<std::int16_t>(size_of(end.hand[seat]));
    its.rank = 1;
    for (unsigned other = 0; other < program.seats; ++other)
      its.rank = static_cast<std::int16_t>(its.rank + (standing(other) > standing(seat) ? 1 : 0));
  }
}

}  // namespace ergodic::workloads::card_games

#include "workloads/card_games/machine/standings.hpp"

#include <algorithm>

namespace ergodic::workloads::card_games {

bool fewest_points_win(const Program& program) {
  if (program.match) return program.match->fewest;
  return std::any_of(program.ends.begin(), program.ends.end(),
                     [](const End& end) { return end.wins == End::Wins::fewest_points; });
}

bool has_won(const Program& program, const State& state, unsigned seat) {
  if (state.outcome == Outcome{static_cast<std::uint8_t>(seat)}) return true;
  for (std::size_t team = 0; team < program.teams.size(); ++team) {
    const auto of_team = static_cast<Outcome>(static_cast<std::size_t>(Outcome::team_0) + team);
    if (state.outcome == of_team && (program.teams[team] >> seat & 1u) != 0) return true;
  }
  return false;
}

std::int32_t score_of(const Program& program, const State& state, unsigned seat) {
  std::int32_t score = 0;
  for (unsigned seats = program.side[seat]; seats != 0; seats &= seats - 1)
    score += state.points[lowest(seats)] + state.totals[lowest(seats)];
  return score;
}

double share_of_win(const Program& program, const State& state, unsigned seat) {
  const bool is_undecided = state.outcome == Outcome::tie || state.outcome == Outcome::blocked ||
                            state.outcome == Outcome::limit || state.outcome == Outcome::open;
  if (!is_undecided) return has_won(program, state, seat) ? 1 : 0;
  const unsigned sides = program.teams.empty() ? program.seats : static_cast<unsigned>(program.teams.size());
  return 1.0 / sides;
}

}  // namespace ergodic::workloads::card_games

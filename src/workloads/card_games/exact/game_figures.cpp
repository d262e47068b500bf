#include "workloads/card_games/exact/game_figures.hpp"

#include "workloads/card_games/exact/game_law.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace ergodic::workloads::card_games {

namespace {

ExactMoments moments_of(const GameLaw::Moments& moments) {
  const double variance = moments.square.value - moments.mean.value * moments.mean.value;
  return {moments.mean.value, std::sqrt(std::max(variance, 0.0))};
}

void add_figures(const GameLaw& law, ExactResults& exact) {
  const auto add = [&](std::string name, const ExactNumber& number, std::string says) {
    exact.figures.push_back({std::move(name), number.value, number.fraction, "1", std::move(says)});
  };
  for (std::size_t seat = 0; seat < law.wins.size(); ++seat)
    add(fmt::format("seat_{}_wins", seat), law.wins[seat], fmt::format("probability that seat {} wins alone", seat));
  for (std::size_t team = 0; team < law.team_wins.size(); ++team)
    add(fmt::format("team_{}_wins", team), law.team_wins[team], fmt::format("probability that team {} wins", team));
  add("tie", law.tie, "probability of a tie");
  add("blocked", law.blocked, "probability that nobody can go on");
  add("limit", law.limit, "probability that the turns run out");
  for (std::size_t seat = 0; seat < law.points.size(); ++seat)
    add(fmt::format("seat_{}_score", seat), law.points[seat].mean, fmt::format("mean score of seat {}", seat));
  add("moves", law.moves.mean, "mean number of moves");
  add("moves_squared", law.moves.square, "mean of its square");
  add("forced", law.forced, "mean number of moves that are the only legal one");
  add("legal", law.legal, "mean number of legal moves of all decisions together");
}

}  // namespace

ExactResults exact_results(const Machine& machine, std::size_t most_positions, std::size_t seats_on_axis) {
  ExactResults exact;
  const std::optional<GameLaw> law = law_of(machine, most_positions);
  if (!law) {
    exact.notes.push_back(
        fmt::format("the game has more than {} positions: exact.states is how many are looked at", most_positions));
    return exact;
  }
  add_figures(*law, exact);
  std::vector<double> outcomes(Genome::most_seats);
  for (std::size_t seat = 0; seat < law->wins.size(); ++seat)
    outcomes[seat] = law->wins[seat].value;
  for (const ExactNumber* other : {&law->tie, &law->blocked, &law->limit})
    outcomes.push_back(other->value);
  for (const ExactNumber& team : law->team_wins)
    outcomes.push_back(team.value);
  outcomes.resize(outcome_count);
  exact.category_laws["outcome"] = outcomes;
  exact.moments["moves"] = moments_of(law->moves);
  exact.moments["forced"] = {law->forced.value, std::nullopt};
  exact.moments["legal"] = {law->legal.value, std::nullopt};
  if (seats_on_axis == law->points.size()) {
    for (const GameLaw::Moments& points : law->points)
      exact.moments_along["score"].push_back(moments_of(points));
  }
  return exact;
}

}  // namespace ergodic::workloads::card_games

#include "workloads/entities/player_context/surroundings.hpp"

#include "workloads/entities/numbers/rounding.hpp"

#include <ergodic/table.hpp>

#include <cstddef>

namespace ergodic::workloads::entities {
namespace {

constexpr std::size_t last_games = 10;

}  // namespace

double mean_of(std::span<const double> values, const Window& rows) {
  double sum = 0;
  std::int64_t count = 0;
  for (std::size_t i = rows.last; i > rows.first; --i) {
    const double value = values[i - 1];
    if (value != value) continue;
    sum += value;
    ++count;
  }
  return count == 0 ? missing_value<double>() : sum / static_cast<double>(count);
}

Surroundings::Surroundings(const DayRequest& request)
    : is_corrected_(request.season.settings.is_corrected()), teams_(request.season.league.names.teams.size()) {
  if (!is_corrected_) return;
  read_rows(request);
  read_schedule(request);
}

void Surroundings::read_rows(const DayRequest& request) {
  const Before togs = request.past.before("togs");
  const Before tdgs = request.past.before("tdgs");
  const auto pace = togs.history().reals("pace");
  const auto rating = tdgs.history().reals("defensive_rating");
  const auto opponent_pace = tdgs.history().reals("opponent_pace");
  const auto ft_attempts = tdgs.history().wholes("opp_ft_attempts");
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    OfTeam& of = teams_[team];
    of.pace = mean_of(pace, togs.rows(static_cast<Code>(team)).newest(last_games));
    const Window against = tdgs.rows(static_cast<Code>(team)).newest(last_games);
    of.rating = mean_of(rating, against);
    std::vector<double> rates;
    for (std::size_t i = against.first; i < against.last; ++i) {
      const bool has_both = ft_attempts[i] != missing_whole && opponent_pace[i] > 0;
      rates.push_back(has_both ? round_scaled(100 * static_cast<double>(ft_attempts[i]) / opponent_pace[i], 3)
                               : missing_value<double>());
    }
    const double mean = mean_of(rates, {0, rates.size()});
    if (mean == mean) of.ft_rate = round_scaled(mean, 3);
  }
}

void Surroundings::read_schedule(const DayRequest& request) {
  const Schedule& schedule = *request.season.league.schedule;
  for (std::size_t team = 0; team < teams_.size(); ++team) {
    OfTeam& of = teams_[team];
    for (const TeamGame& game : schedule.games_of(static_cast<Code>(team))) {
      if (game.date < request.date && schedule.is_final(game.row)) of.rest = request.date - game.date;
      if (game.date <= request.date) continue;
      if (of.next_rest == PlayerContext::no) of.next_rest = game.date - request.date;
      if (game.date > request.date + 7) break;
      ++of.next_games;
    }
  }
}

void Surroundings::fill(Code team, Code opponent, PlayerContext& row) const {
  if (!is_corrected_) {
    row.next_rest = row.next_games_7 = row.opponent_rest = row.opponent_next_games_7 = row.opponent_next_rest = 0;
    return;
  }
  const OfTeam& own = teams_[static_cast<std::size_t>(team)];
  row.next_rest = own.next_rest;
  row.next_games_7 = own.next_games;
  if (opponent == no_code) return;
  const OfTeam& other = teams_[static_cast<std::size_t>(opponent)];
  row.opponent_rest = other.rest;
  row.opponent_next_rest = other.next_rest;
  row.opponent_next_games_7 = other.next_games;
  row.opponent_pace = other.pace;
  row.opponent_rating = other.rating;
  row.opponent_ft_rate = other.ft_rate;
  if (own.pace == own.pace && other.pace == other.pace) row.pace_differential = round_scaled(own.pace - other.pace, 2);
}

}  // namespace ergodic::workloads::entities

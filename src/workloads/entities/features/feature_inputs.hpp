#pragma once

#include "workloads/entities/features/todays_row.hpp"
#include "workloads/entities/past/past.hpp"

#include <ergodic/missing.hpp>
#include <ergodic/table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ergodic::workloads::entities {

/// The columns of the player's rows that the calculated features need.
struct PlayedInputs {
  explicit PlayedInputs(const Past& past) : pgs(past.before("pgs")), togs(past.before("togs")) {}

  Before pgs, togs;
  Wholes points{pgs.history(), "points"}, minutes{pgs.history(), "minutes_played"},
      free_throws{pgs.history(), "ft_makes"};
  Wholes won{togs.history(), "win_flag"};
};

/// Of the day's own rows.
struct TodaysInputs {
  explicit TodaysInputs(const Past& past)
      : context(past.today("upgc")),
        cache(past.today("pdc")),
        factors(past.today("pcf")),
        shots(past.today("psza")),
        defence(past.today("tdza")) {}

  Today context, cache, factors, shots, defence;
  Wholes team{context.history(), "team"}, opponent{context.history(), "opponent"}, home{context.history(), "home_game"},
      back_to_back{context.history(), "back_to_back"}, phase{context.history(), "season_phase"},
      rest{context.history(), "days_rest"}, others_rest{context.history(), "opponent_days_rest"},
      status{context.history(), "player_status"}, games_7{context.history(), "games_in_last_7_days"};
  Reals def_rating{context.history(), "opponent_def_rating_last_10"}, pace{context.history(), "opponent_pace_last_10"};
  std::array<Reals, 4> points{Reals{cache.history(), "points_avg_last_5"}, Reals{cache.history(), "points_avg_last_10"},
                              Reals{cache.history(), "points_avg_season"},
                              Reals{cache.history(), "points_std_last_10"}};
  Wholes cached_games_7{cache.history(), "games_in_last_7_days"};
  Reals team_pace{cache.history(), "team_pace_last_10"}, team_rating{cache.history(), "team_off_rating_last_10"},
      cached_minutes{cache.history(), "minutes_avg_last_10"}, cached_paint{cache.history(), "paint_rate_last_10"},
      cached_three{cache.history(), "three_pt_rate_last_10"};
  Wholes fatigue{factors.history(), "fatigue_score"};
  std::array<Reals, 3> scores{Reals{factors.history(), "shot_zone_mismatch_score"},
                              Reals{factors.history(), "pace_score"}, Reals{factors.history(), "usage_spike_score"}};
  std::array<Reals, 3> rates{Reals{shots.history(), "paint_rate_last_10"},
                             Reals{shots.history(), "mid_range_rate_last_10"},
                             Reals{shots.history(), "three_pt_rate_last_10"}};
  Reals defence_rating{defence.history(), "defensive_rating_last_15"}, defence_pace{defence.history(), "opponent_pace"};
  Wholes cache_ready{cache.history(), "is_production_ready"}, factors_ready{factors.history(), "is_production_ready"},
      shots_ready{shots.history(), "is_production_ready"}, defence_ready{defence.history(), "is_production_ready"};
};

/// The rows of the day that one is made from.
struct FeatureSources {
  std::size_t context = 0;
  std::optional<std::size_t> cache = {}, factors = {}, shots = {}, defence = {};
};

/// The last ten games of the last sixty days, newest first: what is missing counts as 0.
struct NewestGames {
  std::vector<std::int64_t> points = {};
  std::int64_t point_sum = 0, free_throws = 0, minutes = 0;

  double mean_points(std::size_t games) const {
    if (points.empty() || points.size() < games) return missing_value<double>();
    const std::size_t n = games == 0 ? points.size() : games;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      sum += points[i];
    return static_cast<double>(sum) / static_cast<double>(n);
  }
  double mean_minutes() const {
    return points.empty() ? 0 : static_cast<double>(minutes) / static_cast<double>(points.size());
  }
};

inline double or_missing(const Reals& column, const std::optional<std::size_t>& row) {
  return row ? column[*row] : missing_value<double>();
}
inline double or_missing(const Wholes& column, const std::optional<std::size_t>& row) {
  if (!row || column[*row] == missing_whole) return missing_value<double>();
  return static_cast<double>(column[*row]);
}

}  // namespace ergodic::workloads::entities

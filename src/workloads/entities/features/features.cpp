#include "workloads/entities/features/features.hpp"

#include "workloads/entities/numbers/rounding.hpp"

#include <ergodic/table.hpp>

#include <algorithm>

namespace ergodic::workloads::entities {
namespace {

/// Beyond which of two rungs a value lies, up or down.
std::int64_t rung(double value, double high, double low) {
  if (value >= high) return 2;
  if (value >= low) return 1;
  if (value <= -high) return -2;
  return value <= -low ? -1 : 0;
}

double mean(std::span<const std::int64_t> values) {
  std::int64_t sum = 0;
  for (const std::int64_t value : values)
    sum += value;
  return static_cast<double>(sum) / static_cast<double>(values.size());
}

std::ptrdiff_t count_of(const Features& features, FeatureSource source) {
  return std::count_if(features.begin(), features.end(), [&](const Feature& one) { return one.source == source; });
}

}  // namespace

const std::array<FeatureForm, feature_count> feature_forms = {{
    {"points_avg_last_5", "points a game of the last 5", 10},
    {"points_avg_last_10", "points a game of the last 10", 10},
    {"points_avg_season", "points a game of the season", 10},
    {"points_std_last_10", "standard deviation of the points of the last 10 games", 5},
    {"games_in_last_7_days", "games", 3},
    {"fatigue_score", "0 worn out, 100 fresh", 50},
    {"shot_zone_mismatch_score", "where the player shoots against where the opponent is weak", 0},
    {"pace_score", "of the difference of pace", 0},
    {"usage_spike_score", "of a greater part than lately", 0},
    {"rest_advantage", "days rested more than the opponent, -2 to 2", 0},
    {"injury_risk", "0 none, 1 probable, 2 questionable, 3 doubtful or out", 0},
    {"recent_trend", "points of the last 2 games against the 3 before, -2 to 2", 0},
    {"minutes_change", "minutes lately against the season's, -2 to 2", 0},
    {"opponent_def_rating", "points that the opponent allows in 100 possessions", 112},
    {"opponent_pace", "possessions of the opponent's opponents in 48 minutes", 100},
    {"home_away", "1 at home", 0},
    {"back_to_back", "1 for a game on the day before", 0},
    {"playoff_game", "1 after April", 0},
    {"pct_paint", "share of shots from the paint", 0.30},
    {"pct_mid_range", "share of shots from mid-range", 0.20},
    {"pct_three", "share of three-pointers", 0.35},
    {"pct_free_throw", "share of points from free throws", 0.15},
    {"team_pace", "possessions of the team in 48 minutes", 100},
    {"team_off_rating", "points of the team in 100 possessions", 112},
    {"team_win_pct", "share of games that the team has won", 0.5},
}};

Feature first_known(std::size_t feature, double of_phase4, double of_phase3) {
  if (of_phase4 == of_phase4) return {of_phase4, FeatureSource::phase4};
  if (of_phase3 == of_phase3) return {of_phase3, FeatureSource::phase3};
  return {feature_forms[feature].fallback, FeatureSource::fallback};
}

double quality_score(const Features& features) {
  int weights = 0;
  for (const Feature& one : features)
    weights += weight_of(one.source);
  return round_exact(static_cast<double>(weights) / static_cast<double>(feature_count), 2);
}

DataSource data_source(const Features& features) {
  constexpr auto all = static_cast<std::ptrdiff_t>(feature_count);
  const std::ptrdiff_t of_phase4 = count_of(features, FeatureSource::phase4);
  if (10 * of_phase4 >= 9 * all) return DataSource::phase4;
  if (2 * of_phase4 >= all) return DataSource::phase4_partial;
  return 2 * count_of(features, FeatureSource::phase3) >= all ? DataSource::phase3 : DataSource::mixed;
}

std::int64_t rest_advantage(std::int64_t own, std::int64_t others) {
  if (own == missing_whole || others == missing_whole) return 0;
  return std::clamp<std::int64_t>(own - others, -2, 2);
}

std::int64_t recent_trend(std::span<const std::int64_t> points, bool is_corrected) {
  if (points.size() < 5) return 0;
  const double change = is_corrected ? mean(points.first(2)) - mean(points.subspan(2, 3))
                                     : mean(points.subspan(3, 2)) - mean(points.first(3));
  return rung(change, 5, 2);
}

std::int64_t minutes_change(double recent, double season) {
  if (recent == 0 || season == 0) return 0;
  return rung((recent - season) / season, 0.20, 0.10);
}

double free_throw_share(std::int64_t games, std::int64_t free_throws, std::int64_t points) {
  if (games < 5 || points == 0) return 0.15;
  return round_exact(std::clamp(static_cast<double>(free_throws) / static_cast<double>(points), 0.0, 0.5), 9);
}

double win_share(std::int64_t games, std::int64_t wins) {
  return games < 5 ? 0.5 : round_exact(static_cast<double>(wins) / static_cast<double>(games), 9);
}

}  // namespace ergodic::workloads::entities

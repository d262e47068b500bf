#pragma once

#include <ergodic/missing.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ergodic::workloads::entities {

// The vector of features of a player's game to come, version v1_baseline_25. Source: section 14 of the rules.

/// Where a feature is from. What each weighs in the quality score: weight_of.
enum class FeatureSource : std::uint8_t { phase4, phase3, fallback, calculated };
constexpr int weight_of(FeatureSource source) {
  constexpr std::array<int, 4> weights = {100, 75, 40, 100};
  return weights[static_cast<std::size_t>(source)];
}

/// A feature: what it is called, and what stands for it where nothing is known.
struct FeatureForm {
  std::string_view name;
  std::string_view says;
  double fallback;
};
constexpr std::size_t feature_count = 25;
extern const std::array<FeatureForm, feature_count> feature_forms;

/// A value, and where it is from.
struct Feature {
  double value = missing_value<double>();
  FeatureSource source = FeatureSource::fallback;
};
using Features = std::array<Feature, feature_count>;

/// The first of these that is not missing.
Feature first_known(std::size_t feature, double of_phase4, double of_phase3);

/// (Σ weights) / 25, to two places: 97 at best.
double quality_score(const Features& features);

/// What most features are from.
enum class DataSource : std::uint8_t { phase4, phase4_partial, phase3, mixed, early_season };
DataSource data_source(const Features& features);

/// The days that one side has rested more than the other, −2 to 2; missing_whole on either side: 0.
std::int64_t rest_advantage(std::int64_t own, std::int64_t others);
/// Points of games, newest first, the last two against the three before: −2 to 2, by `dec2025` the three newest against
/// the two before, the other way around. 0 for fewer than five.
std::int64_t recent_trend(std::span<const std::int64_t> points, bool is_corrected);
/// Minutes lately against those of the season: −2 to 2; 0 where either is 0.
std::int64_t minutes_change(double recent, double season);
/// Points from free throws of all, 0 to 0.5, to nine places; of fewer than five games, or without points, 0.15.
double free_throw_share(std::int64_t games, std::int64_t free_throws, std::int64_t points);
/// To nine places; 0.5 of fewer than five games.
double win_share(std::int64_t games, std::int64_t wins);

}  // namespace ergodic::workloads::entities

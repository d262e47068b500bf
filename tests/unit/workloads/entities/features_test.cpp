// The formulas of psza, tdza, pcf, pdc and mlfs: figures worked out by hand.
#include "workloads/entities/features/features.hpp"
#include "workloads/entities/features/averages.hpp"
#include "workloads/entities/features/defence_zones.hpp"
#include "workloads/entities/features/factors.hpp"
#include "workloads/entities/features/shot_zones.hpp"
#include "workloads/entities/numbers/rounding.hpp"
#include "workloads/entities/player_context/recent_games.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace ergodic::workloads::entities {
namespace {

using testing::ElementsAre;

const double gap = missing_value<double>();

ShotTotals attempts(std::int64_t paint, std::int64_t mid_range, std::int64_t three) {
  ShotTotals totals;
  totals.zones = {Tries{paint, 0}, Tries{mid_range, 0}, Tries{three, 0}};
  return totals;
}

TEST(ShotZones, OfTenGames) {
  ShotTotals totals;
  totals.zones = {Tries{37, 22}, Tries{18, 7}, Tries{45, 16}};
  totals.fg_makes = 45;
  EXPECT_THAT(zone_rates(totals), ElementsAre(37.0, 18.0, 45.0));
  EXPECT_EQ(zone_share({37, 22}), 0.595);
  EXPECT_EQ(zone_share({18, 7}), 0.389);
  EXPECT_EQ(zone_share({45, 16}), 0.356);
  EXPECT_EQ(makes_rate(27, totals), 60.0);
  EXPECT_EQ(makes_rate(17, totals), 37.78);
  EXPECT_EQ(attempts_per_game({37, 22}, 10), 3.7);
  EXPECT_EQ(scoring_zone(zone_rates(totals)), ScoringZone::perimeter);
}

TEST(ShotZones, OfTwentyGames) {
  EXPECT_EQ(zone_rates(attempts(51, 18, 69))[0], 36.96);  // 51 of 138
  EXPECT_EQ(zone_share({51, 31}), 0.608);
}

TEST(ShotZones, FromMidRange) {
  const OfZones<double> rates = zone_rates(attempts(33, 41, 14));
  EXPECT_THAT(rates, ElementsAre(37.5, 46.59, 15.91));
  EXPECT_EQ(scoring_zone(rates), ScoringZone::mid_range);
}

TEST(ShotZones, LimitsBelongToTheZone) {
  EXPECT_EQ(scoring_zone(zone_rates(attempts(40, 20, 40))), ScoringZone::paint);  // the paint goes first
  EXPECT_EQ(scoring_zone(zone_rates(attempts(39, 21, 40))), ScoringZone::perimeter);
  EXPECT_EQ(scoring_zone(zone_rates(attempts(30, 35, 35))), ScoringZone::mid_range);
  EXPECT_EQ(scoring_zone(zone_rates(attempts(33, 33, 34))), ScoringZone::balanced);
  EXPECT_EQ(scoring_zone(zone_rates(attempts(0, 0, 0))), ScoringZone::unknown);
  EXPECT_EQ(scoring_zone(zone_rates(attempts(0, 0, 1))), ScoringZone::perimeter);
}

TEST(ShotZones, TiesAreThoseOfTheProduct) {
  EXPECT_EQ(zone_share({16, 1}), 0.062);                // 62.5 thousandths
  EXPECT_EQ(zone_share({16, 3}), 0.188);                // 187.5
  EXPECT_EQ(zone_rates(attempts(1, 0, 799))[0], 0.12);  // 12.5 hundredths
  EXPECT_EQ(zone_rates(attempts(3, 0, 797))[0], 0.38);  // 37.5
}

TEST(ShotZones, WithoutShotsOrMakesThereAreNoRates) {
  EXPECT_TRUE(std::isnan(zone_rates(attempts(0, 0, 0))[1]));
  EXPECT_TRUE(std::isnan(zone_share({0, 0})));
  EXPECT_TRUE(std::isnan(makes_rate(0, attempts(3, 0, 0))));
  ShotTotals makes_alone;
  makes_alone.fg_makes = 5;  // of games without a play-by-play
  EXPECT_TRUE(std::isnan(makes_rate(2, makes_alone)));
}

TEST(ShotZones, SamplesHaveFourQualities) {
  const auto of = [](int window, std::initializer_list<std::int64_t> games) {
    std::vector<int> qualities;
    for (const std::int64_t n : games)
      qualities.push_back(sample_quality(static_cast<std::size_t>(n), window));
    return qualities;
  };
  EXPECT_THAT(of(10, {10, 9, 7, 6, 5, 4}), ElementsAre(0, 1, 1, 2, 2, 3));
  EXPECT_THAT(of(20, {20, 19, 14, 13, 10, 9}), ElementsAre(0, 1, 1, 2, 2, 3));
  EXPECT_THAT(of(5, {5, 4, 3, 2, 1}), ElementsAre(0, 1, 1, 2, 3));
}

TEST(DefenceZones, OfFifteenGames) {
  const OfZones<double> shares = {share_of({540, 310}), share_of({300, 118}), share_of({510, 190})};
  const OfZones<double> against = against_league(shares, {0.580, 0.410, 0.355});
  EXPECT_NEAR(against[0], -0.592593, 5e-7);
  EXPECT_NEAR(against[1], -1.666667, 5e-7);
  EXPECT_NEAR(against[2], 1.754902, 5e-7);
  const Extremes found = extremes(against);
  EXPECT_EQ(found.strongest, Zone::mid_range);
  EXPECT_EQ(found.weakest, Zone::perimeter);
}

TEST(DefenceZones, TenTeamsMakeALeague) {
  std::vector<OfZones<double>> teams(9, {0.5, 0.25, 0.375});
  EXPECT_THAT(league_shares(teams), ElementsAre(0.580, 0.410, 0.355));
  teams.push_back({gap, 0.5, 0.5});  // of no use
  EXPECT_THAT(league_shares(teams), ElementsAre(0.580, 0.410, 0.355));
  teams.push_back({0.5, 0.25, 0.375});
  EXPECT_THAT(league_shares(teams), ElementsAre(0.5, 0.25, 0.375));
  teams.back() = {0.75, 0.5, 0.125};
  EXPECT_THAT(league_shares(teams), ElementsAre(0.525, 0.275, 0.35));
}

TEST(DefenceZones, ExtremesAreOfTheZonesThatThereAre) {
  EXPECT_EQ(extremes({1, 1, 1}).strongest, Zone::paint);  // ties in the order of the zones
  EXPECT_EQ(extremes({1, 1, 1}).weakest, Zone::paint);
  EXPECT_EQ(extremes({gap, 2, -1}).strongest, Zone::perimeter);
  EXPECT_EQ(extremes({gap, 2, -1}).weakest, Zone::mid_range);
  EXPECT_FALSE(extremes({gap, gap, gap}).strongest.has_value());
  EXPECT_TRUE(std::isnan(share_of({0, 0})));
  EXPECT_TRUE(std::isnan(against_league({gap, 0.5, 0.5}, {0.5, 0.25, 0.5})[0]));
  EXPECT_EQ(against_league({gap, 0.5, 0.5}, {0.5, 0.25, 0.5})[1], 25);
}

/// The stored scores and their sum.
std::array<double, 5> scores(const Load& load, const Mismatch& mismatch, double pace, double usual, double projected,
                             int stars) {
  const std::int64_t fatigue = fatigue_score(load);
  const double zone = mismatch_adjustment(mismatch);
  const double of_pace = pace_adjustment(pace);
  const double usage = usage_adjustment(usual, projected, stars);
  return {static_cast<double>(fatigue), round_exact(zone, 1), round_exact(of_pace, 1), round_exact(usage, 1),
          round_exact(fatigue_adjustment(fatigue) + zone + of_pace + usage, 2)};
}

TEST(Factors, OfARestedAndOfATiredPlayer) {
  const Load rested = {false, 3, 4, 241, 35.0, 1, 31};
  const Mismatch perimeter = {ScoringZone::perimeter, {30, 25, 45}, {gap, gap, 1.754902}};
  EXPECT_THAT(scores(rested, perimeter, 2.5, 24.5, 27, 1), ElementsAre(75, 1.6, 1.2, 0.9, 2.44));
  const Load tired = {true, 1, 3, 180, 36.0, 0, 24};
  const Mismatch paint = {ScoringZone::paint, {62, 20, 18}, {6.1, gap, gap}};
  EXPECT_THAT(scores(tired, paint, -9, 26, 18, 2), ElementsAre(77, 7.3, -3, -2.4, 0.77));
}

TEST(Factors, FatigueHasItsLimits) {
  EXPECT_EQ(fatigue_score({}), 100);
  EXPECT_EQ(fatigue_score({.days_rest = 3}), 100);  // never above
  EXPECT_EQ(fatigue_score({.days_rest = 3, .games_in_last_7_days = 4}), 95);
  EXPECT_EQ(fatigue_score({.back_to_back = true, .days_rest = 3}), 85);  // rest counts only without
  EXPECT_EQ(fatigue_score({.minutes_in_last_7_days = 240, .average_minutes = 35.0, .age = 29}), 100);
  EXPECT_EQ(fatigue_score({.minutes_in_last_7_days = 241, .average_minutes = 35.1, .age = 30}), 77);
  EXPECT_EQ(fatigue_score({true, 1, 4, 241, 35.1, 2, 35}), 35);
  EXPECT_EQ(fatigue_adjustment(35), -3.25);
}

TEST(Factors, AMismatchWeighsByWhereThePlayerShoots) {
  const auto of = [](ScoringZone zone, double rate, double against) {
    return mismatch_adjustment({zone, {rate, rate, rate}, {against, against, against}});
  };
  EXPECT_EQ(of(ScoringZone::paint, 25, 4), 2);
  EXPECT_EQ(of(ScoringZone::paint, 80, 4), 4);  // by 1 at most
  EXPECT_EQ(of(ScoringZone::mid_range, gap, 4), 4);
  EXPECT_EQ(of(ScoringZone::mid_range, 50, gap), 0);
  EXPECT_EQ(of(ScoringZone::perimeter, 50, 5), 5);
  EXPECT_DOUBLE_EQ(of(ScoringZone::perimeter, 50, -5.5), -6.6);
  EXPECT_EQ(of(ScoringZone::perimeter, 50, 9), 10);
  EXPECT_EQ(zone_of_interest(ScoringZone::balanced), Zone::paint);
  EXPECT_EQ(zone_of_interest(ScoringZone::unknown), Zone::paint);
}

TEST(Factors, PaceAndUsageAreBounded) {
  EXPECT_EQ(pace_adjustment(7), 3);
  EXPECT_EQ(pace_adjustment(gap), 0);
  EXPECT_EQ(round_exact(pace_adjustment(0.5), 1), 0.2);  // 0.25 is a tie
  EXPECT_EQ(round_exact(pace_adjustment(3.5), 1), 1.8);  // 1.75 too
  EXPECT_EQ(usage_adjustment(gap, gap, 2), 0);
  EXPECT_EQ(usage_adjustment(0, 30, 0), 0);
  EXPECT_DOUBLE_EQ(usage_adjustment(20, 22, 0), 0.6);
  EXPECT_DOUBLE_EQ(usage_adjustment(20, 22, 1), 0.69);
  EXPECT_DOUBLE_EQ(usage_adjustment(20, 22, 3), 0.78);
  EXPECT_DOUBLE_EQ(usage_adjustment(22, 20, 3), -0.6);  // less is not made more
  EXPECT_EQ(usage_adjustment(10, 40, 0), 3);
}

RunningCount counts(std::initializer_list<std::int64_t> values) {
  RunningCount sum;
  for (const std::int64_t value : values)
    sum.add(value);
  return sum;
}
RunningMean reals(std::initializer_list<double> values) {
  RunningMean sum;
  for (const double value : values)
    sum.add(value);
  return sum;
}

TEST(Averages, OfACache) {
  EXPECT_EQ(counts({14, 22, 9, 31, 17}).rounded(), 18.6);
  EXPECT_EQ(counts({14, 22, 9, 31, 17, 25}).rounded(), 19.6667);
  EXPECT_EQ(counts({14, 22, 9, 31, 17, 25}).deviation(), 7.9415);
  EXPECT_EQ(reals({21.4, gap, 18.9, 27.3, 20.2, 24.6}).rounded(), 22.48);
  EXPECT_EQ(round_exact(17.0 / 38.0, 9), 0.447368421);
  EXPECT_EQ(counts({33, 12, 25, 18, 40}).rounded(), 25.6);
  const RunningCount ten = counts({33, 12, 25, 18, 40, 21, 29, 16, 27, 30});
  EXPECT_EQ(ten.rounded(), 25.1);
  EXPECT_EQ(ten.deviation(), 8.4912);
  EXPECT_EQ(counts({33, 12, 25, 18, 40, 21, 29, 16, 27, 30, 24}).rounded(), 25.0);
}

TEST(Averages, PassOverWhatIsMissing) {
  EXPECT_TRUE(std::isnan(counts({}).rounded()));
  EXPECT_TRUE(std::isnan(counts({missing_whole}).rounded()));
  EXPECT_TRUE(std::isnan(counts({7}).deviation()));
  EXPECT_EQ(counts({7, missing_whole, 7}).deviation(), 0);
  EXPECT_EQ(counts({1, 2, missing_whole, 4}).rounded(), 2.3333);
  EXPECT_EQ(counts({1, 2, 3, 4}).deviation(), 1.291);
  EXPECT_TRUE(std::isnan(reals({gap, gap}).rounded()));
  EXPECT_EQ(reals({0.1, 0.2}).rounded(), 0.15);
}

TEST(FeaturesOfAGame, CalculatedByHand) {
  const std::vector<std::int64_t> points = {30, 26, 20, 22, 21};
  EXPECT_EQ(recent_trend(points, true), 2);
  EXPECT_EQ(recent_trend(points, false), -1);
  EXPECT_EQ(free_throw_share(5, 31, 118), 0.262711864);
  EXPECT_EQ(win_share(8, 5), 0.625);
  EXPECT_EQ(minutes_change(31.5, 27), 1);
  EXPECT_EQ(minutes_change(24.2, 30.1), -1);
}

TEST(FeaturesOfAGame, HaveTheirRungs) {
  const auto trend = [](std::vector<std::int64_t> points) { return recent_trend(points, true); };
  EXPECT_EQ(trend({15, 15, 10, 10, 10}), 2);
  EXPECT_EQ(trend({14, 15, 10, 10, 10}), 1);
  EXPECT_EQ(trend({12, 12, 10, 10, 10}), 1);
  EXPECT_EQ(trend({11, 12, 10, 10, 10}), 0);
  EXPECT_EQ(trend({8, 8, 10, 10, 10}), -1);
  EXPECT_EQ(trend({5, 5, 10, 10, 10}), -2);
  EXPECT_EQ(trend({50, 50, 0, 0}), 0);  // of four games nothing is said
  EXPECT_EQ(minutes_change(30, 25), 2);
  EXPECT_EQ(minutes_change(20, 25), -2);
  EXPECT_EQ(minutes_change(25, 25), 0);
  EXPECT_EQ(minutes_change(0, 25), 0);
  EXPECT_EQ(minutes_change(25, 0), 0);
}

TEST(FeaturesOfAGame, AreBounded) {
  EXPECT_EQ(free_throw_share(5, 90, 100), 0.5);
  EXPECT_EQ(free_throw_share(4, 10, 100), 0.15);
  EXPECT_EQ(free_throw_share(10, 0, 0), 0.15);
  EXPECT_EQ(free_throw_share(5, 0, 40), 0);
  EXPECT_EQ(win_share(4, 4), 0.5);
  EXPECT_EQ(win_share(7, 2), 0.285714286);
  EXPECT_EQ(rest_advantage(5, 1), 2);
  EXPECT_EQ(rest_advantage(1, 2), -1);
  EXPECT_EQ(rest_advantage(1, 9), -2);
  EXPECT_EQ(rest_advantage(missing_whole, 1), 0);
}

/// All of phase 4 but these.
Features all_but(std::initializer_list<std::size_t> others, FeatureSource source) {
  Features features;
  for (std::size_t i = 0; i < feature_count; ++i) {
    const bool is_calculated = (i >= 9 && i <= 12) || i == 21 || i == 24;
    features[i].source = is_calculated        ? FeatureSource::calculated
                         : i >= 15 && i <= 17 ? FeatureSource::phase3
                                              : FeatureSource::phase4;
  }
  for (const std::size_t i : others)
    features[i].source = source;
  return features;
}

TEST(FeaturesOfAGame, TellWhereTheyAreFrom) {
  EXPECT_EQ(quality_score(all_but({}, FeatureSource::phase3)), 97.0);
  EXPECT_EQ(quality_score(all_but({13, 14}, FeatureSource::phase3)), 95.0);
  EXPECT_EQ(quality_score(all_but({13, 14}, FeatureSource::fallback)), 92.2);
  EXPECT_EQ(data_source(all_but({}, FeatureSource::phase3)), DataSource::phase4_partial);  // 16 of 25
  EXPECT_EQ(data_source(all_but({0, 1, 2, 3}, FeatureSource::phase3)), DataSource::mixed);
  EXPECT_EQ(data_source(all_but({0, 1, 2, 3, 4, 5, 6, 7, 8, 13}, FeatureSource::phase3)), DataSource::phase3);
  Features best;
  best.fill({0, FeatureSource::phase4});
  best[0].source = best[1].source = FeatureSource::fallback;
  EXPECT_EQ(data_source(best), DataSource::phase4);  // 23 of 25
}

TEST(FeaturesOfAGame, ComeFromTheFirstThatKnows) {
  EXPECT_EQ(first_known(0, 21.5, 19).value, 21.5);
  EXPECT_EQ(first_known(0, gap, 19).value, 19);
  EXPECT_EQ(first_known(0, gap, 19).source, FeatureSource::phase3);
  EXPECT_EQ(first_known(13, gap, gap).value, 112);
  EXPECT_EQ(first_known(20, gap, gap).value, 0.35);
  EXPECT_EQ(first_known(20, gap, gap).source, FeatureSource::fallback);
}

}  // namespace
}  // namespace ergodic::workloads::entities

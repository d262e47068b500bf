#include "workloads/players/play/player_game.hpp"
#include "unit/workloads/players/regions.hpp"
#include "workloads/players/exact/game_law.hpp"
#include "workloads/players/numbers/special_functions.hpp"
#include "workloads/players/shown/possessions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>

namespace ergodic::workloads::players {
namespace {

using test::streams_of;

CountLaw one_number(std::size_t n) {
  CountLaw law(n + 1);
  law[n] = 1;
  return law;
}

/// Rates of a possession that is used: turnovers .12, two free throws .11, threes .32, the rest twos.
Rates rates_of_used() {
  Rates rates = usual_rates();
  rates[usage] = 1;
  rates[turnover_rate] = .12;
  rates[free_throw_trip_rate] = .11 / .88;
  rates[three_point_rate] = .32 / .77;
  rates[two_point_percentage] = .52;
  rates[three_point_percentage] = .37;
  rates[free_throw_percentage] = .88;
  return rates;
}

double share_from(const CountLaw& law, std::size_t k) {
  double sum = 0;
  for (std::size_t i = k; i < law.size(); ++i)
    sum += law[i];
  return sum;
}

// Known to 30 digits.
TEST(GameLaw, HasThePointsOfSoManyUsedPossessions) {
  const CountLaw each = laws_on_a_possession(rates_of_used()).at("points");
  const CountLaw points = sum_law(each, one_number(22));
  EXPECT_NEAR(mean_of(points), 22.3696, 1e-12);
  EXPECT_NEAR(deviation_of(points), 5.41267833147, 1e-10);
  EXPECT_EQ(quantile_of(points, .05), 14);
  EXPECT_EQ(quantile_of(points, .5), 22);
  EXPECT_EQ(quantile_of(points, .95), 31);
  EXPECT_NEAR(share_from(points, 25), .343324846932, 1e-11);
  EXPECT_NEAR(share_from(points, 30), .0962443746106, 1e-11);
  EXPECT_NEAR(lower_shortfall(points, .05), 11.5612120044, 1e-9);

  CountLaw used(71);  // beta-binomial(70; 18, 52)
  for (std::size_t k = 0; k <= 70; ++k) {
    const auto x = static_cast<double>(k);
    used[k] = std::exp(log_gamma(71) - log_gamma(x + 1) - log_gamma(71 - x) + log_gamma(18 + x) + log_gamma(122 - x) -
                       log_gamma(140) + log_gamma(70) - log_gamma(18) - log_gamma(52));
  }
  const CountLaw mixed = sum_law(each, used);
  EXPECT_NEAR(mean_of(mixed), 18.3024, 1e-9);
  EXPECT_NEAR(deviation_of(mixed), 7.15750561886, 1e-9);
  EXPECT_EQ(quantile_of(mixed, .05), 8);
  EXPECT_EQ(quantile_of(mixed, .5), 18);
  EXPECT_EQ(quantile_of(mixed, .95), 31);
  EXPECT_NEAR(share_from(mixed, 25), .188827222031, 1e-10);
  EXPECT_NEAR(share_from(mixed, 30), .0691123656321, 1e-10);
  EXPECT_NEAR(lower_shortfall(mixed, .05), 5.45489381607, 1e-8);
}

TEST(GameLaw, TakesOfABorderWhatIsNeeded) {
  CountLaw law(101);  // {−30, 59 × −1, 40 × 1}, moved by 30: the mean of the worst 5 % is −6.8
  law[0] = .01;
  law[29] = .59;
  law[31] = .40;
  EXPECT_NEAR(lower_shortfall(law, .05) - 30, -6.8, 1e-12);
  EXPECT_NEAR(upper_shortfall(law, .05) - 30, 1, 1e-12);
}

TEST(BinomialAt, IsTheDistributionsInverse) {
  for (const std::int32_t trials : {1, 7, 30, 110}) {
    for (const double p : {.004, .3, .5, .77, .999}) {
      double below = 0;
      for (std::int32_t k = 0; k <= trials; ++k) {
        const double each = std::exp(log_gamma(trials + 1) - log_gamma(k + 1) - log_gamma(trials - k + 1) +
                                     k * std::log(p) + (trials - k) * std::log1p(-p));
        if (each > 1e-9) {
          EXPECT_EQ(binomial_at(below + each / 2, trials, p), k) << trials << " " << p;
        }
        below += each;
      }
    }
  }
  EXPECT_EQ(binomial_at(.999999, 20, 0), 0);
  EXPECT_EQ(binomial_at(0, 20, 1), 20);
}

struct Setting {
  Rates rates;
  PlayingTime time;
};
std::vector<Setting> settings() {
  Setting usual{usual_rates(), {.9, 33, 4, 98, 0}};
  Setting rough{usual_rates(), {1, 44, 6, 104, 0}};  // truncated, and often out for fouls
  rough.rates[foul_rate] = .09;
  rough.rates[usage] = .35;
  Setting fixed{rates_of_used(), {1, 10.56, 0, 100, 0}};
  fixed.rates[foul_rate] = 0;
  return {usual, rough, fixed};
}

const std::map<std::string, std::int32_t GameOfPlayer::*>& other_counts() {
  static const std::map<std::string, std::int32_t GameOfPlayer::*> counts = {
      {"possessions", &GameOfPlayer::possessions}, {"possessions_used", &GameOfPlayer::used}};
  return counts;
}

/// Fixed seeds; each chi-square is below its mean by 5.5 of its deviations and some, of which a normal has 1e-7.
TEST(GameDrawer, DrawsTheKnownLawsOfAllCounts) {
  constexpr int games = 40'000;
  std::uint32_t seed = 900;
  for (const Setting& setting : settings()) {
    std::map<std::string, std::map<std::int32_t, int>> seen;
    const GameDrawer drawer(setting.time);
    const Streams streams = streams_of(++seed);
    for (int r = 0; r < games; ++r) {
      const GameOfPlayer game = drawer.draw(setting.rates, streams, static_cast<std::uint64_t>(r));
      for (const CountInfo& count : count_infos())
        ++seen[count.name][game.*count.member];
      for (const auto& [name, member] : other_counts())
        ++seen[name][game.*member];
    }
    for (const auto& [name, law] : laws_of_game(setting.rates, setting.time)) {
      double sum = 0;
      for (const double probability : law)
        sum += probability;
      EXPECT_NEAR(sum, 1, 1e-9) << name;
      double chi_square = 0;
      double degrees = -1;
      double rest = games;
      double rest_seen = games;
      for (std::size_t k = 0; k < law.size(); ++k) {
        const double expected = games * law[k];
        if (expected < 20) continue;
        const double off = seen[name][static_cast<std::int32_t>(k)] - expected;
        chi_square += off * off / expected;
        degrees += 1;
        rest -= expected;
        rest_seen -= seen[name][static_cast<std::int32_t>(k)];
      }
      EXPECT_NEAR(rest, rest_seen, 6 * std::sqrt(rest + 1) + 6) << name;
      EXPECT_LT(chi_square, degrees + 1 + 8 * std::sqrt(2 * degrees + 2)) << name;
    }
  }
}

TEST(GameDrawer, BreaksNoIdentity) {
  std::uint32_t seed = 950;
  for (const Setting& setting : settings()) {
    for (std::uint64_t r = 0; r < 5000; ++r) {
      const GameOfPlayer game = GameDrawer(setting.time).draw(setting.rates, streams_of(++seed), r);
      const std::optional<std::string> broken = broken_identity(game);
      ASSERT_FALSE(broken && game.minutes > 0) << *broken;
      ASSERT_EQ(game.used, game.field_goals_attempted + game.trips + game.turnovers);
      ASSERT_LE(game.used + game.assists, game.possessions);
    }
  }
}

TEST(GameDrawer, LetsOtherCountsBeWhenARateChanges) {
  const PlayingTime time{.95, 30, 5, 100, 3};
  Rates better = usual_rates();
  better[three_point_percentage] += .02;
  const GameDrawer drawer(time);
  const Streams streams = streams_of(970);
  int more = 0;
  for (std::uint64_t r = 0; r < 2000; ++r) {
    const GameOfPlayer a = drawer.draw(usual_rates(), streams, r);
    const GameOfPlayer b = drawer.draw(better, streams, r);
    ASSERT_EQ(a.minutes, b.minutes);
    ASSERT_EQ(a.assists, b.assists);
    ASSERT_EQ(a.free_throws_made, b.free_throws_made);
    ASSERT_GE(b.three_point_field_goals_made, a.three_point_field_goals_made);
    more += b.points > a.points ? 1 : 0;
  }
  EXPECT_GT(more, 50);
}

TEST(Possessions, AddUpToTheGame) {
  for (const Setting& setting : settings()) {
    for (std::uint64_t r = 0; r < 500; ++r) {
      const Streams streams = streams_of(980);
      const GameOfPlayer game = GameDrawer(setting.time).draw(setting.rates, streams, r);
      const std::vector<Possession> all = possessions_of(game, streams.open(r, course_purpose));
      GameOfPlayer sum;
      for (const Possession& one : all) {
        sum.points += one.points();
        sum.assists += one.assist;
        sum.steals += one.steal;
        sum.fouls += one.foul;
        sum.turnovers += one.end == Possession::End::turnover;
        sum.rebounds += one.offensive_rebound + one.defensive_rebound;
        ASSERT_FALSE(one.assist && one.end != Possession::End::others);
      }
      ASSERT_EQ(static_cast<std::int32_t>(all.size()), game.possessions);
      ASSERT_EQ(sum.points, game.points);
      ASSERT_EQ(sum.assists, game.assists);
      ASSERT_EQ(sum.steals, game.steals);
      ASSERT_EQ(sum.fouls, game.fouls);
      ASSERT_EQ(sum.turnovers, game.turnovers);
      ASSERT_EQ(sum.rebounds, game.rebounds);
      ASSERT_TRUE(game.fouls < foul_limit || all.back().foul);
    }
  }
}

TEST(BrokenIdentity, NamesTheNumbers) {
  BoxScore box{{.field_goals_made = 9,
                .field_goals_attempted = 19,
                .three_point_field_goals_made = 4,
                .three_point_field_goals_attempted = 9,
                .free_throws_made = 3,
                .free_throws_attempted = 4,
                .offensive_rebounds = 1,
                .defensive_rebounds = 5,
                .rebounds = 6,
                .points = 25},
               30};
  EXPECT_FALSE(broken_identity(box));
  BoxScore one = box;
  one.points = 26;
  EXPECT_EQ(*broken_identity(one), "points 26, but 2 × 9 field goals + 4 threes + 3 free throws = 25");
  one = box;
  one.rebounds = 7;
  EXPECT_EQ(*broken_identity(one), "rebounds 7, but 1 offensive + 5 defensive");
  one = box;
  one.field_goals_attempted = 8;
  EXPECT_EQ(*broken_identity(one), "field_goals_made 9 > field_goals_attempted 8");
  one = box;
  one.minutes = 0;
  EXPECT_EQ(*broken_identity(one), "field_goals_made 9 in 0 minutes");
}

}  // namespace
}  // namespace ergodic::workloads::players

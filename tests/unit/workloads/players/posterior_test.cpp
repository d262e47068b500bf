#include "unit/workloads/players/regions.hpp"
#include "workloads/players/numbers/special_functions.hpp"
#include "workloads/players/posterior/game_rates.hpp"
#include "workloads/players/posterior/normal_inverse_wishart.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ergodic::workloads::players {
namespace {

using test::square;
using test::streams_of;

/// Known to 30 digits: six games, oldest first, that halve every three.
TEST(NormalInverseWishart, HasTheKnownPosteriorOfSixGames) {
  const std::vector<std::vector<double>> games = {{-1.10, .15},  {-.95, .02},  {-1.30, .31},
                                                  {-1.05, -.12}, {-1.18, .22}, {-.88, .09}};
  const Seen seen = seen_of(games, decayed_weights(6, 3));
  const NormalInverseWishart after = updated({{-1.2, .1}, 4, 6, square({{.12, .01}, {.01, .2}})}, seen);
  EXPECT_NEAR(seen.games, 5.21678652224, 1e-10);
  EXPECT_NEAR(after.mean[0], -1.12043021961, 1e-10);
  EXPECT_NEAR(after.mean[1], .105550926586, 1e-10);
  EXPECT_NEAR(after.psi(0, 0), .276666277646, 1e-10);
  EXPECT_NEAR(after.psi(0, 1), -.0499567794219, 1e-10);
  EXPECT_NEAR(after.psi(1, 1), .296427558098, 1e-10);
  const StudentLaw law = predictive(after);
  EXPECT_NEAR(law.degrees, 10.2167865222, 1e-9);
  EXPECT_NEAR(law.scale(0, 0), .0300176506181, 1e-10);
  EXPECT_NEAR(law.scale(0, 1), -.00542019491298, 1e-10);
  EXPECT_NEAR(law.scale(1, 1), .0321617037981, 1e-10);
  EXPECT_NEAR(-log_density(law, {-1, .3}), -.56597232642, 1e-9);
}

TEST(StudentLaw, HasTheKnownDensityOfTwoDimensions) {
  EXPECT_NEAR(-log_density({{0, 1}, square({{2, .5}, {.5, 1}}), 7}, {1, 2}), 2.79822432413, 1e-10);
}

TEST(NormalInverseWishart, IsThePriorWithoutGames) {
  const NormalInverseWishart prior{{1, 2}, 4, 6, square({{1, 0}, {0, 1}})};
  const NormalInverseWishart after = updated(prior, {});
  EXPECT_EQ(after.mean, prior.mean);
  EXPECT_EQ(after.kappa, 4);
}

/// Simulation-based calibration (Talts et al., 2018): the truth is drawn from the prior, games from the truth; the
/// posterior's distribution function at a game to come is uniform. 1000 players; chi-square of ten bins, 9 degrees:
/// above 45.1 once in a million.
TEST(NormalInverseWishart, IsCalibratedOverAThousandPlayers) {
  const double kappa = 4;
  std::array<int, 10> bins{};
  for (std::uint32_t player = 0; player < 1000; ++player) {
    Stream stream = streams_of(player).open(0, 77);
    // One dimension: the variance is inverse gamma, psi/chi-square of nu.
    const double nu = 6;
    const double psi = .5;
    const double variance = psi / chi_square_variate(stream, nu);
    const double mean = .3 + normal(stream) * std::sqrt(variance / kappa);
    std::vector<std::vector<double>> games;
    const std::uint32_t count = 1 + player % 12;
    for (std::uint32_t g = 0; g < count; ++g)
      games.push_back({mean + normal(stream) * std::sqrt(variance)});
    Matrix prior_psi(1, 1);
    prior_psi(0, 0) = psi;
    const StudentLaw law =
        predictive(updated({{.3}, kappa, nu, prior_psi}, seen_of(games, std::vector<double>(count, 1.0 / count))));
    const double next = mean + normal(stream) * std::sqrt(variance);
    // The share of Student's t below, by its beta integral.
    const double t = (next - law.centre[0]) / std::sqrt(law.scale(0, 0));
    const double tail = beta_share(law.degrees / 2, .5, law.degrees / (law.degrees + t * t)) / 2;
    const double rank = t > 0 ? 1 - tail : tail;
    ++bins[std::min<std::size_t>(9, static_cast<std::size_t>(rank * 10))];
  }
  double chi_square = 0;
  for (const int bin : bins)
    chi_square += (bin - 100.) * (bin - 100.) / 100;
  EXPECT_LT(chi_square, 45.1);
}

TEST(ScatterOnLogits, IsWithoutWhatCountingAdds) {
  Rates rates = usual_rates();
  std::vector<Shares> games;
  const double deviation = .4;
  Stream stream = streams_of(5).open(0);
  for (int g = 0; g < 4000; ++g) {
    Shares shares{};
    const double shared = normal(stream);  // usage and assists hang together
    for (std::size_t i = 0; i < rate_count; ++i) {
      const double e = i == usage ? deviation * shared : i == assist_rate ? -deviation * shared : 0;
      const double p = logistic(logit(rates[i]) + e);
      shares[i] = {static_cast<double>(binomial_variate(stream, 60, p)), 60};
    }
    games.push_back(shares);
  }
  const Matrix scatter = scatter_on_logits(games, std::vector<double>(4000, 1.0 / 4000), rates);
  EXPECT_NEAR(scatter(usage, usage) / 4000, deviation * deviation, .02);
  EXPECT_NEAR(scatter(assist_rate, assist_rate) / 4000, deviation * deviation, .03);
  EXPECT_LT(scatter(usage, assist_rate), 0);
  EXPECT_LT(scatter(steal_rate, steal_rate) / 4000, .05) << "counting alone adds 1.1";
  EXPECT_TRUE(cholesky(scatter));
}

}  // namespace
}  // namespace ergodic::workloads::players

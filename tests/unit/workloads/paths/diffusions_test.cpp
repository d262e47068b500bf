#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

const std::string gbm = "start: 100, drift: 0.05, volatility: 0.2, discount_rate: 0.05";
const std::string vasicek = "start: 1, mean_reversion: 1.5, level: 0.5, volatility: 0.3, horizon: 2";
const std::string cir = "start: 0.03, mean_reversion: 0.8, level: 0.05, volatility: 0.1, horizon: 2";
const std::string bridge = "start: 1, end: 1.5, volatility: 0.8, horizon: 2";
const std::string merton =
    "start: 100, drift: 0.05, volatility: 0.2, jump_rate: 0.5, jump_mean: -0.1, jump_sd: 0.15, discount_rate: 0.05, "
    "strike: 100";
const std::string heston =
    "start: 100, drift: 0.03, discount_rate: 0.03, strike: 100, variance: 0.04, mean_reversion: 2, level: 0.04, "
    "volatility: 0.3, correlation: -0.7";
const std::string hard_heston =
    "start: 100, strike: 100, variance: 0.04, mean_reversion: 0.5, level: 0.04, volatility: 1, correlation: -0.9, "
    "horizon: 10";

// The numbers were found by an independent program, with 40 digits.
TEST(Diffusions, KnowTheirMomentsAndPrices) {
  const auto brownian = paths(of("brownian_motion", "barrier: 1, between_steps: true"));
  EXPECT_NEAR(brownian->exact()->category_laws.at("reached")[1], 0.317310507863, 1e-12);
  EXPECT_NEAR(mean(*brownian, "continuous_maximum"), 0.797884560803, 1e-12);
  const auto drifting = paths(of("brownian_motion", "drift: 0.3, barrier: 1, between_steps: true"));
  EXPECT_NEAR(drifting->exact()->category_laws.at("reached")[1], 0.418345635073, 1e-12);

  // By Simpson's rule over P(maximum > m).
  const auto pinned = paths(of("brownian_bridge", bridge + ", barrier: 2.2, between_steps: true"));
  EXPECT_NEAR(mean(*pinned, "continuous_maximum"), 2.0147815388990136, 1e-12);
  EXPECT_NEAR(variance(*pinned, "continuous_maximum"), 0.1176091977592561, 1e-12);
  EXPECT_NEAR(pinned->exact()->category_laws.at("reached")[1], 0.26914634872918386, 1e-14);
  const auto below = paths(of("brownian_bridge", bridge + ", barrier: 1.4, between_steps: true"));
  EXPECT_EQ(below->exact()->category_laws.at("reached")[1], 1);

  const auto call = paths(of("gbm", gbm + ", strike: 110"));
  EXPECT_NEAR(mean(*call, "terminal"), 105.127109638, 1e-9);
  EXPECT_NEAR(variance(*call, "terminal"), 451.028807816, 1e-8);
  EXPECT_NEAR(figure(*call, "median"), 103.045453395, 1e-9);
  EXPECT_NEAR(figure(*call, "probability_above_strike"), 0.372003793019, 1e-12);
  EXPECT_NEAR(mean(*call, "call"), 6.04008812972, 1e-10);
  const auto asian = paths(of("gbm", gbm + ", strike: 100, steps: 12"));
  EXPECT_NEAR(mean(*asian, "geometric_asian_call"), 5.94020022163, 1e-10);
  const auto barrier = paths(of("gbm", gbm + ", strike: 100, barrier: 130, between_steps: true"));
  EXPECT_NEAR(mean(*barrier, "up_and_out_call"), 3.33285756771, 1e-10);

  const auto ou = paths(of("ornstein_uhlenbeck", vasicek));
  EXPECT_NEAR(mean(*ou, "terminal"), 0.524893534184, 1e-12);
  EXPECT_NEAR(variance(*ou, "terminal"), 0.0299256374347, 1e-12);
  EXPECT_NEAR(figure(*ou, "stationary_variance"), 0.03, 1e-14);
  EXPECT_NEAR(2 * mean(*ou, "time_average"), 1.31673764388, 1e-11);
  EXPECT_NEAR(4 * variance(*ou, "time_average"), 0.0426222602839, 1e-12);
  EXPECT_NEAR(mean(*ou, "discount_factor"), 0.273781068040, 1e-12);

  const auto rate = paths(of("cir", cir));
  EXPECT_NEAR(mean(*rate, "terminal"), 0.0459620696401, 1e-13);
  EXPECT_NEAR(variance(*rate, "terminal"), 0.000259478232753, 1e-15);
  EXPECT_NEAR(figure(*rate, "stationary_variance"), 0.0003125, 1e-16);
  EXPECT_NEAR(figure(*rate, "bond"), 0.923233435240, 1e-12);

  const auto jumps = paths(of("merton", merton));
  EXPECT_NEAR(mean(*jumps, "terminal"), 105.127109638, 1e-9);
  EXPECT_NEAR(variance(*jumps, "terminal"), 603.093801164, 1e-8);
  EXPECT_NEAR(mean(*jumps, "call"), 11.6616747875, 1e-9);
  EXPECT_NEAR(figure(*jumps, "mean_log_return"), 0.0224628432204, 1e-12);
  EXPECT_NEAR(figure(*jumps, "variance_of_log_return"), 0.05625, 1e-14);

  const auto mild = paths(of("heston", heston));
  EXPECT_NEAR(figure(*mild, "call_price"), 9.24252107396, 1e-9);
  EXPECT_NEAR(mean(*mild, "terminal_variance"), 0.04, 1e-14);
  EXPECT_NEAR(variance(*mild, "terminal_variance"), 0.000883515925000, 1e-12);
  EXPECT_NEAR(figure(*mild, "mean_log_terminal"), 4.61517018599, 1e-11);
  const auto hard = paths(of("heston", hard_heston));
  EXPECT_NEAR(figure(*hard, "call_price"), 13.0846701370, 1e-8);
  EXPECT_NEAR(variance(*hard, "terminal_variance"), 0.0399981840028, 1e-12);
  EXPECT_NEAR(figure(*hard, "mean_log_terminal"), 4.40517018599, 1e-11);
}

/// By mpmath, with 40 digits and more: where closed forms weigh differences of next to equal numbers by powers of e, or
/// have powers of e that overflow.
TEST(Diffusions, KnowTheirPricesWhereDriftOrJumpsAreLarge) {
  const auto up_and_out = [](const char* keys) {
    return mean(*paths(of("gbm", std::string(keys) + ", strike: 100, barrier: 130, between_steps: true")),
                "up_and_out_call");
  };
  EXPECT_NEAR(up_and_out("drift: 0.3, volatility: 0.05"), 5.34060608214608, 1e-11);
  EXPECT_NEAR(up_and_out("drift: 0.2, volatility: 0.05"), 18.2127033978332, 1e-11);
  EXPECT_NEAR(up_and_out("drift: 1, volatility: 0.02"), 0, 1e-200);
  const auto reached = [](const char* barrier) {
    const auto one = paths(
        of("brownian_motion", std::string("drift: 5, volatility: 0.1, between_steps: true, barrier: ") + barrier));
    return one->exact()->category_laws.at("reached")[1];
  };
  EXPECT_NEAR(reached("5"), 0.503989023981357, 1e-13);
  EXPECT_NEAR(reached("5.3"), 0.00139292163149217, 1e-14);
  const auto shower = paths(of("merton", "drift: 0.05, volatility: 0.2, jump_rate: 1000, jump_sd: 0.01, strike: 100"));
  EXPECT_NEAR(mean(*shower, "call"), 17.9177237561739, 1e-9);
  const auto stiff = paths(of("cir", "start: 0.05, mean_reversion: 1000, level: 0.05, volatility: 0.1"));
  EXPECT_NEAR(figure(*stiff, "bond"), 0.951229424738165, 1e-12);
}

/// Next to Brownian motion, of which the integral over a unit of time has the variance 1/3.
TEST(Diffusions, KnowAndSimulateTheSlowestReversion) {
  for (const char* speed : {"1e-2", "1e-7", "1e-12"}) {
    const auto one = paths(of("ornstein_uhlenbeck", std::string("volatility: 1, steps: 2, mean_reversion: ") + speed));
    SCOPED_TRACE(speed);
    EXPECT_NEAR(variance(*one, "time_average"), 1.0 / 3, 3e-3);
    EXPECT_NEAR(mean(*one, "discount_factor"), std::exp(1.0 / 6), 3e-3);
    expect_exact_moments(*one, simulated(*one, {0, many_paths / 5}));
  }
}

TEST(Diffusions, TellWhenTheirBarrierIsReached) {
  for (const auto& [name, keys] : std::vector<std::pair<std::string, std::string>>{
           {"brownian_motion", "barrier: 0.7"},
           {"brownian_bridge", "barrier: 0.7"},
           {"gbm", "barrier: 115"},
           {"ornstein_uhlenbeck", "volatility: 1, mean_reversion: 2, barrier: 0.4"},
           {"cir", cir + ", barrier: 0.035"},
           {"merton", merton + ", barrier: 110"},
           {"heston", heston + ", barrier: 110"},
       }) {
    SCOPED_TRACE(name);
    const auto one = paths(of(name, keys + ", steps: 8") + "steps_every: 1\n");
    const double barrier = std::stod(keys.substr(keys.rfind(' ')));
    const std::vector<double> times = one->axes().front().coordinates;
    const Rows rows = simulated(*one, {0, 500});
    const auto states = values(rows, "state"), reached = values(rows, "reached"), first = values(rows, "first_hit");
    for (std::size_t path = 0; path < first.size(); ++path) {
      std::size_t k = 0;
      while (k < 9 && states[9 * path + k] < barrier)
        ++k;
      ASSERT_EQ(reached[path], k < 9);
      ASSERT_DOUBLE_EQ(first[path], times[std::min<std::size_t>(k, 8)]);
    }
  }
}

/// Within 4.5 standard errors of all that is known exactly.
TEST(Diffusions, AreSimulatedByTheirLaws) {
  for (const auto& [name, keys] : std::vector<std::pair<std::string, std::string>>{
           {"brownian_motion", "barrier: 1, between_steps: true, steps: 3"},
           {"brownian_motion", "drift: -0.4, barrier: 0.5, between_steps: true, steps: 40"},
           {"brownian_motion", "start: 2, drift: 0.3, volatility: 0.5, barrier: 3, between_steps: true, steps: 2"},
           {"brownian_bridge", bridge + ", barrier: 2.2, between_steps: true, steps: 5"},
           {"brownian_bridge", "start: -1, end: 0, between_steps: true, steps: 2"},
           {"gbm", gbm + ", strike: 110"},
           {"gbm", gbm + ", strike: 100, steps: 12, barrier: 130, between_steps: true"},
           {"ornstein_uhlenbeck", vasicek + ", steps: 4"},
           {"cir", cir + ", steps: 3"},
           {"cir", "start: 0.03, mean_reversion: 0.8, level: 0.05, volatility: 0.6"},
           {"merton", merton + ", steps: 4"},
       }) {
    const auto one = paths(of(name, keys));
    SCOPED_TRACE(name + " " + keys);
    expect_exact_moments(*one, simulated(*one, {0, many_paths}));
    expect_sound(*one);
  }
}

TEST(Diffusions, HaveTheProbabilitiesOfTheirLaws) {
  const auto rate = paths(of("cir", cir));
  const Rows rows = simulated(*rate, {0, many_paths});
  share(Sample(values(rows, "terminal")), [](double x) { return x <= 0.04; }).expect_mean(0.393631779452, "CIR");
  const auto price = paths(of("gbm", gbm + ", strike: 110"));
  share(Sample(values(simulated(*price, {0, many_paths}), "terminal")), [](double x) {
    return x > 110;
  }).expect_mean(0.372003793019, "GBM");
}

/// The trapezoidal rule's bias at 50 steps is below a thousandth of the standard error here.
TEST(Diffusions, HaveTheirBonds) {
  const auto rate = paths(of("cir", cir + ", steps: 50"));
  Sample(values(simulated(*rate, {0, many_paths / 20}), "discount_factor")).expect_mean(0.923233435240, "CIR");
}

/// The last value is no draw; and of the highest, the whole law: P(max > m) = exp(−2 (m − a)(m − b)/(σ² T)).
TEST(BrownianBridge, EndsWhereItMust) {
  const auto one = paths(of("brownian_bridge", bridge + ", between_steps: true, steps: 7"));
  const Rows rows = simulated(*one, {0, many_paths});
  const std::vector<double> ends = values(rows, "terminal");
  EXPECT_EQ(std::count(ends.begin(), ends.end(), 1.5), static_cast<std::ptrdiff_t>(ends.size()));
  for (const double level : {1.6, 2.0, 3.0}) {
    share(Sample(values(rows, "continuous_maximum")), [&](double x) {
      return x > level;
    }).expect_mean(std::exp(-2 * (level - 1) * (level - 1.5) / (0.64 * 2)), "highest");
  }
}

/// Where erfc's asymptotic series takes over from erfc, the moments go on smoothly.
TEST(BrownianBridge, KnowsItsMaximumOverAnyDistance) {
  const auto near = paths(of("brownian_bridge", "end: 28.28, between_steps: true"));
  const auto far = paths(of("brownian_bridge", "end: 28.29, between_steps: true"));
  const double mean_near = mean(*near, "continuous_maximum") - 28.28,
               mean_far = mean(*far, "continuous_maximum") - 28.29;
  EXPECT_NEAR(mean_far / mean_near, 28.28 / 28.29, 1e-5);
  EXPECT_NEAR(variance(*far, "continuous_maximum") / variance(*near, "continuous_maximum"), std::pow(28.28 / 28.29, 2),
              1e-4);
}

/// The scheme's own error, at 32 steps, is well below the standard error here; its moments of the variance are exact.
TEST(Heston, HasItsMomentsAndPrice) {
  const auto one = paths(of("heston", heston + ", steps: 32"));
  const Rows rows = simulated(*one, {0, many_paths / 5});
  expect_exact_moments(*one, rows);
  Sample(values(rows, "call")).expect_mean(9.24252107396, "call");
  Sample(values(rows, "terminal")).expect_mean(figure(*one, "mean_terminal"), "martingale");
  expect_sound(*one);
  const auto hard = paths(of("heston", hard_heston + ", steps: 80"));
  const Rows hard_rows = simulated(*hard, {0, many_paths / 20});
  expect_exact_moments(*hard, hard_rows);
  Sample(values(hard_rows, "call")).expect_mean(13.0846701370, "call");
  Sample(values(hard_rows, "terminal")).expect_mean(100, "martingale");
}

TEST(Diffusions, RefuseWhatTheyAreNot) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {of("gbm", "volatility: -0.1"), "gbm.volatility is -0.1"},
           {of("gbm", "volatility: 0.2, discount_rate: 0.1"), "there is no strike"},
           {of("gbm", "volatility: 0.2, barrier: 90"), "barrier is 90 (paths begin at 100"},
           {of("gbm", "volatility: 0.2, steps: 0"), "gbm.steps is 0"},
           {of("gbm", "volatility: .nan"), "write a finite one"},
           {of("gbm", "") + "observables: [call]\n", "needs strike"},
           {of("gbm", "barrier: 120") + "observables: [continuous_maximum]\n", "needs between_steps: true"},
           {of("brownian_bridge", "volatility: -1"), "brownian_bridge.volatility is -1"},
           {of("cir", "start: 1"), "cir.mean_reversion is missing"},
           {of("heston", heston + ", mean_reverson: 3"), "did you mean"},
           {of("heston",
               "start: 100, variance: 0.04, mean_reversion: 2, level: 0.04, volatility: 0.3, correlation: 1.2"),
            "correlation is 1.2"},
       }) {
    EXPECT_THAT(paths_refusal(keys), HasSubstr(says)) << keys;
  }
}

}  // namespace
}  // namespace ergodic::test

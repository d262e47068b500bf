// Exact figures and paths at the edges of what a study may set. True values are from mpmath, with 60 digits, worked out
// apart: by exponentials of matrices, by integrals, by Heston's own formula.
#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// Within a relative 1e-12, or what is given.
void expect_close(double value, double exact, double within = 1e-12) {
  EXPECT_NEAR(value, exact, within * std::abs(exact));
}

TEST(PathsWithoutNoise, AreKnownAndSimulatedAsTheyAre) {
  const auto all_are = [](const Workload& workload, const std::string& column, double value) {
    for (const double simulated_value : values(simulated(workload, {0, 20}), column))
      EXPECT_NEAR(simulated_value, value, 1e-12 * std::abs(value)) << column;
  };
  const auto certain = [&](const Workload& workload, const std::string& column, double value) {
    expect_close(mean(workload, column), value);
    EXPECT_NEAR(sd(workload, column), 0, 1e-12) << column;
    all_are(workload, column, value);
  };
  const std::string price =
      "start: 100, drift: 0.05, volatility: 0, horizon: 2, steps: 4, strike: 105, discount_rate: 0.05, "
      "between_steps: true, barrier: ";
  const auto knocked = paths(of("gbm", price + "108")), alive = paths(of("gbm", price + "111"));
  certain(*knocked, "terminal", 110.51709180756476);
  certain(*knocked, "first_hit", 2);  // ln(1.08)/0.05 = 1.54, in the last step
  EXPECT_EQ(figure(*knocked, "probability_above_strike"), 1);
  for (const auto& [column, value] :
       {std::pair{"call", 4.992071106224245}, {"geometric_asian_call", 1.3115128783064215}}) {
    expect_close(mean(*knocked, column), value);
    expect_close(values(simulated(*knocked, {0, 1}), column)[0], value, 1e-11);
  }
  EXPECT_EQ(mean(*knocked, "up_and_out_call"), 0);
  expect_close(mean(*alive, "up_and_out_call"), 4.992071106224245);
  EXPECT_EQ(alive->exact()->category_laws.at("reached"), (std::vector<double>{1, 0}));

  const auto motion = paths(of("brownian_motion",
                               "start: 1, drift: 0.3, volatility: 0, horizon: 2, steps: 5, "
                               "between_steps: true, barrier: 1.31"));
  certain(*motion, "terminal", 1.6);
  certain(*motion, "first_hit", 1.2);
  all_are(*motion, "continuous_maximum", 1.6);
  const auto still = paths(of("brownian_motion", "volatility: 0, between_steps: true, barrier: 1"));
  EXPECT_EQ(still->exact()->category_laws.at("reached"), (std::vector<double>{1, 0}));
  const auto rounded = paths(of("brownian_motion", "drift: 1, volatility: 0, between_steps: true, barrier: 1"));
  EXPECT_EQ(rounded->exact()->category_laws.count("reached"), 0U) << "whether 1 is reached by 1";

  const auto bridge = [](const char* barrier) {
    return paths(
        of("brownian_bridge",
           std::string("start: 1, end: 2, volatility: 0, steps: 5, between_steps: true, barrier: ") + barrier));
  };
  EXPECT_EQ(bridge("1.9")->exact()->category_laws.at("reached"), (std::vector<double>{0, 1}));
  EXPECT_EQ(bridge("2.2")->exact()->category_laws.at("reached"), (std::vector<double>{1, 0}));
  certain(*bridge("1.9"), "continuous_maximum", 2);
  certain(*bridge("1.9"), "time_average", 1.5);

  const auto rate =
      paths(of("ornstein_uhlenbeck", "start: 1, mean_reversion: 2, level: 0.5, volatility: 0, horizon: 1, steps: 4"));
  certain(*rate, "terminal", 0.5676676416183064);
  certain(*rate, "time_average", 0.7161661791908468);
  all_are(*rate, "discount_factor", 0.4886219586502117);
}

TEST(PathsWithoutNoise, StandBesideAssetsThatHaveIt) {
  const auto both = paths(
      "process: multi_asset_gbm\nmulti_asset_gbm:\n  assets:\n    - {name: a, start: 100, drift: 0.05, volatility: 0}\n"
      "    - {name: b, start: 95, drift: 0.02, volatility: 0.2}\n  correlation: [[1, 0.4], [0.4, 1]]\n"
      "  horizon: 1\n  exchange: [b, a]\n");
  expect_close(mean(*both, "terminal_a"), 105.12710963760242);
  EXPECT_EQ(sd(*both, "terminal_a"), 0);
  expect_close(mean(*both, "exchange"), 4.596186383917002, 1e-11);
  expect_close(mean(*both, "basket"), 101.02311847007210);
  expect_close(sd(*both, "basket"), 9.789644384248557);
  EXPECT_EQ(figure(*both, "covariance_a_b"), 0);
  const auto figures = both->exact()->figures;
  EXPECT_TRUE(std::none_of(figures.begin(), figures.end(), [](const auto& f) { return f.name == "correlation_a_b"; }));
  EXPECT_EQ(both->exact()->distributions.count("terminal_a"), 0U);
  for (const double a : values(simulated(*both, {0, 20}), "terminal_a"))
    expect_close(a, 105.12710963760242);
}

TEST(HawkesMoments, AreRightOverAnyHorizon) {
  const auto hawkes = [](const char* keys) { return paths(of("hawkes", keys)); };
  const auto day = hawkes("rate: 0.5, excitation: 5, decay: 10, horizon: 23400");
  expect_close(mean(*day, "events"), 23399.9);
  expect_close(sd(*day, "events"), 305.9393730790465);
  const auto less = hawkes("rate: 0.5, excitation: 5, decay: 10, horizon: 8000");
  expect_close(sd(*less, "events"), 178.88236358009137);
  expect_close(sd(*less, "intensity"), 1.5811388300841897);
}

TEST(HawkesMoments, AreRightNextToCritical) {
  const auto critical = paths(of("hawkes", "rate: 1, excitation: 2, decay: 2, horizon: 10, must_be_stable: false"));
  expect_close(sd(*critical, "events"), 98.200475219488288);
  expect_close(sd(*critical, "intensity"), 20.976176963403031);
  const auto next = paths(of("hawkes", "rate: 1, excitation: 1, decay: 1.000000000001, horizon: 3"));
  expect_close(sd(*next, "events"), 6.4226162893276249);
  EXPECT_THAT(paths_refusal(of("hawkes", "rate: 1, excitation: 20, decay: 1, horizon: 1000, must_be_stable: false")),
              HasSubstr("horizon 1000 is too far"));
}

const std::string heston_up_to_volatility =
    "start: 100, variance: 0.04, mean_reversion: 2, level: 0.04, correlation: -0.7, horizon: 1, steps: 12, strike: "
    "110, "
    "drift: 0.03, discount_rate: 0.03, volatility: ";

TEST(HestonPrice, IsRightHoweverSmallTheVolatilityOfVariance) {
  for (const auto& [volatility, price] : std::vector<std::pair<std::string, double>>{{"1e-6", 5.2933964103808777},
                                                                                     {"1e-7", 5.293397893278739},
                                                                                     {"1e-8", 5.2933980415682905},
                                                                                     {"1e-10", 5.2933980578801385},
                                                                                     {"1e-200", 5.2933980580449021},
                                                                                     {"0", 5.2933980580449021}}) {
    SCOPED_TRACE(volatility);
    expect_close(figure(*paths(of("heston", heston_up_to_volatility + volatility)), "call_price"), price, 1e-11);
  }
}

TEST(HestonPrice, IsRightWithoutReversion) {
  std::string keys = heston_up_to_volatility + "0.3";
  keys.replace(keys.find("mean_reversion: 2"), 17, "mean_reversion: 0");
  expect_close(figure(*paths(of("heston", keys)), "call_price"), 3.674987356107285, 1e-11);
  keys.replace(keys.find("mean_reversion: 0"), 17, "mean_reversion: 1e-16");
  expect_close(figure(*paths(of("heston", keys)), "call_price"), 3.674987356107285, 1e-11);
}

TEST(SquareRootProcess, IsKnownAndSimulatedWithNextToNoReversion) {
  for (const char* reversion : {"1e-8", "1e-14", "1e-16", "1e-300", "0"}) {
    SCOPED_TRACE(reversion);
    const auto one =
        paths(of("cir", std::string("start: 1, level: 1, volatility: 0.3, steps: 50, mean_reversion: ") + reversion));
    EXPECT_NEAR(sd(*one, "terminal"), 0.3, 1e-8);
    const Rows rows = simulated(*one, {0, many_paths / 10});
    Sample(values(rows, "terminal")).expect_variance(0.09, "terminal");
    expect_exact_moments(*one, rows);
  }
  const auto bond = paths(of("cir", "start: 0.05, level: 1, volatility: 0.3, mean_reversion: 0"));
  expect_close(figure(*bond, "bond"), 0.9519304929049084);
}

/// From a start next to 0, where many paths end and without reversion stay.
TEST(SquareRootProcess, IsAbsorbedWithoutReversion) {
  const auto one = paths(of("cir", "start: 0.01, level: 1, volatility: 0.5, steps: 4, mean_reversion: 0"));
  const Rows rows = simulated(*one, {0, many_paths / 10});
  expect_exact_moments(*one, rows);
  // P(X(T) = 0) = exp(−2x/(σ²T))
  share(Sample(values(rows, "terminal")), [](double x) { return x == 0; }).expect_mean(std::exp(-0.08), "absorbed");
}

TEST(SquareRootProcess, IsNextToCertainWithNextToNoNoise) {
  for (const char* volatility : {"1e-9", "1e-100", "1e-200", "0"}) {
    SCOPED_TRACE(volatility);
    for (const char* reversion : {"1", "0"}) {
      const auto one = paths(of("cir", std::string("start: 1, level: 2, steps: 3, mean_reversion: ") + reversion +
                                           ", volatility: " + volatility));
      for (const double x : values(simulated(*one, {0, 100}), "terminal"))
        EXPECT_NEAR(x, mean(*one, "terminal"), 1e-7);
    }
  }
}

/// At the edges of its scheme: variances that do not return, or that are certain.
TEST(Heston, IsSimulatedByItsMoments) {
  for (const char* keys : {"mean_reversion: 0, volatility: 0.3", "mean_reversion: 1e-16, volatility: 0.3",
                           "mean_reversion: 1e-16, volatility: 1", "mean_reversion: 2, volatility: 1e-12",
                           "mean_reversion: 2, volatility: 0", "mean_reversion: 0, volatility: 0"}) {
    SCOPED_TRACE(keys);
    const auto one = paths(of("heston", std::string("start: 100, strike: 110, variance: 0.04, level: 0.04, steps: 16, "
                                                    "correlation: -0.7, ") +
                                            keys));
    const Rows rows = simulated(*one, {0, many_paths / 10});
    const Sample terminal(values(rows, "terminal")), call(values(rows, "call"));
    terminal.expect_mean(100, "terminal");
    // The scheme's own error, of weak order 1, is below 0.02 in these.
    EXPECT_NEAR(call.mean, figure(*one, "call_price"), 4.5 * call.error_of_mean + 0.02);
    Sample(values(rows, "terminal_variance")).expect_mean(0.04, "variance");
  }
}

TEST(OrnsteinUhlenbeck, IsKnownAndSimulatedWithoutReversion) {
  for (const char* reversion : {"0", "1e-200", "1e-12"}) {
    SCOPED_TRACE(reversion);
    const auto one =
        paths(of("ornstein_uhlenbeck", std::string("steps: 3, volatility: 1, mean_reversion: ") + reversion));
    expect_exact_moments(*one, simulated(*one, {0, many_paths / 10}));
  }
  const auto faint = paths(of("ornstein_uhlenbeck", "steps: 3, volatility: 1e-200, mean_reversion: 0.5"));
  std::vector<double> ends = values(simulated(*faint, {0, many_paths / 10}), "terminal");
  for (double& x : ends)
    x *= 1e200;
  Sample(ends).expect_variance(1 - std::exp(-1), "faint");
  const auto slow = paths(of("ornstein_uhlenbeck", "volatility: 2, mean_reversion: 0, horizon: 3"));
  expect_close(sd(*slow, "terminal"), 2 * std::sqrt(3.0));
  expect_close(sd(*slow, "time_average"), 2.0);
}

TEST(Prices, AreRightNextToCertainAndFarOut) {
  const auto call = [](const char* keys) { return mean(*paths(of("gbm", keys)), "call"); };
  expect_close(call("volatility: 1e-10, strike: 100"), 3.9894228040143268e-9);
  expect_close(call("volatility: 1e-6, strike: 100.0005"), 5.3465372243263527e-12);
  expect_close(call("volatility: 0.2, strike: 10000"), 1.1057304796699185e-116, 1e-11);
  const auto many = paths(of("merton", "volatility: 1e-30, jump_rate: 10, jump_mean: 1e-5, jump_sd: 0"));
  expect_close(sd(*many, "terminal"), 0.0031622934723999662);
}

TEST(Prices, AreLeftOutWhereRoundingDecides) {
  const ExactResults exact = *paths(of("gbm", "volatility: 1e-25, drift: 0.1, strike: 110.51709180756477"))->exact();
  EXPECT_EQ(exact.moments.count("call"), 0U);
  EXPECT_THAT(exact.notes,
              Contains(HasSubstr("rounding of the study's numbers decides of it: probability_above_strike, call")));
}

TEST(Prices, SayWhatIsTooLarge) {
  const auto wild = paths(of("gbm", "volatility: 20, horizon: 30, drift: 0.05"));
  EXPECT_TRUE(std::isinf(sd(*wild, "terminal")));
  EXPECT_THAT(wild->exact()->notes, Contains(HasSubstr("1.8e308: the standard deviation of terminal")));
  EXPECT_EQ(paths(of("gbm", "drift: 100, horizon: 10"))->exact()->moments.count("terminal"), 0U);
}

TEST(FirstPassage, KnowsWhatIsNextToImpossible) {
  const auto one = paths(
      of("brownian_motion", "drift: 1, volatility: 0.01, horizon: 1.05, barrier: 1, between_steps: true, steps: 3"));
  expect_close(one->exact()->category_laws.at("reached")[0], 5.1829842923644602e-7, 1e-11);
  const auto bridge = paths(of("brownian_bridge", "barrier: 1e-9, between_steps: true"));
  expect_close(bridge->exact()->category_laws.at("reached")[0], 2.0e-18);
}

TEST(BrownianBridge, KnowsTheSpreadOfItsMaximumFarOut) {
  const auto bridge = [](const char* keys) { return sd(*paths(of("brownian_bridge", keys)), "continuous_maximum"); };
  expect_close(bridge("end: 0.5, horizon: 0.001, between_steps: true"), std::sqrt(9.8435726600264611e-7));
  expect_close(bridge("end: 1, horizon: 0.002, between_steps: true"), std::sqrt(9.9209063367612641e-7));
}

TEST(Paths, HaveRoomForFailuresWhereNumbersMayGrowTooLarge) {
  const auto can_fail = [](const std::string& keys) {
    static const Workloads workloads = built_in_workloads();
    const auto study = study::Study::from_text("workload: paths\n" + keys, "test.yaml", {}, workloads);
    return workloads.find("paths")->can_fail(study.case_parameters(0));
  };
  EXPECT_TRUE(can_fail(of("gbm", "drift: 100, horizon: 10")));
  EXPECT_TRUE(can_fail(of("multi_asset_gbm", "assets: [{name: a}, {name: b, drift: 90}], horizon: 10")));
  EXPECT_TRUE(can_fail(of("ornstein_uhlenbeck", "mean_reversion: 0, volatility: 1, horizon: 100")));
  EXPECT_FALSE(can_fail(of("gbm", "drift: 0.05, volatility: 20, horizon: 30")));
  EXPECT_FALSE(can_fail(of("ornstein_uhlenbeck", "mean_reversion: 0.5, volatility: 0.3, horizon: 100")));
}

}  // namespace
}  // namespace ergodic::test

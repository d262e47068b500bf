#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

std::string assets(const std::string& keys) { return "process: multi_asset_gbm\nmulti_asset_gbm:\n" + keys; }

const std::string two = assets(R"(
  assets:
    - {name: a, start: 100, drift: 0.05, volatility: 0.3, weight: 2}
    - {name: b, start: 95, drift: 0.02, volatility: 0.2}
  correlation: [[1, 0.4], [0.4, 1]]
  horizon: 2
  strike: 98
  exchange: [a, b]
  discount_rate: 0.03
)");

const std::string four = assets(R"(
  assets:
    - {name: oil, start: 80, drift: 0.03, volatility: 0.4, weight: 1}
    - {name: gold, start: 150, drift: 0.01, volatility: 0.15, weight: 3}
    - {name: corn, start: 20, drift: 0, volatility: 0.3, weight: 2}
    - {name: rice_2, start: 35, drift: -0.02, volatility: 0.25, weight: 1}
  correlation: [[1, -0.3, 0.5, 0.2], [-0.3, 1, 0, 0.1], [0.5, 0, 1, 0.8], [0.2, 0.1, 0.8, 1]]
  horizon: 1.5
  steps: 3
  strike: 60
  exchange: [rice_2, corn]
)");

// The numbers were found by quadrature over the two normals.
TEST(MultiAsset, KnowsItsMomentsAndPrices) {
  const auto one = paths(two);
  EXPECT_NEAR(mean(*one, "exchange"), 21.8875686169285, 1e-10);
  EXPECT_NEAR(mean(*one, "best"), 122.11804382075084, 1e-10);
  EXPECT_NEAR(mean(*one, "worst"), 87.27607153509081, 1e-10);
  EXPECT_NEAR(mean(*one, "geometric_basket"), 104.56931981197363, 1e-10);
  EXPECT_NEAR(mean(*one, "geometric_basket_call"), 15.906399158653345, 1e-10);
  EXPECT_NEAR(mean(*one, "basket"), 106.63706905446878, 1e-10);
  EXPECT_NEAR(std::pow(*one->exact()->moments.at("basket").standard_deviation, 2), 1399.8680336230154, 1e-8);
  EXPECT_NEAR(figure(*one, "covariance_a_b"), 537.3173066775926, 1e-8);
  EXPECT_NEAR(figure(*one, "correlation_a_b"), 0.3836583339562469, 1e-12);
}

TEST(MultiAsset, IsSimulatedByItsLaw) {
  for (const std::string& keys : {two, four}) {
    const auto one = paths(keys);
    const Rows rows = simulated(*one, {0, many_paths});
    expect_exact_moments(*one, rows);
    expect_sound(*one);
  }
}

/// Of every pair of prices: the mean of the product of what they are off their means.
TEST(MultiAsset, HasItsCovariances) {
  const auto one = paths(four);
  const Rows rows = simulated(*one, {0, many_paths});
  const std::vector<std::string> names = {"oil", "gold", "corn", "rice_2"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      const auto x = values(rows, "terminal_" + names[i]), y = values(rows, "terminal_" + names[j]);
      const double mean_x = mean(*one, "terminal_" + names[i]), mean_y = mean(*one, "terminal_" + names[j]);
      std::vector<double> products;
      for (std::size_t k = 0; k < x.size(); ++k)
        products.push_back((x[k] - mean_x) * (y[k] - mean_y));
      Sample(products).expect_mean(figure(*one, "covariance_" + names[i] + "_" + names[j]), names[i] + names[j]);
    }
  }
}

TEST(MultiAsset, OfOneAssetIsThatOfItsOwnProcess) {
  const auto one = paths(assets("  {assets: [{name: a, drift: 0.05, volatility: 0.2}], strike: 110}\n"));
  const auto alone = paths("process: gbm\ngbm: {drift: 0.05, volatility: 0.2, strike: 110}\n");
  const Rows rows = simulated(*one, {0, 1000});
  const Rows expected = simulated(*alone, {0, 1000});
  EXPECT_EQ(values(rows, "terminal_a"), values(expected, "terminal"));
  EXPECT_EQ(values(rows, "maximum_a"), values(expected, "maximum"));
  EXPECT_EQ(values(rows, "basket_call"), values(expected, "call"));
  EXPECT_NEAR(mean(*one, "geometric_basket_call"), mean(*alone, "call"), 1e-12);
}

/// As numpy.corrcoef leaves them with 17 digits: 1 and symmetric but for rounding.
TEST(MultiAsset, TakesComputedCorrelationsForWhatTheyAre) {
  const std::string names = "  assets: [{name: a}, {name: b}]\n  correlation: ";
  const auto written = paths(assets(names + "[[1, 0.3], [0.3, 1]]\n"));
  const auto computed = paths(
      assets(names + "[[0.99999999999999989, 0.29999999999999993], [0.30000000000000004, 1.0000000000000002]]\n"));
  const Rows rows = simulated(*written, {0, 100}), same = simulated(*computed, {0, 100});
  for (std::size_t i = 0; i < 100; ++i)
    EXPECT_NEAR(values(rows, "terminal_b")[i], values(same, "terminal_b")[i], 1e-11);
}

/// Two prices that move as one, one that moves against them, and one that follows from two others: matrices of rank 1,
/// 2 and 2. The covariances of the logarithms are those that were asked for.
TEST(MultiAsset, MayHaveAssetsWithoutNoiseOfTheirOwn) {
  const std::string as_one =
      "  assets: [{name: a, volatility: 0.2}, {name: b, volatility: 0.2}, {name: c, volatility: 0.2}]\n"
      "  correlation: [[1, 1, -1], [1, 1, -1], [-1, -1, 1]]\n  strike: 90\n  exchange: [a, b]\n";
  const auto one = paths(assets(as_one));
  const Rows rows = simulated(*one, {0, 1000});
  for (std::size_t i = 0; i < 1000; ++i) {
    const double a = values(rows, "terminal_a")[i] / 100, c = values(rows, "terminal_c")[i] / 100;
    ASSERT_NEAR(values(rows, "terminal_b")[i], 100 * a, 1e-10);
    ASSERT_NEAR(std::log(a) + std::log(c), -0.04, 1e-12) << "twice the drift of the logarithm, -σ²/2 each";
  }
  EXPECT_EQ(mean(*one, "exchange"), 0);

  // ρ = L Lᵀ with the rows (1, 0), (0.6, 0.8), (0.28, 0.96) of L.
  const auto two_factors =
      paths(assets("  assets: [{name: a}, {name: b}, {name: c}]\n"
                   "  correlation: [[1, 0.6, 0.28], [0.6, 1, 0.936], [0.28, 0.936, 1]]\n"));
  const Rows many = simulated(*two_factors, {0, many_paths});
  expect_exact_moments(*two_factors, many);
  const auto a = values(many, "terminal_a"), b = values(many, "terminal_b"), c = values(many, "terminal_c");
  for (std::size_t i = 0; i < 1000; ++i) {
    const auto noise = [](double price) { return std::log(price / 100) + 0.02; };
    ASSERT_NEAR(noise(c[i]), (noise(b[i]) - 0.6 * noise(a[i])) * 1.2 + 0.28 * noise(a[i]), 1e-9);
  }
}

TEST(MultiAsset, WithoutNoiseInItsBasketHasTheCallOfItsValue) {
  const auto hedged =
      paths(assets("  assets: [{name: a, drift: 0.02, volatility: 0.2}, {name: b, drift: 0.02, volatility: 0.2}]\n"
                   "  correlation: [[1, -1], [-1, 1]]\n  strike: 90\n"));
  EXPECT_NEAR(mean(*hedged, "geometric_basket_call"), 10, 1e-12) << "its logarithm grows by 0.02 − 0.2²/2 = 0";
}

TEST(MultiAsset, RefusesWhatIsNoMarket) {
  const std::string three = "  assets: [{name: a}, {name: b}, {name: c}]\n";
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {three + "  correlation: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]\n",
            "test.yaml:5:16: multi_asset_gbm.correlation is none that numbers can have (its smallest eigenvalue is "
            "-0.8, below 0: its rows contradict each other) bring the correlations nearer to 0"},
           {three + "  correlation: [[1, 1, 0], [1, 1, 0.1], [0, 0.1, 1]]\n", "is none that numbers can have"},
           {three + "  correlation: [[1, 0, 0.2], [0, 1, 0], [0.1, 0, 1]]\n",
            "has 0.1 for c with a, and 0.2 for a with c (it is the same either way)"},
           {three + "  correlation: [[1, 0, 0], [0, 0.9, 0], [0, 0, 1]]\n", "has 0.9 for b with itself"},
           {three + "  correlation: [[1, 0, 0], [0, 1.00000001, 0], [0, 0, 1]]\n", "has 1.00000001 for b with itself"},
           {three + "  correlation: [[1, 0.50000001, 0], [0.5, 1, 0], [0, 0, 1]]\n",
            "has 0.5 for b with a, and 0.50000001 for a with b"},
           {three + "  correlation: [[1, 0], [0, 1]]\n", "has 2 rows (there are 3 assets: a, b, c)"},
           {three + "  correlation: [[1, 0, 0], [0, 1], [0, 0, 1]]\n", "has 2 numbers in its row 2"},
           {three + "  correlation: [[1, 0, 0], [0, 1, 1.5], [0, 1.5, 1]]\n",
            "has 1.5 for c with b (a correlation is from -1 to 1)"},
           {three + "  exchange: [a, d]\n", "exchange names d (the assets are a, b, c)"},
           {three + "  exchange: [a, a]\n", "exchange has a, a"},
           {three + "  discount_rate: 0.1\n", "discount_rate plays no part"},
           {"  assets: [{name: a}, {name: a}]\n", "a is taken"},
           {"  assets: [{name: A b}]\n", "name is \"A b\" (columns are named after it)"},
           {"  assets: [{name: a, volatility: -0.2}]\n", "volatility is -0.2"},
           {"  assets: []\n", "assets is empty"},
       }) {
    EXPECT_THAT(paths_refusal(assets(keys)), HasSubstr(says)) << keys;
  }
  EXPECT_THAT(paths_refusal(assets(three) + "observables: [exchange]\n"), HasSubstr("it needs exchange"));
}

}  // namespace
}  // namespace ergodic::test

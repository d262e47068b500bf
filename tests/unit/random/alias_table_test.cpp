#include "unit/random/goodness_of_fit.hpp"

#include <ergodic/alias_table.hpp>
#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace ergodic {
namespace {

using Weights = std::vector<double>;

Weights geometric_weights(std::size_t size, double ratio) {
  Weights weights(size, 1.0);
  for (std::size_t i = 1; i < size; ++i)
    weights[i] = weights[i - 1] * ratio;
  return weights;
}

Weights random_weights(std::size_t size, std::uint64_t replicate) {
  Stream stream({31, 41}, replicate, 0);
  Weights weights(size);
  for (double& weight : weights)
    weight = bernoulli(stream, 0.2) ? 0 : std::exp(3 * normal(stream));
  return weights;
}

const std::vector<Weights> examples = {
    {1},
    {1e-300},
    {0, 0, 5},
    {1, 1},
    {1, 1, 1},
    {1, 2, 3, 4},
    {0, 1, 0, 2, 0},
    {1e308, 1e308, 1e308},
    {1e-12, 1},
    {5e-324, 5e-324},
    // The 21 net outcomes of a hand of Let It Ride, of 51 979 200 deals.
    {48756, 744864, 38773980, 3228804, 3861696, 2976348, 682776, 150336, 903096, 364560, 50064,
     3600,  92152,  41472,    10008,   33408,   4608,    7872,   368,    352,    80},
    geometric_weights(100, 0.9),
    random_weights(1000, 1),
    random_weights(4096, 2),
};

TEST(AliasTable, HasExactlyTheLawThatItStates) {
  std::uint64_t replicate = 0;
  for (const Weights& weights : examples) {
    const AliasTable table(weights);
    std::vector<std::uint64_t> counts(weights.size());
    Stream stream({27, 18}, replicate++, 0);
    for (int i = 0; i < 1'000'000; ++i)
      ++counts.at(table.draw(stream));

    // Improbable numbers share a cell.
    std::vector<std::uint64_t> cell_counts(1);
    std::vector<double> law(1);
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      if (table.probability(i) == 0) {
        EXPECT_EQ(counts[i], 0u);
      }
      if (table.probability(i) < 1e-4) {
        cell_counts[0] += counts[i];
        law[0] += table.probability(i);
      } else {
        cell_counts.push_back(counts[i]);
        law.push_back(table.probability(i));
      }
    }
    if (law[0] < 1e-5) {  // as good as never
      EXPECT_LT(cell_counts[0], 50u);
      cell_counts.erase(cell_counts.begin());
      law.erase(law.begin());
    }
    EXPECT_GT(test::chi_square_p(cell_counts, law), test::significance) << weights.size() << " weights";
  }
}

TEST(AliasTable, AccountsForEveryUnitOfProbability) {
  for (const Weights& weights : examples) {
    const AliasTable table(weights);
    ASSERT_EQ(table.size(), weights.size());
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < table.size(); ++i)
      sum += table.share(i);
    EXPECT_EQ(sum, std::uint64_t{weights.size()} << 32);
  }
}

TEST(AliasTable, RoundsProbabilitiesByLessThanAUnit) {
  for (const Weights& weights : examples) {
    const AliasTable table(weights);
    const long double unit = 0x1p-32L / static_cast<long double>(weights.size());
    const long double sum = std::accumulate(weights.begin(), weights.end(), 0.0L);
    for (std::uint32_t i = 0; i < table.size(); ++i) {
      EXPECT_LE(std::abs(table.probability(i) - weights[i] / sum), 1.1L * unit) << i << " of " << weights.size();
      if (weights[i] == 0) {
        EXPECT_EQ(table.share(i), 0u);
      }
    }
  }
}

TEST(AliasTable, KeepsProbabilitiesThatAreMultiplesOfItsUnit) {
  const AliasTable table(Weights{1, 2, 3, 10});
  const std::vector<std::uint64_t> quarters = {1, 2, 3, 10};
  for (std::uint32_t i = 0; i < 4; ++i)
    EXPECT_EQ(table.share(i), quarters[i] << 30);
}

TEST(AliasTable, DependsOnTheProportionsOfTheWeightsOnly) {
  const AliasTable table(Weights{1, 2, 3, 4}), scaled(Weights{0x1p-900, 0x2p-900, 0x3p-900, 0x4p-900});
  Stream one({1, 2}, 3, 0), other({1, 2}, 3, 0);
  for (int i = 0; i < 1000; ++i)
    ASSERT_EQ(table.draw(one), scaled.draw(other));
}

void expect_rejected(const Weights& weights, const std::string& message) {
  try {
    const AliasTable table(weights);
    FAIL() << "took weights that are no probabilities, for which we expect: " << message;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    EXPECT_EQ(error.what(), message);
  }
}

TEST(AliasTable, RejectsWhatIsNoProbabilityWithASentence) {
  const auto message = [](const std::string& why) {
    return "these weights are no probabilities (" + why +
           ") give weights that are finite, not negative and not all zero";
  };
  expect_rejected({}, message("there are none"));
  expect_rejected({0, 0}, message("all of them are zero"));
  expect_rejected({1, -0.5}, message("weight 1 is -0.5"));
  expect_rejected({std::numeric_limits<double>::quiet_NaN(), 1}, message("weight 0 is nan"));
  expect_rejected({1, 2, std::numeric_limits<double>::infinity()}, message("weight 2 is inf"));
}

}  // namespace
}  // namespace ergodic

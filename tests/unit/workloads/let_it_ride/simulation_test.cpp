#include "unit/workloads/let_it_ride/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>

namespace ergodic::test {
namespace {

const std::string published = R"(
simulation: {hands_per_session: 200}
bankroll: {starting_amount: 500, base_bet: 5, stop_conditions: {win_limit: 100, loss_limit: 100}}
)";
const std::string with_bonus = published + "bonus_strategy: {enabled: true, type: always, always: {amount: 5}}\n";

class Simulated : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Strategies, Simulated,
                         testing::Values("optimal", "basic", "always_pull", "always_ride", "conservative",
                                         "aggressive"),
                         [](const auto& strategy) { return std::string(strategy.param); });

/// Within 5 exact standard errors, and classes with p > 1e-6, over 10^7 hands (10^6 in debug builds). Seed fixed.
TEST_P(Simulated, HandsFollowTheirExactLaw) {
  const auto workload = let_it_ride("strategy: {type: " + std::string(GetParam()) + "}\n" + R"(
simulation: {hands_per_session: 100}
bankroll: {starting_amount: 1000000, base_bet: 1}
bonus_strategy: {enabled: true, type: always, always: {amount: 1}}
)");
  const Rows rows = simulated(*workload, {0, 10'000 * thoroughness});
  const double hands = total_count(rows, "hands_played");
  ASSERT_EQ(hands, static_cast<double>(1'000'000 * thoroughness));
  const auto exact = *workload->exact();
  const double error = figure(*workload, "standard_deviation_per_hand") / std::sqrt(hands);
  EXPECT_NEAR(total_dollars(rows, "session_profit") / hands, exact.ratios.at("profit_per_hand"), 5 * error);
  // Bets at risk are 1 to 3: their standard deviation is at most 1.
  EXPECT_NEAR(total_dollars(rows, "total_wagered") / hands, exact.ratios.at("bet_at_risk_per_hand"),
              5 / std::sqrt(hands));
  EXPECT_EQ(total_dollars(rows, "total_bonus_wagered"), hands);
  EXPECT_GT(p_value(rows.tally(0), exact.tally_laws.at("hand_frequency")), 1e-6);
  EXPECT_GT(p_value(rows.tally(1), exact.tally_laws.at("bonus_frequency")), 1e-6);
}

void expect_equal_rows(const Rows& whole, const Rows& part, std::uint64_t first) {
  for (std::size_t i = 0; i < whole.columns().size(); ++i) {
    const std::size_t width = size_of(whole.columns()[i].type);
    ASSERT_EQ(std::memcmp(whole.bytes(i).data() + first * width, part.bytes(i).data(), part.bytes(i).size()), 0)
        << whole.columns()[i].name;
  }
}

TEST(Simulation, DoesNotDependOnHowTheSessionsAreCut) {
  const auto workload = let_it_ride(with_bonus);
  const Rows whole = simulated(*workload, {1'000, 100});
  std::vector<std::int64_t> hands(11), bonuses(7);
  for (const auto& [first, count] : {std::pair{0, 1}, {1, 32}, {33, 1}, {34, 59}, {93, 7}}) {
    const Rows part =
        simulated(*workload, {1'000u + static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count)});
    expect_equal_rows(whole, part, static_cast<std::uint64_t>(first));
    std::transform(hands.begin(), hands.end(), part.tally(0).begin(), hands.begin(), std::plus<>());
    std::transform(bonuses.begin(), bonuses.end(), part.tally(1).begin(), bonuses.begin(), std::plus<>());
  }
  EXPECT_TRUE(std::equal(hands.begin(), hands.end(), whole.tally(0).begin()));
  EXPECT_TRUE(std::equal(bonuses.begin(), bonuses.end(), whole.tally(1).begin()));
}

TEST(Simulation, RowsAndTalliesAgreeWithEachOther) {
  const auto workload = let_it_ride(with_bonus);
  const Rows rows = simulated(*workload, {0, 1'000 * thoroughness});
  const auto outcome = rows.column<std::uint8_t>("outcome");
  const auto reason = rows.column<std::uint8_t>("stop_reason");
  const auto hands = rows.column<std::int32_t>("hands_played");
  const auto profit = rows.column<std::int64_t>("session_profit");
  const auto final_bankroll = rows.column<std::int64_t>("final_bankroll");
  const auto wagered = rows.column<std::int64_t>("total_wagered");
  const auto bonus_wagered = rows.column<std::int64_t>("total_bonus_wagered");
  const auto peak = rows.column<std::int64_t>("peak_bankroll");
  const auto drawdown = rows.column<std::int64_t>("max_drawdown");
  for (std::size_t i = 0; i < rows.count(); ++i) {
    ASSERT_EQ(profit[i], final_bankroll[i] - 50'000);
    ASSERT_EQ(outcome[i], profit[i] < 0 ? 0 : profit[i] == 0 ? 1 : 2);
    ASSERT_TRUE(hands[i] >= 1 && hands[i] <= 200);
    ASSERT_GE(peak[i], std::max<std::int64_t>(50'000, final_bankroll[i]));
    ASSERT_GE(drawdown[i], peak[i] - final_bankroll[i]);
    ASSERT_TRUE(wagered[i] >= 500 * hands[i] && wagered[i] <= 1'500 * hands[i]);
    ASSERT_EQ(bonus_wagered[i], 500 * hands[i]);
    ASSERT_TRUE(reason[i] != 0 || profit[i] >= 10'000);
    ASSERT_TRUE(reason[i] != 1 || profit[i] <= -10'000);
    ASSERT_TRUE(reason[i] != 2 || hands[i] == 200);
  }
  EXPECT_EQ(total(rows.tally(0)), total(hands));
  EXPECT_EQ(total(rows.tally(1)), total(hands));
  EXPECT_EQ(total(simulated(*let_it_ride(published), {0, 10}).tally(1)), 0);
}

TEST(Simulation, SameCardsWhateverTheStrategy) {
  const Rows ride =
      simulated(*let_it_ride("strategy: {type: always_ride}\nbankroll: {starting_amount: 100000}\n"), {0, 50});
  const Rows pull =
      simulated(*let_it_ride("strategy: {type: always_pull}\nbankroll: {starting_amount: 100000}\n"), {0, 50});
  EXPECT_TRUE(std::equal(ride.tally(0).begin(), ride.tally(0).end(), pull.tally(0).begin()));
  const auto at_risk_riding = ride.column<std::int64_t>("total_wagered"),
             at_risk_pulling = pull.column<std::int64_t>("total_wagered");
  for (std::size_t i = 0; i < ride.count(); ++i)
    EXPECT_EQ(at_risk_riding[i], 3 * at_risk_pulling[i]);
}

TEST(Simulation, EndsAfterTheSmallerOfTheTwoNumbersOfHands) {
  const auto hands = [](const std::string& keys) {
    return simulated(*let_it_ride(keys), {0, 1}).column<std::int32_t>("hands_played")[0];
  };
  const std::string rich = "bankroll: {starting_amount: 100000";
  EXPECT_EQ(hands(rich + "}\nsimulation: {hands_per_session: 20}\n"), 20);
  EXPECT_EQ(hands(rich + ", stop_conditions: {max_hands: 7}}\nsimulation: {hands_per_session: 20}\n"), 7);
  EXPECT_EQ(hands(rich + ", stop_conditions: {max_hands: 70}}\nsimulation: {hands_per_session: 20}\n"), 20);
}

}  // namespace
}  // namespace ergodic::test

#include "workloads/let_it_ride/exact/decision_chart.hpp"
#include "unit/workloads/let_it_ride/cases.hpp"
#include "workloads/let_it_ride/exact/exact_figures.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

enum ChartColumn { sets, worth_riding, ridden, mean_value, least_value, greatest_value, cost };

std::vector<ExactTable> chart_of(Strategy strategy, const MainPaytable& paytable = standard_paytable()) {
  return decision_chart(DealTable(decide(strategy, paytable)), paytable);
}

double total(const ExactTable& table, ChartColumn column) {
  double sum = 0;
  for (const auto& row : table.rows)
    sum += row.values[column];
  return sum;
}

TEST(DecisionChart, HasEverySetOfCardsInOneKind) {
  const auto chart = chart_of(Strategy::optimal);
  ASSERT_EQ(chart.size(), 2u);
  EXPECT_EQ(total(chart[0], sets), three_card_sets);
  EXPECT_EQ(total(chart[1], sets), four_card_sets);
  EXPECT_EQ(total(chart[0], worth_riding), 1'608);
  EXPECT_EQ(total(chart[1], worth_riding), 40'865);
  for (const auto& table : chart) {
    for (const auto& row : table.rows)
      EXPECT_EQ(row.values.size(), table.columns.size()) << row.label;
  }
}

TEST(DecisionChart, HasKindsThatRideAltogetherOrNotAtAll) {
  for (const auto& table : chart_of(Strategy::optimal)) {
    for (const auto& row : table.rows) {
      EXPECT_TRUE(row.values[worth_riding] == 0 || row.values[worth_riding] == row.values[sets]) << row.label;
      EXPECT_EQ(row.values[ridden], row.values[worth_riding]) << row.label;
      EXPECT_EQ(row.values[cost], 0) << row.label;
    }
  }
}

TEST(DecisionChart, ShowsWhatTheChartOfBasicStrategyCosts) {
  const auto chart = chart_of(Strategy::basic);
  for (const auto& row : chart[0].rows) {
    const bool is_mistake = row.label == "suited A-2-4 or A-3-4";
    EXPECT_DOUBLE_EQ(row.values[cost], is_mistake ? 8.0 / 14 / 22'100 : 0) << row.label;
    if (is_mistake) {
      EXPECT_DOUBLE_EQ(row.values[mean_value], -1.0 / 14);
    }
  }
  EXPECT_EQ(total(chart[1], cost), 0) << "it also rides straights of which nothing is expected";
}

TEST(DecisionChart, HasCostsThatAddUpToWhatTheOptimalStrategyGainsMore) {
  const MainPaytable paytable({0, 0, 1, 3, 2, 9, 5, 20, 30, 100, 400});
  const auto expectation = [&](Strategy strategy) {
    const auto net = [&](BonusClass, std::uint32_t bets, HandClass hand) -> std::int64_t {
      return paytable.net(hand) * static_cast<std::int64_t>(bets);
    };
    return static_cast<double>(HandLaw(DealTable(decide(strategy, paytable))).sum<std::int64_t>(net)) / deals;
  };
  const double best = expectation(Strategy::optimal);
  for (const Strategy strategy : {Strategy::basic, Strategy::always_ride}) {
    const auto chart = chart_of(strategy, paytable);
    EXPECT_NEAR(total(chart[0], cost) + total(chart[1], cost), best - expectation(strategy), 1e-12);
  }
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

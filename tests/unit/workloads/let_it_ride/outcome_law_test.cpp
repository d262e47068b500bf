#include "workloads/let_it_ride/deals/outcome_law.hpp"
#include "workloads/let_it_ride/exact/game.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace ergodic::workloads::let_it_ride {
namespace {

class Law : public testing::TestWithParam<Strategy::Name> {};
INSTANTIATE_TEST_SUITE_P(OfEveryStrategy, Law,
                         testing::Values(Strategy::basic, Strategy::optimal, Strategy::always_ride,
                                         Strategy::always_pull, Strategy::conservative, Strategy::aggressive),
                         [](const auto& strategy) { return strategy_choices()[strategy.param].value; });

TEST_P(Law, HasEveryOutcomeAsOftenAsTheDealsDo) {
  const Game game(GetParam(), standard_paytable());
  OutcomeCounts of_numbers{}, of_deals{};
  for (std::uint32_t number = 0; number < deals; ++number)
    ++of_numbers[game.outcomes().outcome(number)];
  for_each_deal([&](const Deal& deal) { ++of_deals[outcome_of(game.deals().play(deal))]; });
  EXPECT_EQ(of_numbers, of_deals);
  EXPECT_EQ(game.law().outcome_counts(), of_deals);
}

/// With the counts: as many numbers as deals, each a place among the deals of its outcome.
TEST_P(Law, NumbersTheDealsOfAnOutcomeInAscendingOrder) {
  const Game game(GetParam(), standard_paytable());
  OutcomeCounts before{};
  std::int64_t out_of_place = 0;
  for (std::uint32_t number = 0; number < deals; ++number)
    out_of_place += game.outcomes().rank(number) != before[game.outcomes().outcome(number)]++;
  EXPECT_EQ(out_of_place, 0);
}

/// Of the deals in ascending order every 2609th, a prime, the first ones and the last ones of each outcome.
TEST_P(Law, FindsEachDealAtItsPlaceAmongThoseOfItsOutcome) {
  const Game game(GetParam(), standard_paytable());
  const OutcomeCounts counts = game.law().outcome_counts();
  OutcomeCounts before{};
  for_each_deal([&](const Deal& deal) {
    const std::uint32_t outcome = outcome_of(game.deals().play(deal));
    const std::int64_t rank = before[outcome]++;
    if (number_of(deal) % 2609 != 0 && rank >= 10 && rank < counts[outcome] - 10) return;
    const Deal found = game.deal_index().deal(outcome, static_cast<std::uint32_t>(rank));
    ASSERT_EQ(number_of(found), number_of(deal)) << "outcome " << outcome << ", rank " << rank;
  });
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

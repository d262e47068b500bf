#include "workloads/let_it_ride/game.hpp"
#include "workloads/let_it_ride/outcome_law.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

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

std::vector<std::uint32_t> random_numbers(std::size_t count) {
  Stream stream(Philox4x32::Key{5, 6}, 0, 0);
  std::vector<std::uint32_t> numbers(count);
  std::generate(numbers.begin(), numbers.end(), [&] { return deal_number_from(stream); });
  return numbers;
}

TEST_P(Law, MakesEachNumberADealOfItsOutcome) {
  const Game game(GetParam(), standard_paytable());
  std::vector<std::uint32_t> numbers = random_numbers(20'000);
  for (std::uint32_t first = 0; first < 300u << OutcomeLaw::step_bits; first += 1u << OutcomeLaw::step_bits) {
    for (std::uint32_t i = 0; i < 40; ++i)  // the rare outcomes, at the beginnings of their steps
      numbers.push_back(first + i);
  }
  const std::vector<Deal> found = game.outcomes().deals_of(numbers, game.deals());
  std::map<std::uint32_t, std::uint32_t> number_of_deal;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    EXPECT_EQ(outcome_of(game.deals().play(found[i])), game.outcomes().outcome(numbers[i])) << numbers[i];
    const auto [known, is_new] = number_of_deal.emplace(number_of(found[i]), numbers[i]);
    EXPECT_TRUE(is_new || known->second == numbers[i]) << "one deal of two numbers";
  }
}

/// All numbers of some consecutive steps, of which each has a different deal: together, with the counts, all numbers.
TEST(OutcomeLaw, GivesDifferentNumbersDifferentDeals) {
  const Game game(Strategy::basic, standard_paytable());
  std::vector<std::uint32_t> numbers(200u << OutcomeLaw::step_bits);
  for (std::uint32_t i = 0; i < numbers.size(); ++i)
    numbers[i] = i;
  std::vector<bool> seen(deals);
  for (const Deal& deal : game.outcomes().deals_of(numbers, game.deals())) {
    ASSERT_FALSE(seen[number_of(deal)]);
    seen[number_of(deal)] = true;
  }
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

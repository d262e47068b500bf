#include "workloads/let_it_ride/betting/betting_system.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <utility>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

constexpr Cents base_bet{7'00};

void expect_same_bets(const BettingSystem& system) {
  const std::optional<Progression> progression = progression_of(system, base_bet);
  ASSERT_TRUE(progression);
  std::mt19937_64 random(1);
  std::visit(
      [&](const auto& rule) {
        for (int session = 0; session < 20; ++session) {
          auto bets = bets_of(rule, base_bet);
          std::uint32_t at = 0;
          const std::uint64_t losses_in_ten = random() % 10;
          for (int hand = 0; hand < 500; ++hand) {
            ASSERT_EQ(progression->states[at].stake, bets.next(0)) << "session " << session << ", hand " << hand;
            const bool is_push = random() % 5 == 0, is_loss = random() % 10 < losses_in_ten;
            bets.record(is_push ? 0 : is_loss ? -100 : 100, bets.next(0));
            const Progression::State& state = progression->states[at];
            at = is_push ? at : is_loss ? state.after_loss : state.after_win;
          }
        }
      },
      system);
}

TEST(Progression, BetsAsItsBettingSystem) {
  expect_same_bets(Flat{});
  for (const bool resets : {true, false}) {
    expect_same_bets(
        ladder_of(Martingale{.loss_multiplier = 1.7, .reset_on_win = resets, .max_bet = {90'00}}, base_bet));
    expect_same_bets(ladder_of(ReverseMartingale{.reset_on_loss = resets, .profit_target_streak = 5}, base_bet));
  }
  expect_same_bets(ladder_of(Paroli{}, base_bet));
  expect_same_bets(ladder_of(Fibonacci{.win_regression = 3, .max_position = 12}, base_bet));
  expect_same_bets(DAlembert{});
  expect_same_bets(DAlembert{.unit = {3'00}, .decrease_unit = {5'00}, .min_bet = {1'50}, .max_bet = {99'00}});
}

TEST(Progression, HasOnlyStatesThatCanBeReached) {
  EXPECT_EQ(progression_of(Flat{}, base_bet)->states.size(), 1u);
  EXPECT_EQ(progression_of(ladder_of(Martingale{}, base_bet), base_bet)->states.size(), 6u);
  // Every whole dollar from 4 to 10: up by two, down by one.
  const DAlembert system{.unit = {2'00}, .decrease_unit = {1'00}, .min_bet = {4'00}, .max_bet = {10'00}};
  EXPECT_EQ(progression_of(system, base_bet)->states.size(), 7u);
}

TEST(Progression, IsNotThereWithoutFinitelyManyStates) {
  EXPECT_FALSE(progression_of(Proportional{}, base_bet));
  const auto fine = [](std::int64_t max_bet) {
    return progression_of(DAlembert{.unit = {1}, .decrease_unit = {1}, .min_bet = {1}, .max_bet = {max_bet}}, base_bet);
  };
  EXPECT_EQ(fine(4096)->states.size(), Progression::most_states);
  EXPECT_FALSE(fine(4097));
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

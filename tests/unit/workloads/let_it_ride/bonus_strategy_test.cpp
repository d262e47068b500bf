#include "workloads/let_it_ride/betting/bonus_strategy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

using Bets = std::vector<std::int64_t>;

/// The bonus bet with this profit on a bankroll that began at $500.
std::int64_t bet(const BonusStrategy& strategy, std::int64_t profit, std::int32_t hands = 0,
                 std::int64_t base_bet = 500) {
  return BonusBets(strategy).next({50'000 + profit, profit, hands, base_bet});
}

/// The bonus bets along hands like "WL": the main game won, the bonus lost if there was one. The bet after the last
/// too.
Bets bonus_bets(const BonusStrategy& strategy, const std::vector<std::string>& hands) {
  BonusBets playing(strategy);
  Bets bets = {playing.next({50'000, 0, 0, 500})};
  for (const std::string& hand : hands) {
    const bool bet = bets.back() > 0;
    playing.record({0, hand[0] == 'W', bet && hand[1] == 'W', bet && hand[1] == 'L'});
    bets.push_back(playing.next({50'000, 0, 0, 500}));
  }
  return bets;
}

TEST(BonusLimits, RoundDownToTheIncrementAndCutToTheHighest) {
  const BonusLimits limits{{200}, {2'500}, {100}};
  EXPECT_EQ(limits.bet(250), 200);
  EXPECT_EQ(limits.bet(199.4), 0) << "below the lowest";
  EXPECT_EQ(limits.bet(199.6), 200) << "to the nearest cent first";
  EXPECT_EQ(limits.bet(1e300), 2'500);
  EXPECT_EQ(limits.bet(-5), 0);
  EXPECT_EQ((BonusLimits{{0}, {2'550}, {100}}.bet(9'999)), 2'500) << "a multiple of the increment all the same";
  EXPECT_EQ((BonusLimits{{1}, {2'550}, {1}}.bet(0)), 0);
  EXPECT_EQ(BonusLimits{}.bet(123'456), 123'456);
}

TEST(ConstantBonus, IsAlwaysTheSame) { EXPECT_EQ(bet({.rule = ConstantBonus{{250}}}, -10'000), 250); }

TEST(BonusPerBaseBet, FollowsTheBaseBet) {
  const BonusStrategy strategy{.rule = BonusPerBaseBet{0.25}};
  EXPECT_EQ(bet(strategy, 0, 0, 500), 125);
  EXPECT_EQ(bet(strategy, 0, 0, 2'000), 500);
  EXPECT_EQ(bet({.limits = {{1}, {300}, {100}}, .rule = BonusPerBaseBet{0.5}}, 0, 0, 500), 200);
  EXPECT_EQ(bet({.limits = {{1}, {300}, {100}}, .rule = BonusPerBaseBet{0.5}}, 0, 0, 5'000), 300);
}

TEST(BankrollConditional, BetsWhileTheSessionGoesWell) {
  const BonusStrategy usual{.rule = BankrollConditional{}};
  EXPECT_EQ(bet(usual, 0), 100) << "equality bets";
  EXPECT_EQ(bet(usual, -1), 0);
  const BonusStrategy drawdown{.rule = BankrollConditional{.min_session_profit = {}}};
  EXPECT_EQ(bet(drawdown, -12'500), 100) << "equality bets";
  EXPECT_EQ(bet(drawdown, -12'501), 0);
  const BonusStrategy ratio{
      .rule = BankrollConditional{.min_session_profit = {}, .min_bankroll_ratio = 0.9, .max_drawdown = {}}};
  EXPECT_EQ(bet(ratio, -5'000), 100) << "equality bets";
  EXPECT_EQ(bet(ratio, -5'001), 0);
}

TEST(BankrollConditional, BetsByTheFirstTierThatFits) {
  const BonusStrategy strategy{
      .rule =
          BankrollConditional{.base_amount = {300}, .tiers = {{{1'000}, Cents{5'000}, {400}}, {{2'000}, {}, {900}}}}};
  EXPECT_EQ(bet(strategy, 999), 300);
  EXPECT_EQ(bet(strategy, 1'000), 400);
  EXPECT_EQ(bet(strategy, 4'999), 400);
  EXPECT_EQ(bet(strategy, 5'000), 900);
}

TEST(BankrollConditional, BetsAShareOfTheProfitInPlaceOfTiers) {
  const BonusStrategy strategy{
      .rule = BankrollConditional{.base_amount = {300}, .profit_percentage = 0.05, .tiers = {{{0}, {}, {400}}}}};
  EXPECT_EQ(bet(strategy, 0), 400);
  EXPECT_EQ(bet(strategy, 10'000), 500);
}

TEST(StreakBased, MultipliesAfterEveryStreakUpToItsBound) {
  const BonusStrategy strategy{.rule = StreakBased{.streak_length = 2}};
  EXPECT_EQ(bonus_bets(strategy, {"LL", "WL", "LL", "LL", "LL", "LL", "LW"}),
            (Bets{100, 100, 200, 200, 400, 400, 500, 100}));
  const BonusStrategy unbounded{.rule = StreakBased{.streak_length = 1, .max_multiplier = {}}};
  EXPECT_EQ(bonus_bets(unbounded, {"LL", "LL", "LL", "LL"}), (Bets{100, 200, 400, 800, 1'600}));
}

TEST(StreakBased, IncreasesAndDecreasesByDollars) {
  const BonusStrategy up{.rule =
                             StreakBased{.streak_length = 1, .action = StreakBased::Action::increase, .value = 1.5}};
  EXPECT_EQ(bonus_bets(up, {"LL", "LL", "LL"}), (Bets{100, 250, 400, 500}));
  const BonusStrategy down{
      .rule = StreakBased{.base_amount = {500}, .streak_length = 1, .action = StreakBased::Action::decrease}};
  EXPECT_EQ(bonus_bets(down, {"LL", "LL", "LL", "LL"}), (Bets{500, 300, 100, 0, 0}))
      << "the last hand has no bonus bet that could be lost";
}

TEST(StreakBased, StopsAndStartsUntilTheReset) {
  const BonusStrategy stop{.rule = StreakBased{.trigger = HandEvent::main_loss,
                                               .streak_length = 2,
                                               .action = StreakBased::Action::stop,
                                               .reset_on = HandEvent::main_win}};
  EXPECT_EQ(bonus_bets(stop, {"LL", "LL", "LL", "WL", "LL"}), (Bets{100, 100, 0, 0, 100, 100}));
  const BonusStrategy start{.rule = StreakBased{.trigger = HandEvent::main_loss,
                                                .streak_length = 2,
                                                .action = StreakBased::Action::start,
                                                .reset_on = HandEvent::bonus_win}};
  EXPECT_EQ(bonus_bets(start, {"LL", "LL", "LL", "LW", "LL", "LL"}), (Bets{0, 0, 100, 100, 0, 0, 100}));
}

TEST(StreakBased, CountsTheEventsThatItIsToldTo) {
  const auto counts = [](HandEvent trigger, const std::string& hand) {
    const BonusStrategy strategy{.rule = StreakBased{.trigger = trigger, .streak_length = 1, .reset_on = {}}};
    return bonus_bets(strategy, {hand}).back() == 200;
  };
  const std::vector<std::pair<HandEvent, std::vector<std::string>>> meanings = {
      {HandEvent::main_win, {"WW", "WL"}},      {HandEvent::main_loss, {"LW", "LL"}},
      {HandEvent::bonus_win, {"WW", "LW"}},     {HandEvent::bonus_loss, {"WL", "LL"}},
      {HandEvent::any_win, {"WW", "WL", "LW"}}, {HandEvent::any_loss, {"WL", "LW", "LL"}},
  };
  for (const auto& [trigger, hands] : meanings) {
    for (const std::string hand : {"WW", "WL", "LW", "LL"}) {
      EXPECT_EQ(counts(trigger, hand), std::count(hands.begin(), hands.end(), hand) == 1)
          << static_cast<int>(trigger) << hand;
    }
  }
}

TEST(StreakBased, AResetIsNotCountedToo) {
  const BonusStrategy strategy{
      .rule = StreakBased{.trigger = HandEvent::main_win, .streak_length = 1, .reset_on = HandEvent::main_win}};
  EXPECT_EQ(bonus_bets(strategy, {"WL", "WL"}), (Bets{100, 100, 100}));
}

TEST(StreakBased, WhatIsNeitherLeavesTheCount) {
  const BonusStrategy strategy{
      .rule = StreakBased{.trigger = HandEvent::main_win, .streak_length = 2, .reset_on = HandEvent::bonus_win}};
  EXPECT_EQ(bonus_bets(strategy, {"WL", "LL", "LL", "WL"}), (Bets{100, 100, 100, 100, 200}));
}

TEST(SessionConditional, LooksAtTheLossLimitFirstThenTheWinLimitThenTheHour) {
  const BonusStrategy strategy{.rule = SessionConditional{.near_loss_limit = {{{-5'000}, {0}}},
                                                          .near_win_limit = {{{5'000}, {500}}},
                                                          .early_session = {{20, {300}}},
                                                          .default_amount = {200}}};
  EXPECT_EQ(bet(strategy, -5'000, 3), 0);
  EXPECT_EQ(bet(strategy, 5'000, 3), 500);
  EXPECT_EQ(bet(strategy, 4'999, 19), 300);
  EXPECT_EQ(bet(strategy, -4'999, 20), 200);
  const BonusStrategy overlapping{
      .rule = SessionConditional{.near_loss_limit = {{{0}, {100}}}, .near_win_limit = {{{0}, {500}}}}};
  EXPECT_EQ(bet(overlapping, 0), 100);
}

TEST(Combined, MultipliesByWhatThePreviousHandWas) {
  const BonusStrategy both{.rule = Combined{.base_amount = {1'000}}};
  const auto after = [](const BonusStrategy& strategy, std::uint32_t rides, bool won) {
    BonusBets playing(strategy);
    EXPECT_EQ(playing.next({50'000, 0, 0, 500}), 1'000) << "nothing is known before the first hand";
    playing.record({1, true, false, false});
    playing.record({rides, won, false, false});
    return playing.next({50'000, 0, 1, 500});
  };
  EXPECT_EQ(after(both, 2, true), 3'000);
  EXPECT_EQ(after(both, 1, true), 2'250);
  EXPECT_EQ(after(both, 0, true), 750);
  EXPECT_EQ(after(both, 2, false), 1'000);
  EXPECT_EQ(after(both, 0, false), 250);
  EXPECT_EQ(after({.rule = Combined{{1'000}, {}, Combined::HandQuality{}}}, 2, true), 1'500);
  EXPECT_EQ(after({.rule = Combined{{1'000}, Combined::RideCorrelation{}, {}}}, 2, false), 2'000);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

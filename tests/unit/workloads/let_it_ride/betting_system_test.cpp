#include "workloads/let_it_ride/betting/betting_system.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

using Bets = std::vector<std::int64_t>;

/// The bet before each hand of a script, and the one after the last: W a win, L a loss, P a hand that brings nothing.
template <class System>
Bets bets(const System& system, const std::string& script) {
  auto playing = bets_of(system, {500});
  Bets bets = {playing.next(0)};
  for (const char hand : script) {
    playing.record(hand == 'W' ? 1 : hand == 'L' ? -1 : 0, 500);
    bets.push_back(playing.next(0));
  }
  return bets;
}

TEST(FlatBets, AreTheBaseBet) { EXPECT_EQ(bets(Flat{}, "LWPL"), (Bets{500, 500, 500, 500, 500})); }

TEST(MartingaleBets, DoubleAfterEachLossAndStartAgainAfterAWin) {
  const Ladder ladder = ladder_of(Martingale{}, {500});
  EXPECT_EQ(bets(ladder, "LLWLPLLLW"), (Bets{500, 1'000, 2'000, 500, 1'000, 1'000, 2'000, 4'000, 8'000, 500}));
}

TEST(MartingaleBets, StartAgainWhenTheLastOfThemIsLost) {
  const Ladder ladder = ladder_of(Martingale{.max_progressions = 3}, {500});
  EXPECT_EQ(bets(ladder, "LLLLL"), (Bets{500, 1'000, 2'000, 500, 1'000, 2'000}));
  EXPECT_EQ(bets(ladder_of(Martingale{.max_progressions = 1}, {500}), "LL"), (Bets{500, 500, 500}));
}

TEST(MartingaleBets, AreCutToTheHighest) {
  const Ladder ladder = ladder_of(Martingale{.max_bet = {1'800}}, {500});
  EXPECT_EQ(bets(ladder, "LLLLLL"), (Bets{500, 1'000, 1'800, 1'800, 1'800, 1'800, 500}));
  EXPECT_EQ(bets(ladder_of(Martingale{.max_bet = {300}}, {500}), "L"), (Bets{300, 300}));
}

TEST(MartingaleBets, KeepTheBetAfterAWinWhenItDoesNotReset) {
  const Ladder ladder = ladder_of(Martingale{.reset_on_win = false, .max_progressions = 3}, {500});
  EXPECT_EQ(bets(ladder, "LWLWLL"), (Bets{500, 1'000, 1'000, 2'000, 2'000, 500, 1'000}));
}

TEST(MartingaleBets, AreWholeCents) {
  const Ladder ladder = ladder_of(Martingale{.loss_multiplier = 1.5}, {333});
  EXPECT_EQ(bets(ladder, "LLLL"), (Bets{333, 500, 749, 1'124, 1'686}));  // 499.5 749.25 1123.875 1685.8125
  const Ladder high = ladder_of(Martingale{.loss_multiplier = 1000, .max_progressions = 100}, {500});
  EXPECT_EQ(high.back().bet, 50'000) << "however far it would go";
}

TEST(ReverseMartingaleBets, DoubleAfterEachWinUpToTheTarget) {
  const Ladder ladder = ladder_of(ReverseMartingale{}, {500});
  EXPECT_EQ(bets(ladder, "WWWWPWLWL"), (Bets{500, 1'000, 2'000, 500, 1'000, 1'000, 2'000, 500, 1'000, 500}));
  EXPECT_EQ(bets(ladder_of(ReverseMartingale{.max_bet = {1'500}}, {500}), "WW"), (Bets{500, 1'000, 1'500}));
}

TEST(ReverseMartingaleBets, KeepTheBetAfterALossWhenItDoesNotReset) {
  const Ladder ladder = ladder_of(ReverseMartingale{.reset_on_loss = false}, {500});
  EXPECT_EQ(bets(ladder, "WLWLW"), (Bets{500, 1'000, 1'000, 2'000, 2'000, 500}));
}

TEST(ParoliBets, AreThoseOfTheReverseMartingale) {
  const Ladder ladder = ladder_of(Paroli{.win_multiplier = 3, .wins_before_reset = 2}, {500});
  EXPECT_EQ(bets(ladder, "WWWLW"), (Bets{500, 1'500, 500, 1'500, 500, 1'500}));
}

TEST(FibonacciBets, GoOneOnAfterALossAndTwoBackAfterAWin) {
  const Ladder ladder = ladder_of(Fibonacci{}, {500});
  EXPECT_EQ(bets(ladder, "LLLLLWWWP"), (Bets{500, 500, 1'000, 1'500, 2'500, 4'000, 1'500, 500, 500, 500}));
  EXPECT_EQ(bets(ladder_of(Fibonacci{.win_regression = 1}, {500}), "LLLW"), (Bets{500, 500, 1'000, 1'500, 1'000}));
}

TEST(FibonacciBets, GoNoFurtherThanTheirLastPosition) {
  const Ladder ladder = ladder_of(Fibonacci{.max_position = 4}, {500});
  EXPECT_EQ(bets(ladder, "LLLLLL"), (Bets{500, 500, 1'000, 1'500, 2'500, 2'500, 2'500}));
  EXPECT_EQ(bets(ladder_of(Fibonacci{.max_bet = {1'200}}, {500}), "LLLLW"),
            (Bets{500, 500, 1'000, 1'200, 1'200, 1'000}));
  EXPECT_EQ(ladder_of(Fibonacci{.max_bet = {1'000'000}, .max_position = 19}, {1}).back().bet, 6'765);
}

TEST(DAlembertBets, GoUpByOneUnitAndDownByTheOther) {
  EXPECT_EQ(bets(DAlembert{.decrease_unit = {200}}, "LLWPWWWWWL"),
            (Bets{500, 1'000, 1'500, 1'300, 1'300, 1'100, 900, 700, 500, 500, 1'000}));
}

TEST(DAlembertBets, StayWithinTheirBounds) {
  EXPECT_EQ(bets(DAlembert{.min_bet = {300}, .max_bet = {1'200}}, "WLLLW"), (Bets{500, 300, 800, 1'200, 1'200, 700}));
}

TEST(ProportionalBets, AreARoundedShareOfTheBankrollWithinBounds) {
  const Proportional usual;
  const ProportionalBets playing = bets_of(usual, {500});
  EXPECT_EQ(playing.next(50'000), 1'500);
  EXPECT_EQ(playing.next(51'666), 1'500);  // 1549.98
  EXPECT_EQ(playing.next(51'667), 1'600);  // 1550.01
  EXPECT_EQ(playing.next(15'000), 500) << "450 is below the lowest";
  EXPECT_EQ(playing.next(1'000'000), 10'000);
  const Proportional coarse{.bankroll_percentage = 0.5, .min_bet = {100}, .max_bet = {5'000}, .round_to = {700}};
  EXPECT_EQ(bets_of(coarse, {500}).next(1'000), 700);  // 500
  EXPECT_EQ(bets_of(coarse, {500}).next(2'100), 1'400) << "1050 is half way: up";
  EXPECT_EQ(bets_of(coarse, {500}).next(100), 100) << "0 is below the lowest";
}

/// One of each kind; the base bet is 5 dollars.
std::vector<BettingSystem> systems() {
  return {Flat{}, ladder_of(Martingale{.max_bet = {3'000}}, {500}), DAlembert{.min_bet = {300}, .max_bet = {1'700}},
          Proportional{},
          CustomBetting{
              {expression::Expression::parse("bankroll / 10", betting_vocabulary()), "", {50'000}, {100}, {4'500}}}};
}

/// Calls play(bets) with what plays the system.
void with_bets(const BettingSystem& system, const auto& play) {
  std::visit([&](const auto& rule) { play(bets_of(rule, Cents{500})); }, system);
}

TEST(Bets, BeginWithTheBaseBetWhereTheirSystemSaysSo) {
  std::size_t others = 0;
  for (const BettingSystem& system : systems()) {
    with_bets(system, [&](const auto& bets) {
      if (begins_with_base_bet(system)) {
        EXPECT_EQ(bets.next(50'000), 500);
        EXPECT_EQ(bets.next(20'000), 500);
      } else {
        ++others;
        EXPECT_NE(bets.next(50'000), bets.next(20'000));
      }
    });
  }
  EXPECT_EQ(others, 2u);
}

TEST(Bets, ReachTheHighestOfTheirSystemAndNoMore) {
  for (const BettingSystem& system : systems()) {
    std::int64_t highest = 0;
    with_bets(system, [&](auto bets) {
      for (std::int64_t bankroll = 50'000; bankroll < 1'000'000; bankroll += 10'000) {
        highest = std::max(highest, bets.next(bankroll));
        bets.record(-1, bets.next(bankroll));
      }
    });
    EXPECT_EQ(highest, highest_bet(system, {500}).count) << system.index();
  }
}

TEST(Bets, BeginAfreshInEverySession) {
  const Ladder ladder = ladder_of(Martingale{}, {500});
  EXPECT_EQ(bets(ladder, "LL").back(), 2'000);
  EXPECT_EQ(bets(ladder, "").front(), 500);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

#include "unit/workloads/let_it_ride/cases.hpp"
#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Betting systems and bonus strategies in whole sessions, against programs that look back over all hands before.
namespace ergodic::workloads::let_it_ride {
namespace {

/// What a hand left, in cents.
struct StakedHand {
  std::uint32_t bets;
  std::int64_t base_bet, bonus_bet, main_net, bonus_net, bankroll;

  std::int64_t net() const { return main_net + bonus_net; }
};
using History = std::vector<StakedHand>;

// The systems once more, each as a function of the whole history: no state, no tables.

/// Of a session that began with `start`.
struct Before {
  const History& history;
  std::int64_t start;

  std::int64_t bankroll() const { return history.empty() ? start : history.back().bankroll; }
  std::int64_t profit() const { return bankroll() - start; }
};

std::int64_t cents(double amount) { return static_cast<std::int64_t>(std::floor(amount + 0.5)); }

/// How many of the last hands were won (sign 1) or lost (−1) in a row, those that brought nothing aside.
int run_of(const History& history, int sign) {
  int run = 0;
  for (auto hand = history.rbegin(); hand != history.rend() && sign * hand->net() >= 0; ++hand)
    run += hand->net() != 0;
  return run;
}

struct StakedSystem {
  std::string name;
  BettingSystem system;
  std::function<std::int64_t(const Before&)> naive;
};

std::vector<StakedSystem> staked_systems() {
  return {
      {"flat", Flat{}, [](const Before&) { return 500; }},
      {"martingale", ladder_of(Martingale{.max_bet = {3'000}, .max_progressions = 4}, {500}),
       [](const Before& before) {
         return std::min<std::int64_t>(cents(500 * std::pow(2, run_of(before.history, -1) % 4)), 3'000);
       }},
      {"martingale of odd cents", ladder_of(Martingale{.loss_multiplier = 1.37}, {500}),
       [](const Before& before) { return cents(500 * std::pow(1.37, run_of(before.history, -1) % 6)); }},
      {"martingale that wins do not reset", ladder_of(Martingale{.reset_on_win = false, .max_progressions = 5}, {500}),
       [](const Before& before) {
         const auto lost = std::count_if(before.history.begin(), before.history.end(),
                                         [](const StakedHand& hand) { return hand.net() < 0; });
         return cents(500 * std::pow(2, lost % 5));
       }},
      {"reverse martingale", ladder_of(ReverseMartingale{.max_bet = {1'500}}, {500}),
       [](const Before& before) {
         return std::min<std::int64_t>(cents(500 * std::pow(2, run_of(before.history, 1) % 3)), 1'500);
       }},
      {"reverse martingale that losses do not reset", ladder_of(ReverseMartingale{.reset_on_loss = false}, {500}),
       [](const Before& before) {
         const auto won = std::count_if(before.history.begin(), before.history.end(),
                                        [](const StakedHand& hand) { return hand.net() > 0; });
         return cents(500 * std::pow(2, won % 3));
       }},
      {"paroli", ladder_of(Paroli{.win_multiplier = 3, .wins_before_reset = 2}, {500}),
       [](const Before& before) { return run_of(before.history, 1) % 2 == 1 ? 1'500 : 500; }},
      {"dalembert", DAlembert{.unit = {300}, .decrease_unit = {200}, .min_bet = {400}, .max_bet = {2'000}},
       [](const Before& before) {
         std::int64_t bet = 500;
         for (const StakedHand& hand : before.history) {
           if (hand.net() < 0) bet = bet + 300 > 2'000 ? 2'000 : bet + 300;
           if (hand.net() > 0) bet = bet - 200 < 400 ? 400 : bet - 200;
         }
         return bet;
       }},
      {"fibonacci", ladder_of(Fibonacci{.max_bet = {10'000}, .max_position = 8}, {500}),
       [](const Before& before) {
         int position = 0;
         for (const StakedHand& hand : before.history) {
           if (hand.net() < 0 && position < 8) ++position;
           if (hand.net() > 0) position = position < 2 ? 0 : position - 2;
         }
         const std::vector<std::int64_t> numbers = {1, 1, 2, 3, 5, 8, 13, 21, 34};
         return std::min<std::int64_t>(500 * numbers[static_cast<std::size_t>(position)], 10'000);
       }},
      {"proportional",
       Proportional{.bankroll_percentage = 0.02, .min_bet = {300}, .max_bet = {1'200}, .round_to = {50}},
       [](const Before& before) {
         const std::int64_t share = 50 * ((before.bankroll() + 1'250) / 2'500);  // of 50 · 50, to the nearest
         return share < 300 ? 300 : share > 1'200 ? 1'200 : share;
       }},
  };
}

struct Bonus {
  std::string name;
  std::optional<BonusStrategy> strategy;
  /// By what came before and the base bet of the hand to come.
  std::function<std::int64_t(const Before&, std::int64_t)> naive;
};

const BonusLimits limits{{150}, {600}, {50}};

std::int64_t limited(std::int64_t amount) {
  const std::int64_t bet = (amount > 600 ? 600 : amount) / 50 * 50;
  return bet < 150 ? 0 : bet;
}

std::vector<Bonus> bonuses_by_money() {
  return {
      {"never", {}, [](const Before&, std::int64_t) { return 0; }},
      {"always", BonusStrategy{{}, ConstantBonus{{250}}}, [](const Before&, std::int64_t) { return 250; }},
      {"ratio", BonusStrategy{limits, BonusPerBaseBet{0.5}},
       [](const Before&, std::int64_t base_bet) { return limited((base_bet + 1) / 2); }},
      {"bankroll_conditional",
       BonusStrategy{{},
                     BankrollConditional{.base_amount = {100},
                                         .min_session_profit = Cents{-4'000},
                                         .min_bankroll_ratio = 0.85,
                                         .max_drawdown = 0.1,
                                         .tiers = {{{1'000}, Cents{3'000}, {300}}, {{3'000}, {}, {700}}}}},
       [](const Before& before, std::int64_t) {
         if (before.profit() < -4'000 || 100 * before.bankroll() < 85 * before.start) return 0;
         if (-10 * before.profit() > before.start) return 0;
         return before.profit() >= 3'000 ? 700 : before.profit() >= 1'000 ? 300 : 100;
       }},
      {"share of the profit",
       BonusStrategy{limits, BankrollConditional{.base_amount = {200}, .profit_percentage = 0.05}},
       [](const Before& before, std::int64_t) {
         if (before.profit() < 0) return std::int64_t{0};
         return before.profit() == 0 ? std::int64_t{200} : limited((before.profit() + 10) / 20);
       }},
  };
}

std::vector<Bonus> bonuses_by_hands() {
  return {
      {"streak of bonus losses",
       BonusStrategy{limits, StreakBased{.base_amount = {160}, .streak_length = 3, .value = 1.5, .max_multiplier = {}}},
       [](const Before& before, std::int64_t) {
         int lost = 0;
         for (const StakedHand& hand : before.history)
           lost = hand.bonus_net > 0 ? 0 : lost + (hand.bonus_net < 0);
         double amount = 160;
         for (int i = 0; i < lost / 3 && i < 50; ++i)
           amount *= 1.5;
         return limited(cents(amount));
       }},
      {"start after wins",
       BonusStrategy{{},
                     StreakBased{.base_amount = {200},
                                 .trigger = HandEvent::main_win,
                                 .streak_length = 2,
                                 .action = StreakBased::Action::start,
                                 .reset_on = HandEvent::any_loss}},
       [](const Before& before, std::int64_t) {
         int won = 0;
         for (const StakedHand& hand : before.history)
           won = hand.main_net > 0 && hand.bonus_net >= 0 ? won + 1 : 0;
         return won >= 2 ? 200 : 0;
       }},
      {"session_conditional",
       BonusStrategy{{},
                     SessionConditional{.near_loss_limit = {{{-4'000}, {0}}},
                                        .near_win_limit = {{{4'000}, {500}}},
                                        .early_session = {{10, {300}}},
                                        .default_amount = {200}}},
       [](const Before& before, std::int64_t) {
         if (before.profit() <= -4'000) return 0;
         if (before.profit() >= 4'000) return 500;
         return before.history.size() < 10 ? 300 : 200;
       }},
      {"combined", BonusStrategy{{}, Combined{.base_amount = {200}}},
       [](const Before& before, std::int64_t) {
         if (before.history.empty()) return 200;
         const StakedHand& last = before.history.back();
         const int by_rides = last.bets == 3 ? 400 : last.bets == 2 ? 300 : 100;
         return last.main_net > 0 ? by_rides * 3 / 2 : by_rides / 2;
       }},
  };
}

std::vector<Bonus> bonuses() {
  std::vector<Bonus> all = bonuses_by_money();
  for (Bonus& bonus : bonuses_by_hands())
    all.push_back(std::move(bonus));
  return all;
}

class Staked : public testing::Test {
 protected:
  static void SetUpTestSuite() { deals_ = std::make_unique<DealTable>(decide(Strategy::basic, standard_paytable())); }
  static void TearDownTestSuite() { deals_.reset(); }

  static SessionRules rules_of(const StakedSystem& system, const Bonus& bonus) {
    SessionRules rules{{50'000}, {500}, {0}, Cents{10'000}, Cents{10'000}, 100, true};
    rules.betting_system = system.system;
    rules.bonus_strategy = bonus.strategy;
    return rules;
  }

  Session play(const SessionRules& rules, std::uint64_t replicate) {
    history_.clear();
    const auto observe = [&](const PlayedHand& hand) {
      history_.push_back(
          {hand.hand.bets, hand.stakes.base_bet, hand.stakes.bonus_bet, hand.main_net, hand.bonus_net, hand.bankroll});
    };
    const Table table{*deals_, standard_paytable(), bonus_paytable(BonusPaytableName::paytable_b)};
    HandCounts counts;
    return with_staking(rules, [&](const auto& staking) {
      return play_session(DealtHands{*deals_}, table, rules, staking, test::test_streams().open(replicate), counts,
                          observe);
    });
  }

  static std::unique_ptr<DealTable> deals_;
  History history_;
};
std::unique_ptr<DealTable> Staked::deals_;

/// What is staked next, as much of it as there is when `left` is true.
std::pair<std::int64_t, std::int64_t> stakes(const StakedSystem& system, const Bonus& bonus, const Before& before,
                                             bool left) {
  std::int64_t base_bet = system.naive(before);
  if (left && 3 * base_bet > before.bankroll()) base_bet = before.bankroll() / 3;
  std::int64_t bonus_bet = bonus.naive(before, base_bet);
  if (left && 3 * base_bet + bonus_bet > before.bankroll()) bonus_bet = 0;
  return {base_bet, bonus_bet};
}

/// Replays the deals of sessions with its own stakes, and ends them by its own rules.
TEST_F(Staked, SessionsOfEverySystemWithEveryBonusStrategyAreThoseOfANaiveProgram) {
  std::array<int, 4> reasons{};
  for (const StakedSystem& system : staked_systems()) {
    for (const Bonus& bonus : bonuses()) {
      for (const bool left : {false, true}) {
        for (const bool with_limits : {false, true}) {
          SessionRules rules = rules_of(system, bonus);
          rules.stop_on_insufficient_funds = !left;
          if (!with_limits) rules.starting_amount = {6'000}, rules.win_limit = rules.loss_limit = {};
          for (std::uint64_t r = 0; r < 20 * test::thoroughness; ++r) {
            SCOPED_TRACE(system.name + ", " + bonus.name + ", replicate " + std::to_string(r));
            const Session session = play(rules, r);
            History before;
            const std::int64_t start = rules.starting_amount.count;
            std::int64_t bankroll = start, wagered = 0, bonus_wagered = 0;
            for (const StakedHand& hand : history_) {
              const auto [base_bet, bonus_bet] = stakes(system, bonus, {before, start}, left);
              ASSERT_EQ(hand.base_bet, base_bet) << "hand " << before.size();
              ASSERT_EQ(hand.bonus_bet, bonus_bet) << "hand " << before.size();
              ASSERT_LE(3 * base_bet + bonus_bet, bankroll);
              const std::int64_t profit = bankroll - start;
              ASSERT_TRUE(!with_limits || (profit < 10'000 && profit > -10'000));
              wagered += hand.bets * base_bet;
              bonus_wagered += bonus_bet;
              bankroll += hand.net();
              ASSERT_EQ(hand.main_net % (hand.bets * base_bet), 0);
              ASSERT_GE(bankroll, 0);
              ASSERT_EQ(hand.bankroll, bankroll);
              before.push_back(hand);
            }
            EXPECT_EQ(session.final_bankroll.count, bankroll);
            EXPECT_EQ(session.total_wagered.count, wagered);
            EXPECT_EQ(session.total_bonus_wagered.count, bonus_wagered);
            const auto [base_bet, bonus_bet] = stakes(system, bonus, {before, start}, left);
            const bool short_of_funds = 3 * base_bet + bonus_bet > bankroll || base_bet == 0;
            const StopReason reason = with_limits && bankroll - start >= 10'000    ? StopReason::win_limit
                                      : with_limits && bankroll - start <= -10'000 ? StopReason::loss_limit
                                      : before.size() == 100                       ? StopReason::max_hands
                                                                                   : StopReason::insufficient_funds;
            ASSERT_EQ(session.stop_reason, reason);
            ASSERT_TRUE(reason != StopReason::insufficient_funds || short_of_funds);
            ++reasons[static_cast<std::size_t>(reason)];
          }
        }
      }
    }
  }
  for (const int count : reasons)
    EXPECT_GT(count, 0) << "a reason that never occurred is not tested";
}

/// E[Σ net] = E[Σ stakes] times the expectation of a unit (optional stopping), and Σ (net − expectation · stake) has
/// variance (variance of a unit) · E[Σ stakes²]. 5 exact standard errors, seed fixed.
TEST_F(Staked, NoSystemChangesWhatAUnitBetBrings) {
  constexpr double expectation = -1'823'568.0 / 51'979'200, deviation = 5.16797;
  for (const StakedSystem& system : staked_systems()) {
    const SessionRules rules = rules_of(system, {});
    double profit = 0, staked = 0, squares = 0;
    for (std::uint64_t r = 0; r < 5'000 * test::thoroughness; ++r) {
      profit += static_cast<double>(play(rules, r).final_bankroll.count - 50'000);
      for (const StakedHand& hand : history_) {
        const auto stake = static_cast<double>(hand.base_bet);
        staked += stake;
        squares += stake * stake;
      }
    }
    EXPECT_NEAR(profit, expectation * staked, 5 * deviation * std::sqrt(squares)) << system.name;
  }
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

#include "unit/random/goodness_of_fit.hpp"
#include "unit/workloads/let_it_ride/cases.hpp"

#include "workloads/let_it_ride/exact/exact_figures.hpp"
#include "workloads/let_it_ride/exact/session_recursion.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

using test::figure;
using test::simulated;
using test::thoroughness;
using test::total_count;
using test::total_dollars;

/// Amounts of this many cents; limits of 0 are none.
SessionRules rules(std::int64_t starting_amount, std::int64_t base_bet, std::int64_t win_limit, std::int64_t loss_limit,
                   std::int32_t max_hands, std::int64_t bonus_bet = 0) {
  SessionRules rules;
  rules.starting_amount = {starting_amount};
  rules.base_bet = {base_bet};
  rules.bonus_bet = {bonus_bet};
  if (win_limit > 0) rules.win_limit = Cents{win_limit};
  if (loss_limit > 0) rules.loss_limit = Cents{loss_limit};
  rules.max_hands = max_hands;
  return rules;
}

/// Of hands that bring so many bets on a circle.
NetLaw of_main_game(const std::map<std::int64_t, std::int64_t>& counts) {
  NetLaw nets;
  for (const auto& [net, count] : counts)
    nets[{net, 0}] = count;
  return nets;
}

SessionLaw known(const NetLaw& nets, const SessionRules& rules) {
  return std::get<SessionLaw>(session_law(nets, rules));
}

std::string why_unknown(const NetLaw& nets, const SessionRules& rules) {
  return std::get<Unknown>(session_law(nets, rules)).why;
}

/// The law by going through all sequences of hands, with the rules in words.
class Enumeration {
 public:
  Enumeration(const NetLaw& nets, const SessionRules& rules) : nets_(nets), rules_(rules) {
    for (const auto& [net, count] : nets)
      total_ += static_cast<double>(count);
    std::visit([&](const auto& system) { go_on(rules.starting_amount, 0, 1, bets_of(system, rules.base_bet)); },
               rules.betting_system);
  }

  std::map<std::int64_t, double> profits;
  std::map<std::int32_t, double> hands;
  std::map<StopReason, double> reasons;
  double base_bets = 0, bonus_bets = 0;

 private:
  template <class Bets>
  void go_on(Cents bankroll, std::int32_t played, double probability, const Bets& bets) {
    const Cents profit = bankroll - rules_.starting_amount;
    const auto ends = [&](StopReason reason) {
      profits[profit.count] += probability;
      hands[played] += probability;
      reasons[reason] += probability;
    };
    if (rules_.win_limit && profit >= *rules_.win_limit) return ends(StopReason::win_limit);
    if (rules_.loss_limit && profit <= -*rules_.loss_limit) return ends(StopReason::loss_limit);
    if (played == rules_.max_hands) return ends(StopReason::max_hands);
    Cents base_bet{bets.next(bankroll.count)}, bonus_bet = rules_.bonus_bet;
    if (!rules_.stop_on_insufficient_funds) {
      base_bet = std::min(base_bet, Cents{bankroll.count / 3});
      if (3 * base_bet + bonus_bet > bankroll) bonus_bet = {0};
    }
    if (base_bet.count == 0 || bankroll < 3 * base_bet + bonus_bet) return ends(StopReason::insufficient_funds);
    base_bets += probability * static_cast<double>(base_bet.count);
    bonus_bets += probability * static_cast<double>(bonus_bet.count);
    for (const auto& [brings, count] : nets_) {
      const Cents net = brings.main * base_bet + brings.bonus * bonus_bet;
      Bets after = bets;
      after.record(net.count, base_bet.count);
      go_on(bankroll + net, played + 1, probability * static_cast<double>(count) / total_, after);
    }
  }

  const NetLaw& nets_;
  const SessionRules& rules_;
  double total_ = 0;
};

void expect_enumerated(const NetLaw& nets, const SessionRules& rules) {
  const Enumeration expected(nets, rules);
  const SessionLaw law = known(nets, rules);
  std::map<std::int64_t, double> left = expected.profits;
  for (const auto& [profit, probability] : law.profits) {
    ASSERT_TRUE(left.count(profit.count)) << profit.count;
    EXPECT_NEAR(probability, left[profit.count], 1e-12);
    left.erase(profit.count);
  }
  for (const auto& [profit, probability] : left)
    EXPECT_LT(probability, 1e-19) << "of all that is left out: ends such as three royal flushes";
  for (std::size_t k = 0; k < law.hands.size(); ++k) {
    const auto found = expected.hands.find(static_cast<std::int32_t>(k));
    EXPECT_NEAR(law.hands[k], found == expected.hands.end() ? 0 : found->second, 1e-12) << k;
  }
  for (const StopReason reason :
       {StopReason::win_limit, StopReason::loss_limit, StopReason::max_hands, StopReason::insufficient_funds}) {
    const auto found = expected.reasons.find(reason);
    EXPECT_NEAR(law.probability(reason), found == expected.reasons.end() ? 0 : found->second, 1e-12);
  }
  EXPECT_NEAR(law.base_bets, expected.base_bets, 1e-11 * expected.base_bets);
  EXPECT_NEAR(law.bonus_bets, expected.bonus_bets, 1e-11 * expected.bonus_bets);
}

const std::map<std::int64_t, std::int64_t> few_nets{{-3, 5}, {-1, 60}, {1, 20}, {2, 10}, {0, 3}, {9, 2}};

TEST(SessionLaw, IsWhatAllSequencesOfHandsGive) {
  for (const std::int64_t unit : {1, 100, 250}) {
    const NetLaw nets = of_main_game(few_nets);
    for (const std::int64_t start : {3, 4, 6, 100}) {
      for (const std::int64_t win : {0, 2, 5}) {
        for (const std::int64_t loss : {0, 1, 2}) {
          for (const std::int32_t hands : {1, 2, 5})
            expect_enumerated(nets, rules(start * unit, unit, win * unit, loss * unit, hands));
        }
      }
    }
  }
}

TEST(SessionLaw, TakesLimitsThatAreNotOnTheGridOfBankrolls) {
  expect_enumerated(of_main_game(few_nets), rules(1050, 100, 249, 151, 5));
}

class RealHands : public testing::Test {
 protected:
  const DealTable deals{decide(Strategy::optimal, standard_paytable())};
  const HandLaw law{deals};
  const Table table{deals, standard_paytable(), bonus_paytable(BonusPaytableName::paytable_b)};
};

TEST_F(RealHands, WithABonusAreWhatAllSequencesOfThreeHandsGive) {
  for (const auto& rules : {rules(1700, 500, 0, 0, 3, 200), rules(10000, 500, 1000, 1000, 3, 100)})
    expect_enumerated(law.nets(table), rules);
}

TEST_F(RealHands, OvershootTheLimits) {
  const SessionRules rules = let_it_ride::rules(50000, 100, 10000, 10000, 200);
  const SessionLaw session = known(law.nets(table), rules);
  EXPECT_EQ(session.profits.front().profit.count, -10200);  // from 99 behind, three bets lost
  EXPECT_EQ(session.profits.back().profit.count, 309900);   // from 99 ahead, three bets on a royal flush
  double beyond = 0;
  for (const auto& [profit, probability] : session.profits)
    beyond += profit.count > 10000 ? probability : 0;
  EXPECT_GT(beyond, 0.5 * session.probability(StopReason::win_limit));
}

TEST_F(RealHands, KeepAllTheMassWithAndWithoutLimits) {
  for (const auto& rules : {rules(50000, 100, 10000, 10000, 200), rules(50000, 500, 0, 0, 200),
                            rules(5000, 500, 0, 0, 2000), rules(50000, 500, 10000, 0, 1000, 100)}) {
    const SessionLaw session = known(law.nets(table), rules);
    double profits = 0, hands = 0, reasons = 0;
    for (const auto& point : session.profits)
      profits += point.probability;
    for (const double probability : session.hands)
      hands += probability;
    for (const double probability : session.by_reason)
      reasons += probability;
    EXPECT_NEAR(profits, 1, 1e-12);
    EXPECT_NEAR(hands, 1, 1e-12);
    EXPECT_NEAR(reasons, 1, 1e-12);
  }
}

TEST_F(RealHands, AreLeftAloneWhereTheBankrollsAreTooMany) {
  const SessionRules rules = let_it_ride::rules(100'000'000, 50001, 0, 0, 10'000, 10007);
  EXPECT_EQ(why_unknown(law.nets(table), rules), "it would take more than 10^9 additions, or 2^23 bankrolls at a time");
}

TEST_F(RealHands, AreLeftAloneWhereStakesDependOnMoreThanHandsWonAndLost) {
  SessionRules rules = let_it_ride::rules(50000, 500, 10000, 10000, 200);
  rules.betting_system = Proportional{};
  EXPECT_EQ(why_unknown(law.nets(table), rules), "the bets depend on more than the last hands won and lost");
  rules.betting_system = Flat{};
  rules.bonus_strategy = BonusStrategy{.rule = BonusPerBaseBet{0.5}};
  EXPECT_EQ(why_unknown(law.nets(table), rules), "the bonus bet varies");
}

TEST_F(RealHands, WithWhatIsLeftAreTheSameWhereTheFullStakesAreNeverOutOfReach) {
  SessionRules rules = let_it_ride::rules(50000, 500, 10000, 10000, 200);
  const SessionLaw full = known(law.nets(table), rules);
  rules.stop_on_insufficient_funds = false;
  const SessionLaw left = known(law.nets(table), rules);
  EXPECT_EQ(full.by_reason, left.by_reason);
  EXPECT_TRUE(left.has_full_stakes);
}

/// Systems of few hands, with the rules of all of them.
std::vector<BettingSystem> systems(Cents base_bet) {
  const Cents max_bet = 4 * base_bet;
  return {Flat{},
          ladder_of(Martingale{.max_bet = max_bet, .max_progressions = 3}, base_bet),
          ladder_of(Martingale{.loss_multiplier = 1.5, .reset_on_win = false, .max_bet = max_bet}, base_bet),
          ladder_of(ReverseMartingale{.profit_target_streak = 2, .max_bet = max_bet}, base_bet),
          ladder_of(Fibonacci{.win_regression = 1}, base_bet),
          DAlembert{.unit = base_bet, .decrease_unit = base_bet, .min_bet = base_bet, .max_bet = max_bet}};
}

TEST(SessionLaw, OfAProgressionIsWhatAllSequencesOfHandsGive) {
  // Bonus bets of one and of two, of which a hand may bring back exactly what the main game loses: a push.
  const NetLaw nets{{{-3, -1}, 5}, {{-1, -1}, 50}, {{-1, 1}, 9}, {{1, -1}, 20}, {{2, 3}, 7}, {{9, 1}, 2}};
  for (const bool stops : {true, false}) {
    for (const auto& system : systems({100})) {
      for (const std::int64_t bonus_bet : {0, 100, 200}) {
        for (SessionRules rules : {rules(700, 100, 500, 400, 5, bonus_bet), rules(500, 100, 0, 0, 5, bonus_bet),
                                   rules(1234, 100, 450, 0, 4, bonus_bet)}) {
          rules.betting_system = system;
          rules.stop_on_insufficient_funds = stops;
          expect_enumerated(nets, rules);
        }
      }
    }
  }
}

TEST_F(RealHands, OfAProgressionKeepAllTheMassAndObeyWaldsIdentity) {
  const NetLaw nets = law.nets(table);
  double main = 0, bonus = 0, all = 0;
  for (const auto& [net, count] : nets) {
    const auto n = static_cast<double>(count);
    main += n * static_cast<double>(net.main);
    bonus += n * static_cast<double>(net.bonus);
    all += n;
  }
  for (const bool stops : {true, false}) {
    for (const auto& system : systems({50})) {
      for (const std::int64_t bonus_bet : {0, 10}) {
        SessionRules rules = let_it_ride::rules(900, 50, 500, 0, 30, bonus_bet);
        rules.betting_system = system;
        rules.stop_on_insufficient_funds = stops;
        const SessionLaw session = known(nets, rules);
        double profits = 0, hands = 0;
        for (const auto& point : session.profits)
          profits += point.probability;
        for (const double probability : session.hands)
          hands += probability;
        EXPECT_NEAR(profits, 1, 1e-12);
        EXPECT_NEAR(hands, 1, 1e-12);
        EXPECT_NEAR(session.profit_moments().mean, main / all * session.base_bets + bonus / all * session.bonus_bets,
                    1e-7);
      }
    }
  }
}

/// Of a play that also rides where nothing is expected of it: its law of a hand, and the session's by another program's
/// recursion, to the digits shown.
TEST(SessionLaw, HasItsKnownDigits) {
  const NetLaw nets =
      of_main_game({{-3, 48756}, {-2, 744864}, {-1, 38773980}, {1, 3228804}, {2, 3861696}, {3, 2976348}, {4, 682776},
                    {5, 150336}, {6, 903096},  {9, 364560},    {10, 50064},  {15, 3600},   {16, 92152},  {22, 41472},
                    {24, 10008}, {33, 33408},  {100, 4608},    {150, 7872},  {400, 368},   {600, 352},   {3000, 80}});
  const SessionLaw law = known(nets, rules(50000, 100, 10000, 10000, 200));
  EXPECT_NEAR(law.hands_moments().mean, 195.641127059, 5.1e-10);
  EXPECT_NEAR(law.probability(StopReason::win_limit), 0.043450524, 5.1e-10);
  EXPECT_NEAR(law.probability(StopReason::loss_limit), 0.001196402, 5.1e-10);
  EXPECT_NEAR(law.profit_moments().mean / 100, -6.858550288, 5.1e-10);
}

TEST(SessionLaw, HasTheQuantilesOfItsPoints) {
  SessionLaw law;
  law.profits = {{{-300}, 0.25}, {{0}, 0.25}, {{500}, 0.5}};
  law.hands = {0, 0.5, 0.25, 0.25};
  EXPECT_EQ(law.profit_quantile(0.25).count, -300);
  EXPECT_EQ(law.profit_quantile(0.26).count, 0);
  EXPECT_EQ(law.profit_quantile(0.5).count, 0);
  EXPECT_EQ(law.profit_quantile(0.99).count, 500);
  EXPECT_EQ(law.hands_quantile(0.5), 1);
  EXPECT_EQ(law.hands_quantile(0.51), 2);
  EXPECT_EQ(law.hands_quantile(0.99), 3);
  EXPECT_EQ(law.probability(Outcome::push), 0.25);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

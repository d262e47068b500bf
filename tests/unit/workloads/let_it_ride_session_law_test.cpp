#include "unit/workloads/let_it_ride_cases.hpp"

#include "workloads/let_it_ride/decision_tables.hpp"
#include "workloads/let_it_ride/exact.hpp"
#include "workloads/let_it_ride/session_law.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
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

NetLaw in_cents(const std::map<std::int64_t, std::int64_t>& counts, std::int64_t unit) {
  NetLaw nets;
  for (const auto& [net, count] : counts)
    nets[{net * unit}] = count;
  return nets;
}

/// The law by going through all sequences of hands, with the rules in words.
class Enumeration {
 public:
  Enumeration(const NetLaw& nets, const SessionRules& rules) : nets_(nets), rules_(rules) {
    for (const auto& [net, count] : nets)
      total_ += static_cast<double>(count);
    go_on(rules.starting_amount, 0, 1);
  }

  std::map<std::int64_t, double> profits;
  std::map<std::int32_t, double> hands;
  std::map<StopReason, double> reasons;

 private:
  void go_on(Cents bankroll, std::int32_t played, double probability) {
    const Cents profit = bankroll - rules_.starting_amount;
    const auto ends = [&](StopReason reason) {
      profits[profit.count] += probability;
      hands[played] += probability;
      reasons[reason] += probability;
    };
    if (rules_.win_limit && profit >= *rules_.win_limit) return ends(StopReason::win_limit);
    if (rules_.loss_limit && profit <= -*rules_.loss_limit) return ends(StopReason::loss_limit);
    if (played == rules_.max_hands) return ends(StopReason::max_hands);
    if (bankroll < 3 * rules_.base_bet + rules_.bonus_bet) return ends(StopReason::insufficient_funds);
    for (const auto& [net, count] : nets_)
      go_on(bankroll + net, played + 1, probability * static_cast<double>(count) / total_);
  }

  const NetLaw& nets_;
  const SessionRules& rules_;
  double total_ = 0;
};

void expect_enumerated(const NetLaw& nets, const SessionRules& rules) {
  const Enumeration expected(nets, rules);
  const auto law = session_law(nets, rules);
  ASSERT_TRUE(law);
  std::map<std::int64_t, double> left = expected.profits;
  for (const auto& [profit, probability] : law->profits) {
    ASSERT_TRUE(left.count(profit.count)) << profit.count;
    EXPECT_NEAR(probability, left[profit.count], 1e-14);
    left.erase(profit.count);
  }
  for (const auto& [profit, probability] : left)
    EXPECT_LT(probability, 1e-19) << "of all that is left out: ends such as three royal flushes";
  for (std::size_t k = 0; k < law->hands.size(); ++k) {
    const auto found = expected.hands.find(static_cast<std::int32_t>(k));
    EXPECT_NEAR(law->hands[k], found == expected.hands.end() ? 0 : found->second, 1e-14) << k;
  }
  for (const StopReason reason :
       {StopReason::win_limit, StopReason::loss_limit, StopReason::max_hands, StopReason::insufficient_funds}) {
    const auto found = expected.reasons.find(reason);
    EXPECT_NEAR(law->probability(reason), found == expected.reasons.end() ? 0 : found->second, 1e-14);
  }
}

const std::map<std::int64_t, std::int64_t> few_nets{{-3, 5}, {-1, 60}, {1, 20}, {2, 10}, {0, 3}, {9, 2}};

TEST(SessionLaw, IsWhatAllSequencesOfHandsGive) {
  for (const std::int64_t unit : {1, 100, 250}) {
    const NetLaw nets = in_cents(few_nets, unit);
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
  expect_enumerated(in_cents(few_nets, 100), rules(1050, 100, 249, 151, 5));
}

class RealHands : public testing::Test {
 protected:
  const DealTable deals{decide(Strategy::optimal, standard_paytable())};
  const HandLaw law{deals};
  const Table table{deals, standard_paytable(), bonus_paytable(BonusPaytableName::paytable_b)};
};

TEST_F(RealHands, WithABonusAreWhatAllSequencesOfThreeHandsGive) {
  for (const auto& rules : {rules(1700, 500, 0, 0, 3, 200), rules(10000, 500, 1000, 1000, 3, 100)})
    expect_enumerated(law.nets(table, rules), rules);
}

TEST_F(RealHands, OvershootTheLimits) {
  const SessionRules rules = let_it_ride::rules(50000, 100, 10000, 10000, 200);
  const auto session = session_law(law.nets(table, rules), rules);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->profits.front().profit.count, -10200);  // from 99 behind, three bets lost
  EXPECT_EQ(session->profits.back().profit.count, 309900);   // from 99 ahead, three bets on a royal flush
  double beyond = 0;
  for (const auto& [profit, probability] : session->profits)
    beyond += profit.count > 10000 ? probability : 0;
  EXPECT_GT(beyond, 0.5 * session->probability(StopReason::win_limit));
}

TEST_F(RealHands, KeepAllTheMassWithAndWithoutLimits) {
  for (const auto& rules : {rules(50000, 100, 10000, 10000, 200), rules(50000, 500, 0, 0, 200),
                            rules(5000, 500, 0, 0, 2000), rules(50000, 500, 10000, 0, 1000, 100)}) {
    const auto session = session_law(law.nets(table, rules), rules);
    ASSERT_TRUE(session);
    double profits = 0, hands = 0, reasons = 0;
    for (const auto& point : session->profits)
      profits += point.probability;
    for (const double probability : session->hands)
      hands += probability;
    for (const double probability : session->by_reason)
      reasons += probability;
    EXPECT_NEAR(profits, 1, 1e-12);
    EXPECT_NEAR(hands, 1, 1e-12);
    EXPECT_NEAR(reasons, 1, 1e-12);
  }
}

TEST_F(RealHands, AreLeftAloneWhereTheBankrollsAreTooMany) {
  const SessionRules rules = let_it_ride::rules(100'000'000, 50001, 0, 0, 10'000, 10007);
  EXPECT_FALSE(session_law(law.nets(table, rules), rules));
}

TEST_F(RealHands, WithWhatIsLeftAreKnownOnlyWhereTheFullStakesAreNeverOutOfReach) {
  SessionRules rules = let_it_ride::rules(50000, 500, 10000, 10000, 200);
  const auto known = session_law(law.nets(table, rules), rules);
  rules.stop_on_insufficient_funds = false;
  const auto same = session_law(law.nets(table, rules), rules);
  ASSERT_TRUE(known && same);
  EXPECT_EQ(known->by_reason, same->by_reason);
  rules.loss_limit.reset();
  EXPECT_FALSE(session_law(law.nets(table, rules), rules));
}

/// Of a play that also rides where nothing is expected of it: its law of a hand, and the session's by another program's
/// recursion, to the digits shown.
TEST(SessionLaw, HasItsKnownDigits) {
  const NetLaw nets =
      in_cents({{-3, 48756}, {-2, 744864}, {-1, 38773980}, {1, 3228804}, {2, 3861696}, {3, 2976348}, {4, 682776},
                {5, 150336}, {6, 903096},  {9, 364560},    {10, 50064},  {15, 3600},   {16, 92152},  {22, 41472},
                {24, 10008}, {33, 33408},  {100, 4608},    {150, 7872},  {400, 368},   {600, 352},   {3000, 80}},
               100);
  const auto law = session_law(nets, rules(50000, 100, 10000, 10000, 200));
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->hands_moments().mean, 195.641127059, 5.1e-10);
  EXPECT_NEAR(law->probability(StopReason::win_limit), 0.043450524, 5.1e-10);
  EXPECT_NEAR(law->probability(StopReason::loss_limit), 0.001196402, 5.1e-10);
  EXPECT_NEAR(law->profit_moments().mean / 100, -6.858550288, 5.1e-10);
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

struct Played {
  const char* name;
  const char* keys;
};

const Played played[] = {
    {"both_limits", R"(
strategy: {type: optimal}
bankroll: {starting_amount: 500, base_bet: 1, stop_conditions: {win_limit: 100, loss_limit: 100}}
)"},
    {"close_limits", R"(
simulation: {hands_per_session: 100}
bankroll: {starting_amount: 100, base_bet: 5, stop_conditions: {win_limit: 40, loss_limit: 30}}
)"},
    {"ruin", R"(
strategy: {type: aggressive}
simulation: {hands_per_session: 60}
bankroll: {starting_amount: 100, base_bet: 5}
)"},
    {"a_bonus_that_the_funds_must_reach", R"(
simulation: {hands_per_session: 50}
bankroll: {starting_amount: 60, base_bet: 5, stop_conditions: {win_limit: 150}}
bonus_strategy: {enabled: true, type: always, always: {amount: 2}}
)"},
    {"max_hands_and_a_rich_bonus", R"(
strategy: {type: always_pull}
bankroll: {starting_amount: 300, base_bet: 2.5, stop_conditions: {loss_limit: 100, max_hands: 30}}
bonus_strategy: {enabled: true, type: always, always: {amount: 1}}
paytables: {bonus: {type: paytable_c}}
)"},
};

class PlayedSessions : public testing::TestWithParam<Played> {};
INSTANTIATE_TEST_SUITE_P(Rules, PlayedSessions, testing::ValuesIn(played),
                         [](const auto& param) { return std::string(param.param.name); });

/// 10^6 sessions (10^5 in debug builds), 5 standard errors, seed fixed.
TEST_P(PlayedSessions, FollowTheLaw) {
  const auto workload = test::let_it_ride(GetParam().keys);
  const auto exact = *workload->exact();
  const std::uint64_t sessions = 100'000 * thoroughness;
  const Rows rows = simulated(*workload, {0, sessions});
  const auto n = static_cast<double>(sessions);

  for (const char* column : {"stop_reason", "outcome"}) {
    const auto codes = rows.column<std::uint8_t>(column);
    const std::vector<double>& law = exact.category_laws.at(column);
    for (std::size_t code = 0; code < law.size(); ++code) {
      const double p = law[code];
      EXPECT_NEAR(static_cast<double>(std::count(codes.begin(), codes.end(), code)) / n, p,
                  5 * std::sqrt(p * (1 - p) / n))
          << column << " " << code;
    }
  }
  const auto expect_mean = [&](const char* column, double total) {
    const ExactMoments& moments = exact.moments.at(column);
    EXPECT_NEAR(total / n, moments.mean, 5 * *moments.standard_deviation / std::sqrt(n)) << column;
  };
  expect_mean("hands_played", total_count(rows, "hands_played"));
  for (const char* column : {"session_profit", "final_bankroll", "total_bonus_wagered"})
    expect_mean(column, total_dollars(rows, column));

  // Of a hand the bets at risk are 1 to 3 base bets, of mean m: Σ bets − m hands is a martingale of steps below 2.
  const double hands = exact.moments.at("hands_played").mean;
  const double bet = exact.moments.at("total_wagered").mean / hands;
  EXPECT_NEAR(total_dollars(rows, "total_wagered") / n, exact.moments.at("total_wagered").mean,
              5 * bet * (2 * std::sqrt(hands) + *exact.moments.at("hands_played").standard_deviation) / std::sqrt(n));

  // The share of sessions at or below an exact quantile.
  const auto profits = rows.column<std::int64_t>("session_profit");
  for (const int percent : {1, 5, 25, 50, 75, 95, 99}) {
    const auto quantile = static_cast<std::int64_t>(
        std::llround(100 * figure(*workload, "session_profit_quantile_" + std::to_string(percent))));
    const double p = percent / 100.0, tolerance = 5 * std::sqrt(p * (1 - p) / n);
    const auto share = [&](auto&& is_below) {
      return static_cast<double>(std::count_if(profits.begin(), profits.end(), is_below)) / n;
    };
    EXPECT_GE(share([&](std::int64_t profit) { return profit <= quantile; }), p - tolerance) << percent;
    EXPECT_LE(share([&](std::int64_t profit) { return profit < quantile; }), p + tolerance) << percent;
  }
}

TEST_P(PlayedSessions, ObeyWaldsIdentity) {
  const auto workload = test::let_it_ride(GetParam().keys);
  EXPECT_NEAR(figure(*workload, "expected_session_profit"),
              figure(*workload, "expected_profit_per_hand") * figure(*workload, "expected_hands"), 1e-10);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

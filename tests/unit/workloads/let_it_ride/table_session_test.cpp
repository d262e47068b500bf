#include "workloads/let_it_ride/play/table_session.hpp"

#include "unit/workloads/let_it_ride/cases.hpp"

#include "workloads/let_it_ride/settings/settings.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

Settings seat_settings(const std::string& keys) {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: let_it_ride\n" + keys, "test.yaml", {}, workloads);
  return settings_of(study.case_parameters(0));
}

Table table_of(const Settings& seat_settings) {
  static const DealTable deals(decide(Strategy::basic, standard_paytable()));
  return {deals, seat_settings.main_paytable, seat_settings.bonus_paytable};
}

/// Follows every seat with a staking of its own and its own sums, and finds what is wrong.
template <class Staking>
class Auditor {
 public:
  Auditor(const SessionRules& rules, const Seating& layout, const Staking& staking)
      : rules_(rules),
        accounts_(layout.seats, Account{staking, rules.starting_amount.count}),
        newcomer_(accounts_[0]) {}

  void round(const Deck&) {}
  void empty(unsigned seat) { EXPECT_TRUE(accounts_[seat].has_left); }
  void hand(unsigned seat, const PlayedHand& played) {
    Account& account = accounts_[seat];
    ASSERT_FALSE(account.has_left);
    const Stakes stakes = account.staking.at(account.bankroll, account.hands);
    ASSERT_EQ(played.stakes.base_bet, stakes.base_bet);
    ASSERT_EQ(played.stakes.bonus_bet, stakes.bonus_bet);
    ASSERT_GE(stakes.base_bet, 1);
    ASSERT_LE(stakes.total(), account.bankroll);
    account.bankroll += played.main_net + played.bonus_net;
    ASSERT_EQ(played.bankroll, account.bankroll);
    ASSERT_GE(account.bankroll, 0);
    account.wagered += stakes.base_bet * played.hand.bets;
    account.bonus_wagered += stakes.bonus_bet;
    account.peak = std::max(account.peak, account.bankroll);
    ++account.hands;
    ASSERT_LE(account.hands, rules_.max_hands);
    if constexpr (Staking::varies) account.staking.record(played);
  }
  void leaves(unsigned seat, const Session& session) {
    Account& account = accounts_[seat];
    EXPECT_EQ(session.hands_played, account.hands);
    EXPECT_EQ(session.final_bankroll.count, account.bankroll);
    EXPECT_EQ(session.total_wagered.count, account.wagered);
    EXPECT_EQ(session.total_bonus_wagered.count, account.bonus_wagered);
    EXPECT_EQ(session.peak_bankroll.count, account.peak);
    EXPECT_EQ(session.stop_reason == StopReason::max_hands, account.hands == rules_.max_hands && !at_a_limit(account));
    account.has_left = true;
  }
  void replace_who_left() {
    for (Account& account : accounts_) {
      if (account.has_left) account = newcomer_;
    }
  }

 private:
  struct Account {
    Staking staking;
    std::int64_t bankroll;
    std::int64_t peak = bankroll;
    std::int64_t wagered = 0, bonus_wagered = 0;
    std::int32_t hands = 0;
    bool has_left = false;
  };

  bool at_a_limit(const Account& account) const {
    const std::int64_t profit = account.bankroll - rules_.starting_amount.count;
    return (rules_.win_limit && profit >= rules_.win_limit->count) ||
           (rules_.loss_limit && profit <= -rules_.loss_limit->count);
  }

  const SessionRules& rules_;
  std::vector<Account> accounts_;
  Account newcomer_;
};

template <class Staking>
class ReplacingAuditor : public Auditor<Staking> {
 public:
  using Auditor<Staking>::Auditor;
  void round(const Deck&) { this->replace_who_left(); }
};

std::string random_keys(std::mt19937_64& generator) {
  const auto one_of = [&](const std::vector<std::string>& choices) {
    return choices[std::uniform_int_distribution<std::size_t>(0, choices.size() - 1)(generator)];
  };
  return "simulation: {hands_per_session: " + one_of({"1", "7", "60", "200"}) + "}\n" +
         "table: {num_seats: " + one_of({"1", "2", "3", "4", "5", "6"}) + "}\n" +
         "dealer: " + one_of({"{}", "{discard_enabled: true}", "{discard_enabled: true, discard_cards: 10}"}) + "\n" +
         "bankroll: {starting_amount: " + one_of({"40", "100.01", "1000"}) +
         ", base_bet: 5, stop_conditions: {stop_on_insufficient_funds: " + one_of({"true", "false"}) +
         one_of({"", ", win_limit: 50"}) + one_of({"", ", loss_limit: 60"}) + "}, betting_system: {type: " +
         one_of({"flat", "martingale", "reverse_martingale", "paroli", "dalembert", "fibonacci", "proportional"}) +
         "}}\nbonus_strategy: {enabled: true, type: " +
         one_of(
             {"never", "always", "static, static: {ratio: 0.2}", "bankroll_conditional", "streak_based", "combined"}) +
         "}\n";
}

/// Every betting system and bonus strategy at tables of every size, 40 sessions each.
TEST(TableSession, EverySeatPlaysWithItsOwnBetsAndSumsWithinItsMeans) {
  std::mt19937_64 generator(7);
  for (int i = 0; i < 150; ++i) {
    const std::string keys = random_keys(generator);
    SCOPED_TRACE(keys);
    const Settings chosen = seat_settings(keys);
    const Seating& layout = chosen.table.layout;
    with_staking(chosen.rules, [&](const auto& staking) {
      using Staking = std::decay_t<decltype(staking)>;
      std::vector<Seat<Staking>> seats;
      TableCounts counts;
      for (std::uint64_t r = 0; r < 40; ++r) {
        Auditor<Staking> auditor(chosen.rules, layout, staking);
        const std::int32_t rounds = play_until_all_have_left(table_of(chosen), chosen.rules, layout, staking,
                                                             test::test_streams().open(r), seats, counts, auditor);
        const auto longest = std::max_element(seats.begin(), seats.end(), [](const auto& a, const auto& b) {
          return a.totals().hands() < b.totals().hands();
        });
        ASSERT_EQ(rounds, longest->totals().hands());
        ReplacingAuditor<Staking> replacing(chosen.rules, layout, staking);
        std::array<SeatRun, most_seats> runs;
        SessionCounts sessions;
        play_rounds(50, table_of(chosen), chosen.rules, layout, staking, test::test_streams().open(r), seats, runs,
                    sessions, counts, replacing);
      }
    });
    if (testing::Test::HasFailure()) break;
  }
}

TEST(TableSession, CardsDoNotDependOnWhoHasLeft) {
  const std::string seats = "table: {num_seats: 6}\n";
  const auto limited = test::let_it_ride(
      seats + "bankroll: {starting_amount: 500, stop_conditions: {win_limit: 60, loss_limit: 200}}\n");
  const auto unlimited = test::let_it_ride(seats + "bankroll: {starting_amount: 100000}\n");
  const Rows some = test::simulated(*limited, {0, 200}), all = test::simulated(*unlimited, {0, 200});
  int compared = 0;
  for (std::size_t i = 0; i < 1'200; ++i) {
    if (some.column<std::int32_t>("seat_hands_played")[i] < 200) continue;
    ++compared;
    ASSERT_EQ(some.column<std::int64_t>("seat_total_wagered")[i], all.column<std::int64_t>("seat_total_wagered")[i]);
    ASSERT_EQ(some.column<std::int64_t>("seat_profit")[i], all.column<std::int64_t>("seat_profit")[i]);
  }
  EXPECT_GT(compared, 50);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

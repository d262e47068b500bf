#include "workloads/let_it_ride/play/lanes.hpp"
#include "unit/each_target.hpp"
#include "unit/workloads/let_it_ride/cases.hpp"
#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/play/casino_session.hpp"

#include <ergodic/variates.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

const Game& game() {
  static const Game game(Strategy::basic, standard_paytable());
  return game;
}

/// Of what is played with here.
std::optional<LaneRules> rules_for_lanes(const SessionRules& rules) {
  return lane_rules(standard_paytable(), bonus_paytable(BonusPaytableName::paytable_c), rules);
}

Table table() { return {game().deals(), standard_paytable(), bonus_paytable(BonusPaytableName::paytable_c)}; }

/// All kinds of bets and limits that lanes know, amounts that no unit of dollars divides.
SessionRules random_rules(Stream& stream) {
  const auto up_to = [&](std::uint32_t n) { return static_cast<std::int64_t>(uniform_integer(stream, n)); };
  SessionRules rules{};
  rules.base_bet = {25 * (1 + up_to(80))};
  rules.bonus_bet = {25 * up_to(2) * (1 + up_to(40))};
  rules.starting_amount = 3 * rules.base_bet + rules.bonus_bet + Cents{up_to(50'000)};
  if (up_to(2)) rules.win_limit = Cents{1 + up_to(30'000)};
  if (up_to(2)) rules.loss_limit = Cents{1 + up_to(60'000)};
  rules.max_hands = static_cast<std::int32_t>(1 + up_to(150));
  switch (up_to(6)) {
    case 0: rules.betting_system = ladder_of(Martingale{.loss_multiplier = 1.5}, rules.base_bet); break;
    case 1: rules.betting_system = ladder_of(ReverseMartingale{.reset_on_loss = false}, rules.base_bet); break;
    case 2: rules.betting_system = ladder_of(Fibonacci{}, rules.base_bet); break;
    case 3: rules.betting_system = DAlembert{{75}, {50}, {25}, {500'00}}; break;
    case 4: rules.betting_system = ladder_of(Martingale{.max_bet = {10}, .max_progressions = 1}, rules.base_bet); break;
    default: break;
  }
  return rules;
}

template <class Hands>
std::map<std::uint64_t, Session> in_turn(const Hands& hands, const SessionRules& rules, Replicates replicates,
                                         HandCounts& counts) {
  std::map<std::uint64_t, Session> sessions;
  with_staking(rules, [&](const auto& staking) {
    for (std::uint64_t i = 0; i < replicates.count; ++i) {
      const std::uint64_t replicate = replicates.first + i;
      sessions[replicate] = play_session(hands, table(), rules, staking, test::test_streams().open(replicate), counts,
                                         [](const PlayedHand&) {});
    }
  });
  return sessions;
}

template <class Hands, class LaneHands>
void expect_the_same(const Hands& hands, const LaneHands& lane_hands, const SessionRules& rules,
                     Replicates replicates) {
  const std::optional<LaneRules> lanes = rules_for_lanes(rules);
  ASSERT_TRUE(lanes) << rules.base_bet.count << ' ' << rules.max_hands;
  HandCounts expected_counts;
  const auto expected = in_turn(hands, rules, replicates, expected_counts);
  test::with_each_target([&] {
    HandCounts counts;
    std::map<std::uint64_t, Session> sessions;
    const auto take = [&](std::span<const std::uint64_t> ended, std::span<const Session> those) {
      ASSERT_EQ(ended.size(), those.size());
      for (std::size_t i = 0; i < ended.size(); ++i)
        EXPECT_TRUE(sessions.emplace(ended[i], those[i]).second) << "twice: " << ended[i];
    };
    play_in_lanes(lane_hands, rules, *lanes, replicates, test::test_streams(), counts, take);
    ASSERT_EQ(sessions.size(), expected.size());
    for (const auto& [replicate, session] : expected)
      ASSERT_EQ(sessions.at(replicate), session) << "replicate " << replicate;
    EXPECT_EQ(counts.hands, expected_counts.hands);
    EXPECT_EQ(counts.bonuses, expected_counts.bonuses);
  });
}

TEST(Lanes, LeaveWhatPlayingInTurnLeavesWhateverTheInstructions) {
  Stream choices = test::test_streams(71).open(0);
  for (int i = 0; i < 60; ++i) {
    SessionRules rules = random_rules(choices);
    while (!rules_for_lanes(rules))  // amounts that do not fit: one in ten
      rules = random_rules(choices);
    const Replicates replicates{uniform_integer(choices, std::uint64_t{1} << 40), 1 + uniform_integer(choices, 300u)};
    expect_the_same(DrawnHands{game().outcomes()}, game().outcomes(), rules, replicates);
    expect_the_same(DealtHands{game().deals()}, game().packed_deals(), rules, replicates);
  }
}

/// More sessions than the counters' narrow fields have room for.
TEST(Lanes, CountTheClassesOfManyHands) {
  const SessionRules rules{{100'000'00}, {500}, {500}, {}, {}, 1'000};
  expect_the_same(DrawnHands{game().outcomes()}, game().outcomes(), rules, {0, 500});
}

TEST(Lanes, DealEveryHandAsTheDealTableDoes) {
  const SessionRules rules{{3 * 500}, {500}, {0}, {}, {}, 1};
  expect_the_same(DealtHands{game().deals()}, game().packed_deals(), rules, {0, 200'000});
}

TEST(Lanes, LeaveAmountsBeyond32BitsToOthers) {
  SessionRules rules{{100'000'00}, {500}, {7}, {}, {}, 200};
  EXPECT_TRUE(rules_for_lanes(rules));
  rules.base_bet = {1'000'001};
  EXPECT_FALSE(rules_for_lanes(rules));
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

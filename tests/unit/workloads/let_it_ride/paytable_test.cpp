#include "unit/workloads/let_it_ride/cases.hpp"
#include "unit/workloads/let_it_ride/naive.hpp"
#include "workloads/let_it_ride/exact/exact_figures.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

using testing::HasSubstr;

Settings paytable_settings(const std::string& keys) {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text("workload: let_it_ride\n" + keys, "test.yaml", {}, workloads);
  return settings_of(study.case_parameters(0));
}

std::string paytable_refusal(const std::string& keys) {
  try {
    paytable_settings(keys);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(Paytables, HaveTheRatiosOfTheirKeys) {
  const MainPaytable main =
      paytable_settings(
          "paytables: {main_game: {type: custom, custom: {royal_flush: 500, straight_flush: 100, four_of_a_kind: 25, "
          "full_house: 15, flush: 10, straight: 6, three_of_a_kind: 4, two_pair: 0, pair_tens_or_better: 2}}}\n")
          .main_paytable;
  EXPECT_EQ(main, MainPaytable({0, 0, 2, 0, 4, 6, 10, 15, 25, 100, 500}));
  EXPECT_EQ(main.net(HandClass::two_pair), -1) << "a ratio of 0 loses the bet";
  const BonusPaytable bonus =
      paytable_settings(
          "paytables: {bonus: {type: custom, custom: {mini_royal: 60, straight_flush: 45, three_of_a_kind: 35, "
          "straight: 7, flush: 2, pair: 0}}}\n")
          .bonus_paytable;
  EXPECT_EQ(bonus, BonusPaytable({0, 0, 2, 7, 35, 45, 60}));
}

TEST(Paytables, AreTheStandardOnesWhereNothingIsSaid) {
  for (const std::string keys :
       {"", "paytables: {main_game: {type: custom}, bonus: {type: custom}}\n",
        "paytables: {main_game: {type: custom, custom: {flush: 8}}, bonus: {type: custom, custom: {flush: 4}}}\n"}) {
    EXPECT_EQ(paytable_settings(keys).main_paytable, standard_paytable());
    EXPECT_EQ(paytable_settings(keys).bonus_paytable, bonus_paytable(BonusPaytableName::paytable_b));
  }
  EXPECT_EQ(paytable_settings("paytables: {bonus: {type: paytable_a}}\n").bonus_paytable,
            bonus_paytable(BonusPaytableName::paytable_a));
}

TEST(Paytables, RefuseWhatCannotBePaid) {
  EXPECT_EQ(paytable_refusal("paytables: {main_game: {type: liberal}}\n"),
            "test.yaml:2:31: paytables.main_game.type is liberal (nobody ever said what it pays) set type: custom and "
            "its ratios");
  EXPECT_THAT(paytable_refusal("paytables: {main_game: {type: tight}}\n"), HasSubstr("nobody ever said"));
  EXPECT_THAT(paytable_refusal("paytables: {main_game: {custom: {flush: 9}}}\n"), HasSubstr("plays no part"));
  EXPECT_THAT(paytable_refusal("paytables: {bonus: {custom: {flush: 9}}}\n"), HasSubstr("plays no part"));
  EXPECT_THAT(paytable_refusal("paytables: {main_game: {type: custom, custom: {flush: -1}}}\n"),
              HasSubstr("flush is -1"));
  EXPECT_THAT(paytable_refusal("paytables: {main_game: {type: custom, custom: {flush: 100001}}}\n"),
              HasSubstr("flush"));
  EXPECT_THAT(paytable_refusal("paytables: {main_game: {type: custom, custom: {high_card: 1}}}\n"),
              HasSubstr("high_card"));
  EXPECT_THAT(paytable_refusal("paytables: {bonus: {progressive: {starting_jackpot: 10000}}}\n"),
              HasSubstr("no jackpot grows"));
}

TEST(Paytables, OfTwoCasesDoNotShareAGame) {
  static const Workloads workloads = built_in_workloads();
  const auto study = study::Study::from_text(
      "workload: let_it_ride\nstrategy: {type: optimal}\ncases:\n  a: {}\n"
      "  b: {paytables.main_game: {type: custom, custom: {royal_flush: 0, straight_flush: 0}}}\n",
      "test.yaml", {}, workloads);
  WorkloadKind* kind = workloads.find("let_it_ride");
  const auto standard = kind->make(study.case_parameters(0)), poor = kind->make(study.case_parameters(1));
  EXPECT_EQ(test::fraction(*standard, "main_expectation"), "-1822224/51979200");
  EXPECT_LT(test::figure(*poor, "main_expectation"), test::figure(*standard, "main_expectation"));
}

/// Ratios up to thrice the standard ones; now and then a class is not paid.
MainPaytable random_paytable(std::mt19937_64& random) {
  std::array<std::int32_t, hand_classes> ratios{};
  for (std::size_t i = code(HandClass::pair_tens_or_better); i < hand_classes; ++i) {
    const auto usual = static_cast<std::uint64_t>(standard_paytable().net(static_cast<HandClass>(i)));
    ratios[i] = static_cast<std::int32_t>(random() % (3 * usual + 1));
  }
  return MainPaytable(ratios);
}

TEST(OptimalStrategy, GainsTheMostThatAnyStrategyCanAtAnyPaytable) {
  const naive::AllHands all;
  std::mt19937_64 random(1);
  for (int repetition = 0; repetition < 2; ++repetition) {
    const MainPaytable paytable = random_paytable(random);
    // What each bet brings by itself, where it rides if that is worth it; and bet 3, which always does.
    const std::vector<int> net_of_four = all.net_of_four(paytable);
    std::int64_t best = 0;
    for_each_three_cards([&](unsigned, const ThreeCards& set) {
      std::int64_t net_of_three = 0;
      for (std::uint8_t card = 0; card < deck_size; ++card) {
        if (card == set[0] || card == set[1] || card == set[2]) continue;
        const std::int64_t net = net_of_four[number_of(with(set, card))];
        net_of_three += net;
        best += std::max<std::int64_t>(net, 0);
      }
      best += net_of_three + std::max<std::int64_t>(net_of_three, 0);
    });
    const HandLaw law{DealTable(decide(Strategy::optimal, paytable))};
    const auto net = [&](BonusClass, std::uint32_t bets, HandClass hand) -> std::int64_t {
      return paytable.net(hand) * static_cast<std::int64_t>(bets);
    };
    EXPECT_EQ(law.sum<std::int64_t>(net), best);
    for (const Strategy strategy : {Strategy::basic, Strategy::aggressive}) {
      EXPECT_LE(HandLaw(DealTable(decide(strategy, paytable))).sum<std::int64_t>(net), best);
    }
  }
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

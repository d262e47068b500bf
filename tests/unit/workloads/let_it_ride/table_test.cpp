#include "unit/workloads/let_it_ride/cases.hpp"
#include "unit/workloads/let_it_ride/naive.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

const std::string limits = "bankroll: {stop_conditions: {win_limit: 100, loss_limit: 100}}\n";
const std::string bonus = "bonus_strategy: {enabled: true, type: always, always: {amount: 1}}\n";
const std::string six_seats = "table: {num_seats: 6}\n";
const std::string burning = "dealer: {discard_enabled: true, discard_cards: 10}\n";

std::vector<std::string> names(const Columns& columns) {
  std::vector<std::string> names;
  for (const Column& column : columns)
    names.push_back(column.name);
  return names;
}

std::span<const std::int64_t> tally(const Rows& rows, const char* name) {
  const Tallies& tallies = rows.tallies();
  const auto found = std::find_if(tallies.begin(), tallies.end(), [&](const Tally& t) { return t.name == name; });
  return rows.tally(static_cast<std::size_t>(found - tallies.begin()));
}

/// The values at one place of a column along an axis.
template <class T>
std::vector<double> at_place(const Rows& rows, const char* column, std::size_t place) {
  const auto values = rows.column<T>(column);
  const std::size_t length = rows.length(column);
  std::vector<double> found;
  for (std::size_t i = place; i < values.size(); i += length)
    found.push_back(static_cast<double>(values[i]));
  return found;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// (mean − exact)/standard error, with the standard deviation that is known.
double z(const std::vector<double>& values, double scale, const ExactMoments& exact) {
  return (scale * mean(values) - exact.mean) /
         (*exact.standard_deviation / std::sqrt(static_cast<double>(values.size())));
}

std::vector<std::int64_t> code_counts(const std::vector<double>& codes, std::size_t labels) {
  std::vector<std::int64_t> counts(labels);
  for (const double code : codes)
    ++counts[static_cast<std::size_t>(code)];
  return counts;
}

/// Every seat has the exact law of a lone player: means within 5 standard errors, outcomes and classes with p > 1e-6,
/// over 20 000 sessions of each seat (2 000 in debug builds). Seeds fixed.
TEST(Table, EverySeatHasTheLawOfALonePlayer) {
  for (const std::string& dealer : {std::string(), burning}) {
    const auto workload = let_it_ride(six_seats + dealer + limits + bonus);
    const ExactResults exact = *workload->exact();
    const ExactResults alone = *let_it_ride(limits + bonus)->exact();
    const Rows rows = simulated(*workload, {0, 2'000 * thoroughness});
    for (std::size_t seat = 0; seat < 6; ++seat) {
      ASSERT_EQ(exact.moments_along.at("seat_profit")[seat].mean, alone.moments.at("session_profit").mean);
      EXPECT_LT(std::abs(z(at_place<std::int64_t>(rows, "seat_profit", seat), 0.01,
                           exact.moments_along.at("seat_profit")[seat])),
                5);
      EXPECT_LT(std::abs(z(at_place<std::int32_t>(rows, "seat_hands_played", seat), 1,
                           exact.moments_along.at("seat_hands_played")[seat])),
                5);
      EXPECT_GT(p_value(code_counts(at_place<std::uint8_t>(rows, "seat_outcome", seat), 3),
                        exact.category_laws_along.at("seat_outcome")[seat]),
                1e-6);
      const auto reasons = code_counts(at_place<std::uint8_t>(rows, "seat_stop_reason", seat), 4);
      for (std::size_t reason = 0; reason < 4; ++reason) {
        const double p = exact.category_laws_along.at("seat_stop_reason")[seat][reason];
        const auto n = static_cast<double>(rows.count());
        EXPECT_LE(std::abs(static_cast<double>(reasons[reason]) - n * p), 5 * std::sqrt(n * p * (1 - p)) + 1e-6);
      }
    }
    EXPECT_GT(p_value(tally(rows, "hand_frequency"), exact.tally_laws.at("hand_frequency")), 1e-6);
    EXPECT_GT(p_value(tally(rows, "bonus_frequency"), exact.tally_laws.at("bonus_frequency")), 1e-6);
  }
}

TEST(Table, WhatTheTableLeavesIsTheSumOfItsSeats) {
  const auto workload = let_it_ride(six_seats + limits + bonus);
  const Rows rows = simulated(*workload, {0, 500});
  const auto profit = rows.column<std::int64_t>("seat_profit");
  const auto outcome = rows.column<std::uint8_t>("seat_outcome");
  const auto hands = rows.column<std::int32_t>("seat_hands_played");
  for (std::size_t i = 0; i < rows.count(); ++i) {
    const auto first = static_cast<std::ptrdiff_t>(6 * i), last = first + 6;
    EXPECT_EQ(rows.column<std::int64_t>("table_profit")[i],
              std::accumulate(profit.begin() + first, profit.begin() + last, std::int64_t{0}));
    EXPECT_EQ(rows.column<std::int32_t>("seats_ahead")[i],
              std::count(outcome.begin() + first, outcome.begin() + last, 2));
    EXPECT_EQ(rows.column<std::int32_t>("table_rounds")[i],
              *std::max_element(hands.begin() + first, hands.begin() + last));
    EXPECT_EQ(rows.column<std::int64_t>("session_profit")[i], profit[6 * i]);
    EXPECT_EQ(rows.column<std::int32_t>("hands_played")[i], hands[6 * i]);
    EXPECT_EQ(rows.column<std::uint8_t>("outcome")[i], outcome[6 * i]);
    EXPECT_EQ(rows.column<std::uint8_t>("stop_reason")[i], rows.column<std::uint8_t>("seat_stop_reason")[6 * i]);
    EXPECT_EQ(rows.column<std::int64_t>("final_bankroll")[i], 50'000 + profit[6 * i]);
  }
  EXPECT_EQ(total(tally(rows, "table_hand_frequency")), total(hands));
  EXPECT_EQ(total(tally(rows, "hand_frequency")), total_count(rows, "hands_played"));
  EXPECT_EQ(workload->exact()->moments.at("table_profit").mean,
            6 * workload->exact()->moments.at("session_profit").mean);
}

/// The share of rounds in which two seats are both paid, by a plain program: a shuffled deck and the naive evaluator.
double both_paid(int rounds, std::size_t second_seat) {
  using namespace workloads::let_it_ride;
  std::mt19937_64 generator(11);
  std::vector<Card> deck(deck_size);
  std::iota(deck.begin(), deck.end(), 0u);
  int paid = 0;
  for (int i = 0; i < rounds; ++i) {
    std::shuffle(deck.begin(), deck.end(), generator);
    const auto is_paid = [&](std::size_t seat) {
      return naive::hand_class({deck[3 * seat], deck[3 * seat + 1], deck[3 * seat + 2], deck[20], deck[21]}) >=
             HandClass::pair_tens_or_better;
    };
    paid += is_paid(0) && is_paid(second_seat);
  }
  return static_cast<double>(paid) / rounds;
}

/// Within 5 standard errors of the plain program's 2·10^5 rounds, and further above independence; 10^6 rounds simulated
/// (10^5 in debug builds). Seeds fixed.
TEST(Table, SeatsShareTheirLuckAsInAPlainProgram) {
  const auto workload = let_it_ride(six_seats + "simulation: {hands_per_session: 1}\n");
  const Rows rows = simulated(*workload, {0, 100'000 * thoroughness});
  const auto outcome = rows.column<std::uint8_t>("seat_outcome");
  constexpr double alone = 620'580.0 / 2'598'960;
  constexpr int plain_rounds = 20'000 * static_cast<int>(thoroughness);
  for (const std::size_t seat : {1u, 5u}) {
    double both = 0;
    for (std::size_t i = 0; i < rows.count(); ++i)
      both += outcome[6 * i] == 2 && outcome[6 * i + seat] == 2;
    const auto n = static_cast<double>(rows.count());
    const double share = both / n, variance = share * (1 - share);
    EXPECT_NEAR(share, both_paid(plain_rounds, seat), 5 * std::sqrt(variance * (1 / n + 1.0 / plain_rounds)));
    EXPECT_GT(share, alone * alone + 5 * std::sqrt(variance / n));
  }
}

TEST(Table, DoesNotDependOnHowTheSessionsAreCut) {
  for (const std::string& rounds : {std::string(), std::string(", total_rounds: 40")}) {
    const auto workload = let_it_ride("table: {num_seats: 4" + rounds + "}\n" + limits + bonus);
    const Rows whole = simulated(*workload, {50, 30});
    std::vector<std::int64_t> hands(11);
    for (const auto& [first, count] : {std::pair{0u, 1u}, {1u, 20u}, {21u, 9u}}) {
      const Rows part = simulated(*workload, {50 + first, count});
      for (std::size_t i = 0; i < whole.columns().size(); ++i) {
        const std::size_t width = whole.length(i) * size_of(whole.columns()[i].type);
        EXPECT_EQ(std::memcmp(whole.bytes(i).data() + first * width, part.bytes(i).data(), count * width), 0);
      }
      const auto counts = tally(part, "table_hand_frequency");
      std::transform(counts.begin(), counts.end(), hands.begin(), hands.begin(), std::plus<>());
    }
    const auto counts = tally(whole, "table_hand_frequency");
    EXPECT_TRUE(std::equal(hands.begin(), hands.end(), counts.begin()));
  }
}

TEST(Table, OfOneSeatIsALonePlayer) {
  const auto alone = let_it_ride(limits), table = let_it_ride(limits + "table: {num_seats: 1}\n");
  EXPECT_EQ(names(alone->columns()), names(table->columns()));
  const Rows a = simulated(*alone, {0, 100}), b = simulated(*table, {0, 100});
  for (std::size_t i = 0; i < a.columns().size(); ++i)
    EXPECT_EQ(std::memcmp(a.bytes(i).data(), b.bytes(i).data(), a.bytes(i).size()), 0);
}

TEST(Table, HasTheSameColumnsWhateverItsSizeWithoutThoseOfSeats) {
  const auto columns = [](const std::string& table) {
    return names(let_it_ride("table: {" + table + "}\n")->columns());
  };
  EXPECT_EQ(columns("num_seats: 1, per_seat: false"), columns("num_seats: 6, per_seat: false"));
  EXPECT_EQ(columns("num_seats: 1, per_seat: true"), columns("num_seats: 6"));
  EXPECT_EQ(columns("per_seat: false").back(), "seats_ahead");
}

/// One seat whose cards come from a deck of which some are burned: the same law. 5 standard errors; seed fixed.
TEST(Dealer, BurnedCardsDoNotChangeTheLawOfALonePlayer) {
  for (const char* cards : {"1", "3", "10"}) {
    const auto workload =
        let_it_ride(limits + bonus + "dealer: {discard_enabled: true, discard_cards: " + std::string(cards) + "}\n");
    EXPECT_EQ(names(workload->columns()), names(let_it_ride()->columns()));
    const ExactResults exact = *workload->exact();
    const Rows rows = simulated(*workload, {0, 3'000 * thoroughness});
    EXPECT_LT(std::abs(z(at_place<std::int64_t>(rows, "session_profit", 0), 0.01, exact.moments.at("session_profit"))),
              5);
    EXPECT_GT(p_value(tally(rows, "hand_frequency"), exact.tally_laws.at("hand_frequency")), 1e-6);
    EXPECT_GT(p_value(tally(rows, "bonus_frequency"), exact.tally_laws.at("bonus_frequency")), 1e-6);
  }
}

TEST(Dealer, BurnsThreeCardsUnlessToldOtherwise) {
  const auto row = [](const std::string& dealer) {
    return simulated(*let_it_ride("dealer: {" + dealer + "}\n"), {0, 1}).column<std::int64_t>("total_wagered")[0];
  };
  EXPECT_EQ(row("discard_enabled: true"), row("discard_enabled: true, discard_cards: 3"));
  EXPECT_NE(row("discard_enabled: true"), row("discard_enabled: true, discard_cards: 4"));
}

TEST(Time, EndsASessionForAReasonOfItsOwn) {
  const auto reasons = [](const std::string& conditions) {
    const Rows rows = simulated(*let_it_ride("bankroll: {starting_amount: 100000, stop_conditions: {" + conditions +
                                             "}}\ntable: {hands_per_hour: 50}\nsimulation: {hands_per_session: 60}\n"),
                                {0, 1});
    return std::pair(int{rows.column<std::uint8_t>("stop_reason")[0]}, rows.column<std::int32_t>("hands_played")[0]);
  };
  EXPECT_EQ(reasons("max_duration_minutes: 59"), std::pair(4, 49));
  EXPECT_EQ(reasons("max_duration_minutes: 60"), std::pair(4, 50));
  EXPECT_EQ(reasons("max_duration_minutes: 72"), std::pair(2, 60));
  EXPECT_EQ(reasons("max_duration_minutes: 73"), std::pair(2, 60));
  EXPECT_EQ(reasons("max_duration_minutes: 60, max_hands: 49"), std::pair(2, 49));
}

TEST(Time, HasTheExactLawOfALimitOfHands) {
  const std::string conditions = "bankroll: {stop_conditions: {win_limit: 100, loss_limit: 100";
  const auto timed = let_it_ride(conditions + ", max_duration_minutes: 120}}\ntable: {hands_per_hour: 60}\n")->exact();
  const auto counted = let_it_ride(conditions + ", max_hands: 120}}\n")->exact();
  const auto& by_time = timed->category_laws.at("stop_reason");
  const auto& by_hands = counted->category_laws.at("stop_reason");
  EXPECT_EQ(by_time, (std::vector{by_hands[0], by_hands[1], 0.0, by_hands[3], by_hands[2]}));
  EXPECT_EQ(timed->moments.at("session_profit").mean, counted->moments.at("session_profit").mean);
}

class Replacement : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Tables, Replacement,
                         testing::Values("table: {num_seats: 6, total_rounds: 300}\n",
                                         "table: {num_seats: 3, total_rounds: 25}\n",
                                         "table: {num_seats: 1, total_rounds: 300, per_seat: true}\n"));

/// The mean profit within 5 standard errors of rounds × seats × the expectation of a hand; seed fixed.
TEST_P(Replacement, AddsUpAndLosesTheExpectationOfEveryHand) {
  const auto workload = let_it_ride(std::string(GetParam()) + limits + bonus);
  const std::size_t seats = workload->axes().front().size();
  const Rows rows = simulated(*workload, {0, 400 * thoroughness});
  const auto sum_of_seats = [&](const auto& values, std::size_t row) {
    std::int64_t sum = 0;
    for (std::size_t i = seats * row; i < seats * (row + 1); ++i)
      sum += values[i];
    return sum;
  };
  std::int64_t in_progress = 0;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    EXPECT_EQ(rows.column<std::int64_t>("table_profit")[i], sum_of_seats(rows.column<std::int64_t>("seat_profit"), i));
    EXPECT_EQ(rows.column<std::int32_t>("sessions_completed")[i],
              sum_of_seats(rows.column<std::int32_t>("seat_sessions_completed"), i));
    EXPECT_EQ(rows.column<std::int32_t>("sessions_won")[i],
              sum_of_seats(rows.column<std::int32_t>("seat_sessions_won"), i));
    EXPECT_EQ(rows.column<std::int64_t>("total_wagered")[i],
              sum_of_seats(rows.column<std::int64_t>("seat_total_wagered"), i));
    in_progress += rows.column<std::int32_t>("sessions_in_progress")[i];
  }
  const auto ends = tally(rows, "stop_reason_frequency");
  EXPECT_EQ(ends.back(), in_progress);
  EXPECT_EQ(total(ends), total(tally(rows, "outcome_frequency")) + static_cast<double>(in_progress));
  EXPECT_EQ(total(tally(rows, "outcome_frequency")), total_count(rows, "sessions_completed"));
  EXPECT_EQ(static_cast<double>(tally(rows, "outcome_frequency")[2]), total_count(rows, "sessions_won"));
  const std::vector<double> profits = at_place<std::int64_t>(rows, "table_profit", 0);
  const double average = mean(profits);
  double squares = 0;
  for (const double profit : profits)
    squares += (profit - average) * (profit - average);
  const double error = std::sqrt(squares) / static_cast<double>(profits.size());
  EXPECT_NEAR(average / 100, workload->exact()->moments.at("table_profit").mean, 5 * error / 100);
}

/// With sessions of one hand the law of completed sessions is that of a hand. p > 1e-6; seed fixed.
TEST(ReplacementTable, SeatsANewPlayerWithFreshMeansAfterEverySession) {
  const std::string one_hand =
      "simulation: {hands_per_session: 1}\nbankroll: {starting_amount: 20}\n"
      "bonus_strategy: {enabled: true, type: always, always: {amount: 5}}\n";
  const auto workload = let_it_ride("table: {total_rounds: 500}\n" + one_hand);
  const Rows rows = simulated(*workload, {0, 20 * thoroughness});
  EXPECT_EQ(total_count(rows, "sessions_completed"), static_cast<double>(500 * rows.count()));
  EXPECT_EQ(total_count(rows, "sessions_in_progress"), 0);
  EXPECT_GT(p_value(tally(rows, "outcome_frequency"), let_it_ride(one_hand)->exact()->category_laws.at("outcome")),
            1e-6);
}

std::string table_refusal(const std::string& keys) {
  try {
    let_it_ride(keys);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(TableParameters, RefuseWhatPlaysNoPart) {
  EXPECT_EQ(table_refusal("dealer: {discard_cards: 3}\n"),
            "test.yaml:2:25: dealer.discard_cards plays no part (dealer.discard_enabled is false) remove it or set "
            "discard_enabled: true");
  EXPECT_EQ(table_refusal("table: {hands_per_hour: 50}\n"),
            "test.yaml:2:25: table.hands_per_hour plays no part (no one looks at the clock) remove it or set "
            "bankroll.stop_conditions.max_duration_minutes");
}

TEST(TableParameters, NeedThePaceOfATableForItsTime) {
  const std::string minutes = "bankroll: {stop_conditions: {max_duration_minutes: 1}}\n";
  EXPECT_THAT(table_refusal(minutes), HasSubstr("set table.hands_per_hour too"));
  EXPECT_THAT(table_refusal(minutes + "table: {hands_per_hour: 59}\n"),
              HasSubstr("at 59 an hour one takes longer than 1 min"));
  EXPECT_EQ(table_refusal(minutes + "table: {hands_per_hour: 60}\n"), "");
}

TEST(TableParameters, AreWithinWhatADeckAllows) {
  EXPECT_THAT(table_refusal("table: {num_seats: 7}\n"), HasSubstr("table.num_seats"));
  EXPECT_THAT(table_refusal("table: {total_rounds: 0}\n"), HasSubstr("table.total_rounds"));
  EXPECT_THAT(table_refusal("dealer: {discard_enabled: true, discard_cards: 11}\n"), HasSubstr("dealer.discard_cards"));
}

}  // namespace
}  // namespace ergodic::test

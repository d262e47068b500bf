#include "unit/random/goodness_of_fit.hpp"
#include "unit/workloads/let_it_ride/cases.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {
namespace {

using test::figure;
using test::simulated;
using test::thoroughness;
using test::total_count;
using test::total_dollars;

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
    {"a_martingale", R"(
simulation: {hands_per_session: 50}
bankroll:
  starting_amount: 400
  base_bet: 5
  betting_system: {type: martingale}
  stop_conditions: {win_limit: 100}
paytables: {main_game: {type: custom, custom: {flush: 10, two_pair: 1}}}
)"},
    {"fibonacci_with_what_is_left_and_a_bonus", R"(
simulation: {hands_per_session: 20}
bankroll:
  starting_amount: 12
  base_bet: 1
  betting_system: {type: fibonacci, fibonacci: {max_position: 4}}
  stop_conditions: {win_limit: 10, stop_on_insufficient_funds: false}
bonus_strategy: {enabled: true, type: always, always: {amount: 1}}
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
  for (const char* column : {"session_profit", "final_bankroll"})
    expect_mean(column, total_dollars(rows, column));
  for (const char* column : {"total_wagered", "total_bonus_wagered"}) {
    const double mean = total_dollars(rows, column) / n;
    double squares = 0;
    for (const std::int64_t cents : rows.column<std::int64_t>(column))
      squares += (static_cast<double>(cents) / 100 - mean) * (static_cast<double>(cents) / 100 - mean);
    EXPECT_NEAR(mean, exact.moments.at(column).mean, 5 * std::sqrt(squares) / n) << column;
  }

  // The share of sessions at or below an exact quantile.
  const auto profits = rows.column<std::int64_t>("session_profit");
  for (const int percent : {1, 5, 25, 50, 75, 95, 99}) {
    const auto is_quantile = [&](const ExactFigure& known) {
      return known.name == "session_profit_quantile_" + std::to_string(percent);
    };
    const auto found = std::find_if(exact.figures.begin(), exact.figures.end(), is_quantile);
    const auto quantile = static_cast<std::int64_t>(std::llround(100 * found->value));
    const double p = percent / 100.0, tolerance = 5 * std::sqrt(p * (1 - p) / n);
    const auto share = [&](auto&& is_below) {
      return static_cast<double>(std::count_if(profits.begin(), profits.end(), is_below)) / n;
    };
    EXPECT_GE(share([&](std::int64_t profit) { return profit <= quantile; }), p - tolerance) << percent;
    EXPECT_LE(share([&](std::int64_t profit) { return profit < quantile; }), p + tolerance) << percent;
  }
}

/// A quantity's column in its unit.
template <class T>
std::vector<double> values_of(const Rows& rows, const char* column, double scale) {
  std::vector<double> values;
  for (const T stored : rows.column<T>(column))
    values.push_back(static_cast<double>(stored) / scale);
  return values;
}

/// The p-value of a sample under a law, 0 where the law lacks one of its values. Neighbouring values are pooled into
/// cells that expect at least ten each.
double p_under(const ExactLaw& law, const std::vector<double>& sample) {
  std::map<double, std::uint64_t> counted;
  for (const double value : sample)
    ++counted[value];
  const double enough = 10 / static_cast<double>(sample.size());
  std::vector<std::uint64_t> counts{0};
  std::vector<double> probabilities{0};
  for (std::size_t i = 0; i < law.values.size(); ++i) {
    if (probabilities.back() >= enough) {
      counts.push_back(0);
      probabilities.push_back(0);
    }
    probabilities.back() += law.probabilities[i];
    if (const auto of_value = counted.extract(law.values[i])) counts.back() += of_value.mapped();
  }
  if (!counted.empty()) return 0;
  if (probabilities.back() < enough && probabilities.size() > 1) {
    const std::size_t last = counts.size() - 1;
    counts[last - 1] += counts[last];
    probabilities[last - 1] += probabilities[last];
    counts.pop_back();
    probabilities.pop_back();
  }
  return test::chi_square_p(counts, probabilities);
}

/// All plays but the last, whose stakes of what is left make for profits of any number of cents.
class ListedLaws : public PlayedSessions {};
INSTANTIATE_TEST_SUITE_P(Rules, ListedLaws, testing::ValuesIn(std::begin(played), std::end(played) - 1),
                         [](const auto& param) { return std::string(param.param.name); });

/// 10^5 sessions, seed fixed.
TEST_P(ListedLaws, AreThoseOfProfitsAndHandsInTheirWholeShape) {
  const auto workload = test::let_it_ride(GetParam().keys);
  const auto laws = workload->exact()->laws;
  const Rows rows = simulated(*workload, {0, 100'000});
  EXPECT_GT(p_under(laws.at("session_profit"), values_of<std::int64_t>(rows, "session_profit", 100)),
            test::significance);
  EXPECT_GT(p_under(laws.at("hands_played"), values_of<std::int32_t>(rows, "hands_played", 1)), test::significance);
}

TEST_P(ListedLaws, AscendAndHoldAllTheMassAndTheMean) {
  const auto workload = test::let_it_ride(GetParam().keys);
  const ExactResults exact = *workload->exact();
  for (const char* column : {"session_profit", "hands_played"}) {
    const ExactLaw& law = exact.laws.at(column);
    ASSERT_EQ(law.values.size(), law.probabilities.size());
    EXPECT_EQ(std::adjacent_find(law.values.begin(), law.values.end(), std::greater_equal<>()), law.values.end());
    double total = 0, mean = 0;
    for (std::size_t i = 0; i < law.values.size(); ++i) {
      total += law.probabilities[i];
      mean += law.values[i] * law.probabilities[i];
    }
    EXPECT_NEAR(total, 1, 1e-11) << column;
    EXPECT_NEAR(mean, exact.moments.at(column).mean, 1e-7) << column;
  }
}

TEST(SessionLaw, IsNotListedWhereItHasTooManyProfits) {
  const ExactResults exact = *test::let_it_ride((std::end(played) - 1)->keys)->exact();
  EXPECT_TRUE(exact.moments.contains("session_profit"));
  EXPECT_FALSE(exact.laws.contains("session_profit"));
  EXPECT_TRUE(exact.laws.contains("hands_played"));
}

TEST_P(PlayedSessions, ObeyWaldsIdentity) {
  const auto workload = test::let_it_ride(GetParam().keys);
  const auto wagered = workload->exact()->moments;
  EXPECT_NEAR(figure(*workload, "expected_session_profit"),
              -figure(*workload, "element_of_risk") * wagered.at("total_wagered").mean +
                  figure(*workload, "bonus_expectation") * wagered.at("total_bonus_wagered").mean,
              1e-10);
}

}  // namespace
}  // namespace ergodic::workloads::let_it_ride

#include "unit/workloads/let_it_ride/cases.hpp"

#include <gmock/gmock.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

std::string transcript_of(const Workload& workload, std::uint64_t replicate) {
  std::ostringstream out;
  workload.transcript(replicate, test_streams(), out);
  return out.str();
}

/// The last lines, "name value", and how many lines show a hand.
struct Read {
  std::map<std::string, std::string> totals;
  std::int32_t hands = 0;
};

Read read(const std::string& text) {
  Read found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name, value, more;
    words >> name >> value;
    if (line.starts_with("  ") && std::isdigit(line[4])) ++found.hands;
    if (!(words >> more)) found.totals[name] = value;
  }
  return found;
}

std::int64_t cents(std::string money) {
  std::string digits;
  for (const char c : money) {
    if (std::isdigit(c)) digits += c;
  }
  return (money.front() == '-' ? -1 : 1) * std::stoll(digits);
}

class Transcript : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(
    Cases, Transcript,
    testing::Values("strategy: {type: optimal}\n", "kernel: deal\n",
                    "bankroll: {stop_conditions: {win_limit: 100, loss_limit: 100}}\n"
                    "bonus_strategy: {enabled: true, type: always, always: {amount: 2.5}}\n",
                    "bankroll: {starting_amount: 20, stop_conditions: {stop_on_insufficient_funds: false}}\n"
                    "strategy: {type: always_ride}\n",
                    "bankroll: {starting_amount: 100, betting_system: {type: martingale}}\n"
                    "bonus_strategy: {enabled: true, type: streak_based}\n"));

TEST_P(Transcript, EndsWithTheRowThatSimulationLeaves) {
  const auto workload = let_it_ride(GetParam());
  for (std::uint64_t r = 0; r < 5; ++r) {
    const Rows row = simulated(*workload, {r, 1});
    const Read shown = read(transcript_of(*workload, r));
    EXPECT_EQ(shown.hands, row.column<std::int32_t>("hands_played")[0]);
    for (const Column& column : workload->columns()) {
      ASSERT_EQ(shown.totals.count(column.name), 1u) << column.name;
      const std::string& value = shown.totals.at(column.name);
      if (column.is_category())
        EXPECT_EQ(value, column.categories[row.column<std::uint8_t>(column.name)[0]]);
      else if (column.type == Type::int32)
        EXPECT_EQ(value, std::to_string(row.column<std::int32_t>(column.name)[0]));
      else
        EXPECT_EQ(cents(value), row.column<std::int64_t>(column.name)[0]) << column.name;
    }
  }
}

TEST(TranscriptText, ShowsTheHandsAsTheyFall) {
  const auto workload = let_it_ride(R"(
kernel: deal
simulation: {hands_per_session: 6}
bankroll: {stop_conditions: {win_limit: 100, loss_limit: 50}}
bonus_strategy: {enabled: true, type: always, always: {amount: 1}}
)");
  std::ostringstream out;
  workload->transcript(955, Streams({1, 2}), out);
  EXPECT_EQ(out.str(), R"(Let It Ride, strategy basic
$500.00 to start with, $5.00 on each of three circles, $1.00 on the bonus
The player leaves at +$100.00 or more, at -$50.00 or less, after 6 hands, or when the full bets are out of reach.

 hand  cards     bet 1  C1  bet 2  C2  class                   at risk           net      bankroll  bonus
    1  4c 6h 8d  pull   Js  pull   Td  high_card                 $5.00        -$6.00       $494.00  -$1.00 high_card
    2  3c 7c Ac  pull   6c  ride   Kc  flush                    $10.00       +$84.00       $578.00  +$4.00 flush
    3  9h Td Qc  pull   7c  pull   7h  pair_below_tens           $5.00        -$6.00       $572.00  -$1.00 high_card
    4  2h Jd Jh  ride   5s  ride   2s  two_pair                 $15.00       +$31.00       $603.00  +$1.00 pair

outcome                 win
stop_reason             win_limit
hands_played            4
session_profit          $103.00
final_bankroll          $603.00
total_wagered           $35.00
total_bonus_wagered     $4.00
peak_bankroll           $603.00
max_drawdown            $6.00
longest_winning_streak  1
longest_losing_streak   1
)");
}

/// The class, and the decisions of basic strategy, are those of the cards shown.
TEST(TranscriptText, ShowsTheCardsOfDrawnHands) {
  const auto workload = let_it_ride(R"(
simulation: {hands_per_session: 4}
bonus_strategy: {enabled: true, type: always, always: {amount: 1}}
)");
  std::ostringstream out;
  workload->transcript(955, Streams({1, 2}), out);
  EXPECT_THAT(out.str(), HasSubstr(R"(
    1  4c Qc Qs  ride   Jd  ride   Ah  pair_tens_or_better      $15.00       +$16.00       $516.00  +$1.00 pair
    2  3c 6d Qs  pull   4s  pull   Kd  high_card                 $5.00        -$6.00       $510.00  -$1.00 high_card
    3  3s Jc Kd  pull   3h  pull   Qd  pair_below_tens           $5.00        -$6.00       $504.00  -$1.00 high_card
    4  2s 3h Ts  pull   Ad  pull   3d  pair_below_tens           $5.00        -$6.00       $498.00  -$1.00 high_card
)"));
}

TEST(TranscriptText, ShowsTheStakesWhereTheyVary) {
  const auto workload = let_it_ride(R"(
kernel: deal
simulation: {hands_per_session: 4}
bankroll: {betting_system: {type: martingale}}
bonus_strategy: {enabled: true, type: static, static: {ratio: 0.2}}
)");
  std::ostringstream out;
  workload->transcript(955, Streams({1, 2}), out);
  EXPECT_THAT(out.str(), HasSubstr(R"(
$500.00 to start with, martingale bets from $5.00 on each of three circles, static bets on the bonus
The player leaves after 4 hands, or when the full bets are out of reach.

 hand  cards     bet 1  C1  bet 2  C2  class                     stake     at risk           net      bankroll  bonus
    1  4c 6h 8d  pull   Js  pull   Td  high_card                 $5.00       $5.00        -$6.00       $494.00  -$1.00 high_card on $1.00
    2  3c 7c Ac  pull   6c  ride   Kc  flush                    $10.00      $20.00      +$168.00       $662.00  +$8.00 flush on $2.00
    3  9h Td Qc  pull   7c  pull   7h  pair_below_tens           $5.00       $5.00        -$6.00       $656.00  -$1.00 high_card on $1.00
    4  2h Jd Jh  ride   5s  ride   2s  two_pair                 $10.00      $30.00       +$62.00       $718.00  +$2.00 pair on $2.00
)"));
}

TEST(TranscriptText, SaysWhatIsPlayedForWhat) {
  const std::string text = transcript_of(
      *let_it_ride("strategy: {type: conservative}\nbankroll: {starting_amount: 77.5, base_bet: 2.25}\n"), 0);
  EXPECT_THAT(text, HasSubstr("strategy conservative"));
  EXPECT_THAT(text, HasSubstr("$77.50 to start with, $2.25 on each of three circles, no bonus bet"));
}

}  // namespace
}  // namespace ergodic::test

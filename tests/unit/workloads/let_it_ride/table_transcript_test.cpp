#include "unit/workloads/let_it_ride/cases.hpp"

#include <gmock/gmock.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

std::string transcript(const Workload& workload, std::uint64_t replicate) {
  std::ostringstream out;
  workload.transcript(replicate, Streams({1, 2}), out);
  return out.str();
}

TEST(TableTranscript, ShowsEverySeatAndTheBurnedCards) {
  const auto workload = let_it_ride(R"(
table: {num_seats: 3}
dealer: {discard_enabled: true, discard_cards: 2}
simulation: {hands_per_session: 3}
bankroll: {stop_conditions: {loss_limit: 5}}
bonus_strategy: {enabled: true, type: always, always: {amount: 1}}
)");
  EXPECT_EQ(transcript(*workload, 0), R"(Let It Ride, strategy basic
$500.00 to start with, $5.00 on each of three circles, $1.00 on the bonus
The player leaves at -$5.00 or less, after 3 hands, or when the full bets are out of reach.
3 seats, 2 cards burned before the community cards.

round  seat  cards     bet 1  C1  bet 2  C2  class                   at risk           net      bankroll  bonus
    1   burned Ah 3s
          1  2s 4d 9s  pull   2c  pull   Kd  pair_below_tens           $5.00        -$6.00       $494.00  -$1.00 high_card
          2  4h Jh Qh  pull   2c  pull   Kd  high_card                 $5.00        -$1.00       $499.00  +$4.00 flush
          3  4c Js Ac  pull   2c  pull   Kd  high_card                 $5.00        -$6.00       $494.00  -$1.00 high_card
       seat 1 leaves: loss_limit after 1 hand, -$6.00
       seat 3 leaves: loss_limit after 1 hand, -$6.00
    2   burned Jd 3d
          1  6c 8h Kd  has left
          2  9s Tc Ts  ride   4h  ride   9h  two_pair                 $15.00       +$31.00       $530.00  +$1.00 pair
          3  7d 7h 8s  has left
    3   burned 4d Th
          1  3d 8h Qh  has left
          2  5d Jc Js  ride   5h  ride   Tc  two_pair                 $15.00       +$31.00       $561.00  +$1.00 pair
          3  Ts Jh Ah  has left
       seat 2 leaves: max_hands after 3 hands, +$61.00

                                    seat 1             seat 2             seat 3
outcome                               loss                win               loss
stop_reason                     loss_limit          max_hands         loss_limit
hands_played                             1                  3                  1
session_profit                      -$6.00             $61.00             -$6.00
final_bankroll                     $494.00            $561.00            $494.00
total_wagered                        $5.00             $35.00              $5.00
total_bonus_wagered                  $1.00              $3.00              $1.00
peak_bankroll                      $500.00            $561.00            $500.00
max_drawdown                         $6.00              $1.00              $6.00
longest_winning_streak                   0                  2                  0
longest_losing_streak                    1                  1                  1
)");
}

TEST(TableTranscript, ShowsWhoIsReplaced) {
  const auto workload = let_it_ride(R"(
table: {num_seats: 2, total_rounds: 4}
simulation: {hands_per_session: 3}
bankroll: {betting_system: {type: martingale}}
)");
  EXPECT_EQ(transcript(*workload, 0), R"(Let It Ride, strategy basic
$500.00 to start with, martingale bets from $5.00 on each of three circles, no bonus bet
The player leaves after 3 hands, or when the full bets are out of reach.
2 seats, 4 rounds: whoever leaves is replaced.

round  seat  cards     bet 1  C1  bet 2  C2  class                     stake     at risk           net      bankroll
    1     1  2s 4d 9s  pull   Js  pull   Ac  high_card                 $5.00       $5.00        -$5.00       $495.00
          2  4h Jh Qh  pull   Js  ride   Ac  pair_tens_or_better       $5.00      $10.00       +$10.00       $510.00
    2     1  8s Ts Ks  pull   Tc  ride   5c  pair_tens_or_better      $10.00      $20.00       +$20.00       $515.00
          2  2h 9h Qh  pull   Tc  pull   5c  high_card                 $5.00       $5.00        -$5.00       $505.00
    3     1  8h Jc Ac  pull   7d  pull   7h  pair_below_tens           $5.00       $5.00        -$5.00       $510.00
          2  2s Js Ks  pull   7d  pull   7h  pair_below_tens          $10.00      $10.00       -$10.00       $495.00
       seat 1 leaves: max_hands after 3 hands, +$10.00
       seat 2 leaves: max_hands after 3 hands, -$5.00
    4     1  2h 5c Td  pull   As  pull   Qh  high_card                 $5.00       $5.00        -$5.00       $495.00
          2  6c 8c 9d  pull   As  pull   Qh  high_card                 $5.00       $5.00        -$5.00       $495.00

                                    seat 1             seat 2
sessions_completed                       1                  1
sessions_won                             1                  0
hands_in_progress                        1                  1
profit                               $5.00            -$10.00
profit_in_progress                  -$5.00             -$5.00
total_wagered                       $35.00             $30.00
total_bonus_wagered                  $0.00              $0.00
)");
}

/// The lines "name value value …" at the end, by name.
std::map<std::string, std::vector<std::string>> totals(const std::string& text) {
  std::map<std::string, std::vector<std::string>> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string name, value;
    words >> name;
    found[name].clear();
    while (words >> value)
      found[name].push_back(value);
  }
  return found;
}

std::string dollars(std::int64_t cents) {
  std::ostringstream text;
  text << (cents < 0 ? "-$" : "$") << std::abs(cents) / 100 << '.' << std::abs(cents) / 10 % 10 << std::abs(cents) % 10;
  return text.str();
}

TEST(TableTranscript, EndsWithTheRowThatSimulationLeaves) {
  const auto workload = let_it_ride(
      "table: {num_seats: 6}\ndealer: {discard_enabled: true}\n"
      "bankroll: {starting_amount: 100, betting_system: {type: martingale}}\n"
      "bonus_strategy: {enabled: true, type: streak_based}\n");
  for (std::uint64_t r = 0; r < 10; ++r) {
    const Rows row = simulated(*workload, {r, 1}, Streams({1, 2}));
    const auto shown = totals(transcript(*workload, r));
    for (std::size_t seat = 0; seat < 6; ++seat) {
      EXPECT_EQ(shown.at("hands_played")[seat], std::to_string(row.column<std::int32_t>("seat_hands_played")[seat]));
      EXPECT_EQ(shown.at("session_profit")[seat], dollars(row.column<std::int64_t>("seat_profit")[seat]));
      EXPECT_EQ(shown.at("total_wagered")[seat], dollars(row.column<std::int64_t>("seat_total_wagered")[seat]));
      EXPECT_EQ(shown.at("peak_bankroll")[seat], dollars(row.column<std::int64_t>("seat_peak_bankroll")[seat]));
    }
  }
}

TEST(TableTranscript, OfReplacementEndsWithTheRowThatSimulationLeaves) {
  const auto workload = let_it_ride(
      "table: {num_seats: 4, total_rounds: 300}\n"
      "bankroll: {starting_amount: 100, stop_conditions: {win_limit: 50}}\n");
  for (std::uint64_t r = 0; r < 10; ++r) {
    const Rows row = simulated(*workload, {r, 1}, Streams({1, 2}));
    const auto shown = totals(transcript(*workload, r));
    for (std::size_t seat = 0; seat < 4; ++seat) {
      EXPECT_EQ(shown.at("sessions_completed")[seat],
                std::to_string(row.column<std::int32_t>("seat_sessions_completed")[seat]));
      EXPECT_EQ(shown.at("profit")[seat], dollars(row.column<std::int64_t>("seat_profit")[seat]));
    }
  }
}

}  // namespace
}  // namespace ergodic::test

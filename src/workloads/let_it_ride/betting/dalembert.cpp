#include "workloads/let_it_ride/betting/dalembert.hpp"

#include <cstddef>
#include <map>

namespace ergodic::workloads::let_it_ride {

/// All that can be reached are found by playing on from each, in the order in which they come up.
std::optional<Progression> states_of(const DAlembert& system, Cents base_bet) {
  Progression progression;
  std::map<std::int64_t, std::uint32_t> numbers;
  const auto number_of_bet = [&](std::int64_t bet) {
    const auto [found, is_new] = numbers.try_emplace(bet, static_cast<std::uint32_t>(numbers.size()));
    if (is_new) progression.states.push_back({bet, 0, 0});
    return found->second;
  };
  const auto bet_after = [&](std::int64_t bet, std::int64_t net) {
    DAlembertBets bets(system, {bet});
    bets.record(net, bet);
    return bets.next(0);
  };
  number_of_bet(base_bet.count);
  for (std::size_t i = 0; i < progression.states.size(); ++i) {
    if (i == Progression::most_states) return std::nullopt;
    const std::int64_t bet = progression.states[i].stake;
    const std::uint32_t after_win = number_of_bet(bet_after(bet, 1));
    const std::uint32_t after_loss = number_of_bet(bet_after(bet, -1));
    progression.states[i] = {bet, after_win, after_loss};
  }
  return progression;
}

}  // namespace ergodic::workloads::let_it_ride

#include "workloads/let_it_ride/betting/progression.hpp"

#include <map>
#include <variant>

namespace ergodic::workloads::let_it_ride {

namespace {

Progression states_of(const Flat&, Cents base_bet) { return {{{base_bet.count, 0, 0}}}; }

/// Where a hand that brings nothing leaves every rung as it is, as it does on all ladders that ladder_of() makes.
Progression states_of(const Ladder& ladder, Cents) {
  Progression progression;
  for (const auto& [bet, onward] : ladder)
    progression.states.push_back({bet, static_cast<std::uint32_t>(onward[2]), static_cast<std::uint32_t>(onward[0])});
  return progression;
}

/// A bet is a state: all that can be reached are found by playing on from each, in the order in which they come up.
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

/// Bets that depend on more than the hands won and lost, such as the bankroll.
template <class System>
std::optional<Progression> states_of(const System&, Cents) {
  return std::nullopt;
}

}  // namespace

std::optional<Progression> progression_of(const BettingSystem& system, Cents base_bet) {
  return std::visit([&](const auto& rule) -> std::optional<Progression> { return states_of(rule, base_bet); }, system);
}

}  // namespace ergodic::workloads::let_it_ride

#include "workloads/let_it_ride/betting/ladder.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

/// In whole cents, to the nearest.
std::int64_t bet(Cents base_bet, double multiple, Cents max_bet) {
  return std::llround(std::min(static_cast<double>(base_bet.count) * multiple, static_cast<double>(max_bet.count)));
}

std::int32_t index(std::int64_t rung) { return static_cast<std::int32_t>(rung); }

}  // namespace

Ladder ladder_of(const Martingale& system, Cents base_bet) {
  Ladder ladder;
  for (std::int64_t k = 0; k < system.max_progressions; ++k) {
    const double multiple = std::pow(system.loss_multiplier, static_cast<double>(k));
    ladder.push_back({bet(base_bet, multiple, system.max_bet),
                      {index((k + 1) % system.max_progressions), index(k), index(system.reset_on_win ? 0 : k)}});
  }
  return ladder;
}

Ladder ladder_of(const ReverseMartingale& system, Cents base_bet) {
  Ladder ladder;
  for (std::int64_t k = 0; k < system.profit_target_streak; ++k) {
    const double multiple = std::pow(system.win_multiplier, static_cast<double>(k));
    ladder.push_back({bet(base_bet, multiple, system.max_bet),
                      {index(system.reset_on_loss ? 0 : k), index(k), index((k + 1) % system.profit_target_streak)}});
  }
  return ladder;
}

Ladder ladder_of(const Paroli& system, Cents base_bet) {
  return ladder_of(ReverseMartingale{system.win_multiplier, true, system.wins_before_reset, system.max_bet}, base_bet);
}

Ladder ladder_of(const Fibonacci& system, Cents base_bet) {
  Ladder ladder;
  double multiple = 1, following = 1;
  for (std::int64_t k = 0; k <= system.max_position; ++k) {
    ladder.push_back({bet(base_bet, multiple, system.max_bet),
                      {index(std::min(k + 1, system.max_position)), index(k),
                       index(std::max(k - system.win_regression, std::int64_t{0}))}});
    multiple = std::exchange(following, multiple + following);
  }
  return ladder;
}

Cents highest_bet_of(const Ladder& ladder, Cents) {
  return {
      std::max_element(ladder.begin(), ladder.end(), [](const Rung& a, const Rung& b) { return a.bet < b.bet; })->bet};
}

/// Where a hand that brings nothing leaves every rung as it is, as it does on all ladders that ladder_of() makes.
std::optional<Progression> states_of(const Ladder& ladder, Cents) {
  Progression progression;
  for (const auto& [bet, onward] : ladder)
    progression.states.push_back({bet, static_cast<std::uint32_t>(onward[2]), static_cast<std::uint32_t>(onward[0])});
  return progression;
}

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/betting/betting_system.hpp"

#include <ergodic/money.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// A betting system as a machine of finitely many states. It begins in state 0; a hand that brings nothing leaves it
/// where it is.
struct Progression {
  struct State {
    std::int64_t stake;  ///< on each circle, before what the bankroll allows [cents]
    std::uint32_t after_win;
    std::uint32_t after_loss;
  };
  static constexpr std::size_t most_states = 4096;

  std::vector<State> states;
};

/// The states that the system can reach from its first bet. nullopt where its bets depend on more than the hands won
/// and lost, and where there are more than most_states of them.
std::optional<Progression> progression_of(const BettingSystem& system, Cents base_bet);

}  // namespace ergodic::workloads::let_it_ride

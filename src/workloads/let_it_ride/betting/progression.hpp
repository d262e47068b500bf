#pragma once

#include <cstddef>
#include <cstdint>
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

}  // namespace ergodic::workloads::let_it_ride

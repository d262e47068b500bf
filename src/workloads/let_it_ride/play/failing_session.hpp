#pragma once

#include "workloads/let_it_ride/betting/bet_formula.hpp"

#include <ergodic/rows.hpp>

#include <cstdint>
#include <tuple>

namespace ergodic::workloads::let_it_ride {

/// Calls play(), which plays the session of a row and adds to `counts`. Where a bet that Staking asks for is undefined,
/// the session fails, and leaves the counts as they were.
template <class Staking, class... Counts>
void play_or_fail(std::uint64_t row, Rows& rows, auto&& play, Counts&... counts) {
  if constexpr (Staking::can_fail) {
    const std::tuple before(counts...);
    try {
      play();
    } catch (const UndefinedBet& undefined) {
      std::tie(counts...) = before;
      rows.fail({.row = row, .category = "expression", .reason = undefined.what()});
    }
  } else {
    play();
  }
}

}  // namespace ergodic::workloads::let_it_ride

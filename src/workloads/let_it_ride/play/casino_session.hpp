#pragma once

#include "workloads/let_it_ride/play/hand_totals.hpp"
#include "workloads/let_it_ride/play/staking.hpp"

#include <ergodic/stream.hpp>

namespace ergodic::workloads::let_it_ride {

/// Lets nobody look on.
struct Unobserved {
  void operator()(const PlayedHand&) const {}
};

/// Plays one session to its end with hands of `source`, adds them to `counts`, and shows each to `observe`.
template <class Hands, class Staking, class Observer>
Session play_session(const Hands& source, const Table& table, const SessionRules& rules, const Staking& staking,
                     const Stream& stream, HandCounts& counts, const Observer& observe) {
  HandTotals totals(rules, staking.least());
  OwnStaking<Staking> own = staking;
  auto dealer = source.open(stream);
  while (totals.go_on()) {
    const Stakes stakes = own.at(totals.bankroll(), totals.hands());
    if constexpr (Staking::varies) {
      if (stakes.total() > totals.bankroll()) break;  // insufficient funds: no other rule holds
    }
    const PlayedHand played = totals.take<Staking::may_bet_bonus>(table, dealer.next(), stakes, counts);
    if constexpr (Staking::varies) own.record(played);
    observe(played);
  }
  return totals.session();
}

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/deals/outcome_law.hpp"
#include "workloads/let_it_ride/exact/session_recursion.hpp"
#include "workloads/let_it_ride/play/hand_totals.hpp"

#include <ergodic/exact.hpp>

#include <array>
#include <cstdint>

namespace ergodic::workloads::let_it_ride {

/// The joint law of a hand under a strategy: how many of the 51 979 200 deals have each bonus class, bets at risk and
/// hand class.
class HandLaw {
 public:
  /// Plays every deal, but of hands that differ in the names of the suits alone one for all: no strategy tells them
  /// apart.
  explicit HandLaw(const DealTable& table);

  /// How many deals have each outcome.
  OutcomeCounts outcome_counts() const;

  /// The law of what a hand brings, over all deals.
  NetLaw nets(const Table& table) const;

  /// The sum over all deals of f(bonus class, bets at risk, hand class).
  template <class Value>
  Value sum(auto&& f) const {
    Value total{};
    for (std::size_t bonus = 0; bonus < bonus_classes; ++bonus) {
      for (std::uint32_t bets = 1; bets <= 3; ++bets) {
        for (std::size_t hand = 0; hand < hand_classes; ++hand) {
          total += static_cast<Value>(counts_[bonus][bets - 1][hand]) *
                   static_cast<Value>(f(static_cast<BonusClass>(bonus), bets, static_cast<HandClass>(hand)));
        }
      }
    }
    return total;
  }

 private:
  std::array<std::array<std::array<std::int64_t, hand_classes>, 3>, bonus_classes> counts_{};
};

/// What follows exactly from the law of a hand for a session's rules; of the session itself where session_law() knows
/// it.
ExactResults exact_results(const HandLaw& law, const Table& table, const SessionRules& rules);

}  // namespace ergodic::workloads::let_it_ride

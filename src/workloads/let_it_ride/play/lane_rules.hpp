#pragma once

#include "workloads/let_it_ride/deals/outcome_law.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// A session's rules as the lanes compute them: 32-bit integers, and amounts in units that divide all stakes.
struct LaneRules {
  /// What an outcome does, packed into a word: its bets at risk (bits 0–1), where its class is counted (bits 2–6),
  /// whether it is (bit 7), and its net (from bit 8).
  using Effects = std::array<std::int32_t, outcomes>;
  /// A bet of a progression.
  struct Rung {
    std::int32_t stake;
    std::int32_t least_profit;                       ///< the session goes on with this bet at this profit or more
    std::int32_t after_loss, after_push, after_win;  ///< the rung that follows, × rung_size
  };
  static constexpr std::int32_t rung_size = sizeof(Rung) / sizeof(std::int32_t);

  std::int64_t unit;          ///< [cents]
  std::int64_t at_risk_unit;  ///< [cents] of the bets at risk: the base bet, or with a progression the unit
  Effects hands;              ///< of the hand classes; net: of the whole hand, or of one unit staked in a progression
  Effects bonuses;            ///< of the bonus classes; net: of the bonus bet
  std::vector<Rung> rungs;    ///< at least one; without a progression only its least profit counts
  std::int32_t win_at;        ///< the session ends at this profit or more
  std::int32_t max_hands;
  bool progresses;
  bool bets_bonus;
};

/// nullopt where lanes cannot play by these rules, or where amounts might not fit 32 bits.
std::optional<LaneRules> lane_rules(const MainPaytable& main, const BonusPaytable& bonus, const SessionRules& rules);

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/betting/betting_system.hpp"
#include "workloads/let_it_ride/betting/bonus_strategy.hpp"

#include <ergodic/money.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What a player brings, bets, and leaves with. starting_amount covers the bets of the first hand.
struct SessionRules {
  Cents starting_amount;
  Cents base_bet;   ///< on each of the three circles; of a progression, the first
  Cents bonus_bet;  ///< on every hand, without a bonus strategy; 0: none
  std::optional<Cents> win_limit;
  std::optional<Cents> loss_limit;
  std::int32_t max_hands = 0;
  /// Whether the player leaves when the full bets are out of reach; else he goes on with what is left.
  bool stop_on_insufficient_funds = true;
  BettingSystem betting_system = Flat{};
  std::optional<BonusStrategy> bonus_strategy = {};
  std::optional<std::int32_t> hands_in_time = {};  ///< for which there is time, if that is limited

  std::int32_t most_hands() const { return std::min(max_hands, hands_in_time.value_or(max_hands)); }
  bool may_bet_bonus() const { return bonus_bet.count > 0 || bonus_strategy; }
  bool has_constant_bets() const { return std::holds_alternative<Flat>(betting_system) && !bonus_strategy; }
  /// Whether every hand that is played has the same stakes.
  bool has_constant_stakes() const { return has_constant_bets() && stop_on_insufficient_funds; }
};

enum class StopReason : std::uint8_t { win_limit, loss_limit, max_hands, insufficient_funds, max_duration };
inline constexpr std::size_t stop_reasons = 5;
const std::vector<std::string>& stop_reason_names();
/// Those that may end a session of these rules: the last one only where time is limited.
std::vector<std::string> stop_reason_names(const SessionRules& rules);

/// When a session ends: tested before every hand, the first one too.
class StopRules {
 public:
  StopRules(const SessionRules& rules, std::int64_t least)
      : win_at_(rules.win_limit ? rules.starting_amount.count + rules.win_limit->count
                                : std::numeric_limits<std::int64_t>::max()),
        loss_at_(rules.loss_limit ? rules.starting_amount.count - rules.loss_limit->count
                                  : std::numeric_limits<std::int64_t>::min()),
        floor_(std::max(loss_at_ + 1, least)),
        max_hands_(rules.most_hands()),
        hands_reason_(max_hands_ < rules.max_hands ? StopReason::max_duration : StopReason::max_hands) {}

  bool go_on(std::int64_t bankroll, std::int32_t hands) const {
    return bankroll < win_at_ && bankroll >= floor_ && hands < max_hands_;
  }

  /// The first rule that holds, in this order, of a session that does not go on.
  StopReason reason(std::int64_t bankroll, std::int32_t hands) const {
    if (bankroll >= win_at_) return StopReason::win_limit;
    if (bankroll <= loss_at_) return StopReason::loss_limit;
    if (hands >= max_hands_) return hands_reason_;
    return StopReason::insufficient_funds;
  }

 private:
  std::int64_t win_at_;
  std::int64_t loss_at_;
  std::int64_t floor_;  // one comparison for the loss limit and the funds
  std::int32_t max_hands_;
  StopReason hands_reason_;
};

}  // namespace ergodic::workloads::let_it_ride

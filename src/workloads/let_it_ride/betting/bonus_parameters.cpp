#include "workloads/let_it_ride/betting/bonus_parameters.hpp"

#include "workloads/let_it_ride/betting/amounts.hpp"
#include "workloads/let_it_ride/betting/bonus_rules.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

Key limits() {
  return section("limits",
                 {
                     amount_or_none("min_bet").fallback(0).says("a smaller bonus bet is not made"),
                     amount("max_bet").optional().says("a higher bonus bet is cut to this; null: none is too high"),
                     amount("increment").fallback(0.01).says("bonus bets are multiples of it, rounded down"),
                 });
}

BonusLimits limits_of(const Parameters& keys) {
  BonusLimits limits;
  limits.min_bet = keys.money("min_bet");
  limits.max_bet = if_set(keys, "max_bet", &Parameters::money).value_or(limits.max_bet);
  limits.increment = keys.money("increment");
  reject_empty_range(keys, limits.min_bet, limits.max_bet);
  if (limits.max_bet < limits.increment) {
    keys.reject("increment", dollars(limits.increment) + " is more than the highest bonus bet",
                fmt::format("max_bet is {}", dollars(limits.max_bet)), "make it smaller");
  }
  return limits;
}

const std::vector<BonusRow>& bonus_rows() {
  static const std::vector<BonusRow> rows = {{{"never", "no bonus bet"}, nullptr},
                                             always_bonus(),
                                             static_bonus(),
                                             bankroll_conditional_bonus(),
                                             streak_based_bonus(),
                                             session_conditional_bonus(),
                                             combined_bonus(),
                                             custom_bonus()};
  return rows;
}

}  // namespace

Key base_amount_key() { return amount("base_amount").fallback(1).says("the bonus bet, where nothing changes it"); }

Key bonus_strategy_key() {
  return section("bonus_strategy",
                 {
                     boolean("enabled").fallback(false).says("whether the player may bet on the three-card bonus"),
                     variant("type", bonus_rows()).fallback("never").says("when the player bets on the bonus"),
                     limits(),
                 });
}

std::optional<BonusStrategy> bonus_strategy_of(const Parameters& study) {
  const std::string type = study.text("bonus_strategy.type");
  const BonusLimits limits = limits_of(study.section("bonus_strategy.limits"));
  if (type == "never") return std::nullopt;
  if (!study.boolean("bonus_strategy.enabled")) {
    study.reject("bonus_strategy.type", type + " bets on a bonus that is switched off",
                 "bonus_strategy.enabled is false", "set enabled: true or type: never");
  }
  const BonusStrategy strategy{limits,
                               row_of(bonus_rows(), type).make(study, study.chosen_section("bonus_strategy.type"))};
  const auto* constant = std::get_if<ConstantBonus>(&strategy.rule);
  if (constant != nullptr && strategy.limits.bet(static_cast<double>(constant->amount.count)) == 0) {
    study.reject("bonus_strategy.limits",
                 fmt::format("leaves nothing of the bonus bet of {}", dollars(constant->amount)),
                 "it is below min_bet or the increment", "bet more or lower them");
  }
  return strategy;
}

}  // namespace ergodic::workloads::let_it_ride

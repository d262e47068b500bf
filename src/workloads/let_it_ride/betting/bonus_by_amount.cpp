#include "study/study_expression.hpp"
#include "workloads/let_it_ride/betting/amounts.hpp"
#include "workloads/let_it_ride/betting/bonus_rules.hpp"

#include <string>

namespace ergodic::workloads::let_it_ride {

BonusRow always_bonus() {
  return {{"always",
           "the same bonus bet on every hand",
           {amount("amount").fallback(1).says("the bonus bet of type always")}},
          [](const Parameters&, const std::optional<Parameters>& keys) -> BonusRule {
            return ConstantBonus{keys ? keys->money("amount") : Cents{1'00}};
          }};
}

BonusRow static_bonus() {
  return {{"static",
           "the same, or a fraction of the hand's bet on a circle",
           {amount("amount").optional().says("the bonus bet; either this or ratio"),
            real("ratio").above(0).at_most(1).optional().says(
                "the bonus bet as a fraction of the hand's bet on a circle")}},
          [](const Parameters& study, const std::optional<Parameters>& keys) -> BonusRule {
            constexpr auto path = "bonus_strategy.static";
            const bool has_amount = keys && keys->has("amount");
            const bool has_ratio = keys && keys->has("ratio");
            if (has_amount && has_ratio)
              study.reject(path, "has two bonus bets", "both amount and ratio are set", "keep one of them");
            if (has_amount) return ConstantBonus{keys->money("amount")};
            if (has_ratio) return BonusPerBaseBet{keys->real("ratio")};
            study.reject(path, "has no bonus bet", "neither amount nor ratio is set", "set one of them");
          }};
}

BonusRow custom_bonus() {
  return {{"custom",
           "by the study's own formula",
           {text("expression")
                .fallback("1 if session_profit > 0 else 0")
                .says("the bonus bet, in dollars; none where it is 0 or less"),
            amount_or_none("min_bet").fallback(0).says("no bonus bet is lower"),
            amount("max_bet").fallback(25).says("none is higher")}},
          [](const Parameters& study, const std::optional<Parameters>& keys) -> BonusRule {
            const std::string path = "bonus_strategy.custom";
            if (!keys) {
              study.reject("bonus_strategy.type", "custom has no expression", path + " is not set",
                           "set its expression");
            }
            CustomBonus rule{{expression_at(*keys, "expression", bonus_vocabulary(), expression::Type::number),
                              path + ".expression", study.money("bankroll.starting_amount"), keys->money("min_bet"),
                              keys->money("max_bet")}};
            reject_empty_range(*keys, rule.formula.min_bet, rule.formula.max_bet);
            return rule;
          }};
}

}  // namespace ergodic::workloads::let_it_ride

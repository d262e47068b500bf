#include "workloads/let_it_ride/betting/amounts.hpp"
#include "workloads/let_it_ride/betting/bonus_rules.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

Key fraction(std::string name) { return real(std::move(name)).above(0).at_most(1).optional(); }

Key scaling() {
  return section("scaling",
                 {
                     boolean("enabled").fallback(true).says("whether the tiers are used"),
                     list("tiers", section("tier",
                                           {
                                               money("min_profit").fallback(0).says("a tier begins at this profit ..."),
                                               money("max_profit").optional().says("... and ends below this one"),
                                               amount_or_none("bet_amount").fallback(1).says("the bonus bet in it"),
                                           }))
                         .says("by profit, in place of base_amount: the first that fits"),
                 });
}

std::vector<BankrollConditional::Tier> tiers_of(const Parameters& keys) {
  std::vector<BankrollConditional::Tier> tiers;
  if (!keys.boolean("scaling.enabled")) {
    if (!keys.items("scaling.tiers").empty())
      keys.reject("scaling.tiers", "plays no part", "scaling.enabled is false", "remove it or set enabled: true");
    return tiers;
  }
  for (const Parameters& tier : keys.items("scaling.tiers")) {
    tiers.push_back(
        {tier.money("min_profit"), if_set(tier, "max_profit", &Parameters::money), tier.money("bet_amount")});
    if (tiers.back().max_profit && *tiers.back().max_profit <= tiers.back().min_profit)
      tier.reject("max_profit", "is not above min_profit", "no profit is in such a tier", "make it higher");
  }
  return tiers;
}

BonusRule bankroll_conditional_of(const Parameters&, const std::optional<Parameters>& keys) {
  BankrollConditional rule;
  if (!keys) return rule;
  rule.base_amount = keys->money("base_amount");
  rule.min_session_profit = if_set(*keys, "min_session_profit", &Parameters::money);
  rule.min_bankroll_ratio = if_set(*keys, "min_bankroll_ratio", &Parameters::real);
  rule.profit_percentage = if_set(*keys, "profit_percentage", &Parameters::real);
  rule.max_drawdown = if_set(*keys, "max_drawdown", &Parameters::real);
  rule.tiers = tiers_of(*keys);
  return rule;
}

Key near_limit(std::string name, int usual_amount, std::string_view limit) {
  return section(std::move(name), {amount("threshold").fallback(50).says(fmt::format("within this of the {}", limit)),
                                   amount_or_none("amount").fallback(usual_amount).says("the bonus bet there")})
      .optional();
}

Key early_session() {
  return section("early_session",
                 {integer("hands").between(1, 10'000).fallback(20).unit("hands").says("in the first so many hands"),
                  amount_or_none("amount").fallback(1).says("the bonus bet there")})
      .optional();
}

BonusRule session_conditional_of(const Parameters& study, const std::optional<Parameters>& keys) {
  SessionConditional rule;
  if (!keys) return rule;
  const Parameters conditions = keys->section("conditions");
  const auto near = [&](const std::string& name, const std::string& limit,
                        std::int64_t sign) -> std::optional<SessionConditional::NearLimit> {
    if (!conditions.has(name)) return std::nullopt;
    const std::string path = "bankroll.stop_conditions." + limit;
    if (!study.has(path))
      conditions.reject(name, "never holds", path + " is not set", "set it or remove the condition");
    return SessionConditional::NearLimit{sign * (study.money(path) - conditions.money(name + ".threshold")),
                                         conditions.money(name + ".amount")};
  };
  rule.near_loss_limit = near("near_loss_limit", "loss_limit", -1);
  rule.near_win_limit = near("near_win_limit", "win_limit", 1);
  if (conditions.has("early_session"))
    rule.early_session = {conditions.integer("early_session.hands"), conditions.money("early_session.amount")};
  rule.default_amount = conditions.money("default.amount");
  return rule;
}

}  // namespace

BonusRow bankroll_conditional_bonus() {
  return {{"bankroll_conditional",
           "while the session goes well enough, and by its profit",
           {base_amount_key(),
            money("min_session_profit").fallback(0).optional().says("no bonus bet at a lower profit; null: at any"),
            fraction("min_bankroll_ratio").says("no bonus bet at a lower fraction of the starting amount"),
            fraction("profit_percentage").says("while there is a profit, the bonus bet is this fraction of it"),
            fraction("max_drawdown")
                .fallback(0.25)
                .says("no bonus bet when more than this fraction of the starting amount is lost; null: at any loss"),
            scaling()}},
          bankroll_conditional_of};
}

BonusRow session_conditional_bonus() {
  return {{"session_conditional",
           "by how early it is, and how near a limit",
           {moved("base_amount", "bonus_strategy.session_conditional.conditions.default.amount"),
            section("conditions",
                    {early_session(), near_limit("near_win_limit", 5, "win limit"),
                     near_limit("near_loss_limit", 0, "loss limit"),
                     section("default", {amount_or_none("amount").fallback(1).says("the bonus bet elsewhere")})})}},
          session_conditional_of};
}

}  // namespace ergodic::workloads::let_it_ride

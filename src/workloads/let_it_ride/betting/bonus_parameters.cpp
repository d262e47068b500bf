#include "workloads/let_it_ride/betting/bonus_parameters.hpp"

#include "workloads/let_it_ride/paytables/typed_sections.hpp"

#include "study/study_expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

const std::string place = "bonus_strategy";

/// An amount that may be nothing.
Key amount_or_none(std::string name) { return amount(std::move(name)).at_least(0); }

Key base_amount() { return amount("base_amount").fallback(1).says("the bonus bet, where nothing changes it"); }

Key fraction(std::string name) { return real(std::move(name)).above(0).at_most(1).optional(); }

Key limits() {
  return section("limits",
                 {
                     amount_or_none("min_bet").fallback(0).says("a smaller bonus bet is not made"),
                     amount("max_bet").optional().says("a higher bonus bet is cut to this; null: none is too high"),
                     amount("increment").fallback(0.01).says("bonus bets are multiples of it, rounded down"),
                 });
}

Key static_bet() {
  return section("static", {amount("amount").optional().says("the bonus bet; either this or ratio"),
                            fraction("ratio").says("the bonus bet as a fraction of the hand's bet on a circle")})
      .optional();
}

Key bankroll_conditional() {
  return section(
             "bankroll_conditional",
             {
                 base_amount(),
                 money("min_session_profit")
                     .fallback(0)
                     .optional()
                     .says("no bonus bet at a lower profit; null: at any"),
                 fraction("min_bankroll_ratio").says("no bonus bet at a lower fraction of the starting amount"),
                 fraction("profit_percentage").says("while there is a profit, the bonus bet is this fraction of it"),
                 real("max_drawdown")
                     .above(0)
                     .at_most(1)
                     .fallback(0.25)
                     .optional()
                     .says(
                         "no bonus bet when more than this fraction of the starting amount is lost; null: at any loss"),
                 section("scaling",
                         {
                             boolean("enabled").fallback(true).says("whether the tiers are used"),
                             list("tiers",
                                  section("tier",
                                          {
                                              money("min_profit").fallback(0).says("a tier begins at this profit ..."),
                                              money("max_profit").optional().says("... and ends below this one"),
                                              amount_or_none("bet_amount").fallback(1).says("the bonus bet in it"),
                                          }))
                                 .says("by profit, in place of base_amount: the first that fits"),
                         }),
             })
      .optional();
}

const std::vector<Key::Choice> events = {
    {"main_win", "the main game paid"}, {"main_loss", "it did not"},        {"bonus_win", "the bonus bet paid"},
    {"bonus_loss", "it was lost"},      {"any_win", "one of the two paid"}, {"any_loss", "one of the two was lost"},
};

Key streak_based() {
  std::vector<Key::Choice> resets = events;
  resets.push_back({"never", "it is never reset"});
  return section(
             "streak_based",
             {
                 base_amount(),
                 choice("trigger", events).fallback("bonus_loss").says("what is counted"),
                 integer("streak_length").between(1, 10'000).fallback(5).says("after so many the action is taken"),
                 section("action",
                         {
                             choice("type", {{"multiply", "the amount by value, again after every further streak"},
                                             {"increase", "the amount by value dollars, again and again too"},
                                             {"decrease", "the amount by value dollars, again and again, to nothing"},
                                             {"stop", "betting, until the reset"},
                                             {"start", "betting, until the reset; no bonus bet before"}})
                                 .fallback("multiply")
                                 .says("what is done"),
                             real("value").above(0).at_most(1e6).optional().says(
                                 "the factor, or the dollars; 2 unless set; not for stop and start"),
                         }),
                 choice("reset_on", resets).fallback("bonus_win").says("what begins the count again"),
                 real("max_multiplier")
                     .at_least(1)
                     .fallback(5.0)
                     .optional()
                     .says("multiply and increase go no further than so many base amounts; null: no bound"),
             })
      .optional();
}

Key near_limit(std::string name, int usual_amount, std::string_view limit) {
  return section(std::move(name), {amount("threshold").fallback(50).says(fmt::format("within this of the {}", limit)),
                                   amount_or_none("amount").fallback(usual_amount).says("the bonus bet there")})
      .optional();
}

Key session_conditional() {
  return section(
             "session_conditional",
             {
                 moved("base_amount", "bonus_strategy.session_conditional.conditions.default.amount"),
                 section(
                     "conditions",
                     {
                         section("early_session", {integer("hands").between(1, 10'000).fallback(20).unit("hands").says(
                                                       "in the first so many hands"),
                                                   amount_or_none("amount").fallback(1).says("the bonus bet there")})
                             .optional(),
                         near_limit("near_win_limit", 5, "win limit"),
                         near_limit("near_loss_limit", 0, "loss limit"),
                         section("default", {amount_or_none("amount").fallback(1).says("the bonus bet elsewhere")}),
                     }),
             })
      .optional();
}

Key factor(std::string name, double usual, const std::string& says) {
  return real(std::move(name)).above(0).at_most(1000).optional().says(fmt::format("{}; {} unless set", says, usual));
}

Key combined() {
  const Combined::RideCorrelation rides;
  const Combined::HandQuality quality;
  return section("combined",
                 {
                     base_amount(),
                     section("ride_correlation",
                             {boolean("enabled").fallback(true).says("whether the previous hand's rides count"),
                              factor("both_ride_multiplier", rides.both_ride_multiplier, "after both bets rode"),
                              factor("one_ride_multiplier", rides.one_ride_multiplier, "after one of them rode"),
                              factor("both_pull_multiplier", rides.both_pull_multiplier, "after none rode")}),
                     section("hand_quality_adjustment",
                             {boolean("enabled").fallback(true).says("whether the previous hand's quality counts"),
                              factor("strong_hand_multiplier", quality.strong_hand_multiplier, "after a paid hand"),
                              factor("weak_hand_multiplier", quality.weak_hand_multiplier, "after a lost hand")}),
                 })
      .optional();
}

Key custom() {
  return section("custom", {text("expression")
                                .fallback("1 if session_profit > 0 else 0")
                                .says("the bonus bet, in dollars; none where it is 0 or less"),
                            amount_or_none("min_bet").fallback(0).says("no bonus bet is lower"),
                            amount("max_bet").fallback(25).says("none is higher")})
      .optional();
}

template <class Value>
std::optional<Value> if_set(const Parameters& keys, std::string_view path,
                            Value (Parameters::*get)(std::string_view) const) {
  return keys.has(path) ? std::optional((keys.*get)(path)) : std::nullopt;
}

BonusLimits limits_of(const Parameters& parameters) {
  const Parameters keys = parameters.section("bonus_strategy.limits");
  BonusLimits limits;
  limits.min_bet = keys.money("min_bet");
  limits.max_bet = if_set(keys, "max_bet", &Parameters::money).value_or(limits.max_bet);
  limits.increment = keys.money("increment");
  reject_empty_range(parameters, "bonus_strategy.limits", limits.min_bet, limits.max_bet);
  if (limits.max_bet < limits.increment) {
    keys.reject("increment", dollars(limits.increment) + " is more than the highest bonus bet",
                fmt::format("max_bet is {}", dollars(limits.max_bet)), "make it smaller");
  }
  return limits;
}

ConstantBonus always_of(const Parameters& parameters) {
  constexpr auto path = "bonus_strategy.always";
  return {parameters.has(path) ? parameters.section(path).money("amount") : Cents{1'00}};
}

decltype(BonusStrategy::rule) static_of(const Parameters& parameters) {
  constexpr auto path = "bonus_strategy.static";
  const bool has_amount = parameters.has(path) && parameters.section(path).has("amount");
  const bool has_ratio = parameters.has(path) && parameters.section(path).has("ratio");
  if (has_amount && has_ratio)
    parameters.reject(path, "has two bonus bets", "both amount and ratio are set", "keep one of them");
  if (has_amount) return ConstantBonus{parameters.money("bonus_strategy.static.amount")};
  if (has_ratio) return BonusPerBaseBet{parameters.real("bonus_strategy.static.ratio")};
  parameters.reject(path, "has no bonus bet", "neither amount nor ratio is set", "set one of them");
}

BankrollConditional bankroll_conditional_of(const Parameters& parameters) {
  BankrollConditional rule;
  if (!parameters.has("bonus_strategy.bankroll_conditional")) return rule;
  const Parameters keys = parameters.section("bonus_strategy.bankroll_conditional");
  rule.base_amount = keys.money("base_amount");
  rule.min_session_profit = if_set(keys, "min_session_profit", &Parameters::money);
  rule.min_bankroll_ratio = if_set(keys, "min_bankroll_ratio", &Parameters::real);
  rule.profit_percentage = if_set(keys, "profit_percentage", &Parameters::real);
  rule.max_drawdown = if_set(keys, "max_drawdown", &Parameters::real);
  if (!keys.boolean("scaling.enabled")) {
    if (!keys.items("scaling.tiers").empty())
      keys.reject("scaling.tiers", "plays no part", "scaling.enabled is false", "remove it or set enabled: true");
    return rule;
  }
  for (const Parameters& tier : keys.items("scaling.tiers")) {
    rule.tiers.push_back(
        {tier.money("min_profit"), if_set(tier, "max_profit", &Parameters::money), tier.money("bet_amount")});
    if (rule.tiers.back().max_profit && *rule.tiers.back().max_profit <= rule.tiers.back().min_profit)
      tier.reject("max_profit", "is not above min_profit", "no profit is in such a tier", "make it higher");
  }
  return rule;
}

std::optional<HandEvent> event_of(const std::string& name) {
  const auto found = std::find_if(events.begin(), events.end(), [&](const auto& event) { return event.value == name; });
  if (found == events.end()) return std::nullopt;
  return static_cast<HandEvent>(found - events.begin());
}

StreakBased::Action action_of(const std::string& name) {
  using Action = StreakBased::Action;
  if (name == "multiply") return Action::multiply;
  if (name == "increase") return Action::increase;
  if (name == "decrease") return Action::decrease;
  return name == "stop" ? Action::stop : Action::start;
}

StreakBased streak_based_of(const Parameters& parameters) {
  using Action = StreakBased::Action;
  StreakBased rule;
  if (!parameters.has("bonus_strategy.streak_based")) return rule;
  const Parameters keys = parameters.section("bonus_strategy.streak_based");
  rule.base_amount = keys.money("base_amount");
  rule.trigger = *event_of(keys.text("trigger"));
  rule.streak_length = keys.integer("streak_length");
  rule.action = action_of(keys.text("action.type"));
  rule.value = if_set(keys, "action.value", &Parameters::real).value_or(rule.value);
  rule.reset_on = event_of(keys.text("reset_on"));
  rule.max_multiplier = if_set(keys, "max_multiplier", &Parameters::real);
  const bool is_switch = rule.action == Action::stop || rule.action == Action::start;
  if (is_switch && keys.has("action.value")) {
    keys.reject("action.value", "plays no part", "the action only switches the bonus bet", "remove it");
  }
  if (rule.action == Action::start && (rule.trigger == HandEvent::bonus_win || rule.trigger == HandEvent::bonus_loss)) {
    keys.reject("trigger", keys.text("trigger") + " never happens",
                "the action is to start, and there is no bonus bet before", "choose a main or any event");
  }
  if (is_reset_too(keys.text("trigger"), keys.text("reset_on"))) {
    keys.reject("trigger", keys.text("trigger") + " is never counted",
                "each one is a reset: reset_on is " + keys.text("reset_on"), "choose another event for one of them");
  }
  return rule;
}

SessionConditional session_conditional_of(const Parameters& parameters) {
  SessionConditional rule;
  if (!parameters.has("bonus_strategy.session_conditional")) return rule;
  const Parameters keys = parameters.section("bonus_strategy.session_conditional.conditions");
  const auto near = [&](const std::string& name, const std::string& limit,
                        std::int64_t sign) -> std::optional<SessionConditional::NearLimit> {
    if (!keys.has(name)) return std::nullopt;
    const std::string path = "bankroll.stop_conditions." + limit;
    if (!parameters.has(path)) keys.reject(name, "never holds", path + " is not set", "set it or remove the condition");
    return SessionConditional::NearLimit{sign * (parameters.money(path) - keys.money(name + ".threshold")),
                                         keys.money(name + ".amount")};
  };
  rule.near_loss_limit = near("near_loss_limit", "loss_limit", -1);
  rule.near_win_limit = near("near_win_limit", "win_limit", 1);
  if (keys.has("early_session"))
    rule.early_session = {keys.integer("early_session.hands"), keys.money("early_session.amount")};
  rule.default_amount = keys.money("default.amount");
  return rule;
}

Combined combined_of(const Parameters& parameters) {
  Combined rule;
  if (!parameters.has("bonus_strategy.combined")) return rule;
  const Parameters keys = parameters.section("bonus_strategy.combined");
  rule.base_amount = keys.money("base_amount");
  const auto set = [&](const std::string& section, const std::string& name, double& factor) {
    const std::string path = section + "." + name;
    if (!keys.has(path)) return;
    if (!keys.boolean(section + ".enabled"))
      keys.reject(path, "plays no part", section + ".enabled is false", "remove it or set enabled: true");
    factor = keys.real(path);
  };
  const std::string rides = "ride_correlation", quality = "hand_quality_adjustment";
  set(rides, "both_ride_multiplier", rule.ride_correlation->both_ride_multiplier);
  set(rides, "one_ride_multiplier", rule.ride_correlation->one_ride_multiplier);
  set(rides, "both_pull_multiplier", rule.ride_correlation->both_pull_multiplier);
  set(quality, "strong_hand_multiplier", rule.hand_quality_adjustment->strong_hand_multiplier);
  set(quality, "weak_hand_multiplier", rule.hand_quality_adjustment->weak_hand_multiplier);
  if (!keys.boolean(rides + ".enabled")) rule.ride_correlation.reset();
  if (!keys.boolean(quality + ".enabled")) rule.hand_quality_adjustment.reset();
  return rule;
}

CustomBonus custom_of(const Parameters& parameters) {
  const std::string path = place + ".custom";
  if (!parameters.has(path))
    parameters.reject(place + ".type", "custom has no expression", path + " is not set", "set its expression");
  const Parameters keys = parameters.section(path);
  CustomBonus rule{{expression_at(keys, "expression", bonus_vocabulary(), expression::Type::number),
                    path + ".expression", parameters.money("bankroll.starting_amount"), keys.money("min_bet"),
                    keys.money("max_bet")}};
  reject_empty_range(parameters, path, rule.formula.min_bet, rule.formula.max_bet);
  return rule;
}

decltype(BonusStrategy::rule) rule_of(const Parameters& parameters, const std::string& type) {
  if (type == "always") return always_of(parameters);
  if (type == "static") return static_of(parameters);
  if (type == "bankroll_conditional") return bankroll_conditional_of(parameters);
  if (type == "streak_based") return streak_based_of(parameters);
  if (type == "session_conditional") return session_conditional_of(parameters);
  if (type == "custom") return custom_of(parameters);
  return combined_of(parameters);
}

}  // namespace

Key bonus_strategy_key() {
  return section(place,
                 {
                     boolean("enabled").fallback(false).says("whether the player may bet on the three-card bonus"),
                     choice("type",
                            {
                                {"never", "no bonus bet"},
                                {"always", "the same bonus bet on every hand"},
                                {"static", "the same, or a fraction of the hand's bet on a circle"},
                                {"bankroll_conditional", "while the session goes well enough, and by its profit"},
                                {"streak_based", "more, less, or none after a number of hands won or lost"},
                                {"session_conditional", "by how early it is, and how near a limit"},
                                {"combined", "by the rides and the quality of the previous hand"},
                                {"custom", "by the study's own formula"},
                            })
                         .fallback("never")
                         .says("when the player bets on the bonus"),
                     limits(),
                     section("always", {amount("amount").fallback(1).says("the bonus bet of type always")}).optional(),
                     static_bet(),
                     bankroll_conditional(),
                     streak_based(),
                     session_conditional(),
                     combined(),
                     custom(),
                 });
}

bool is_reset_too(const std::string& trigger, const std::string& reset_on) {
  return trigger == reset_on || (reset_on == "any_win" && trigger.ends_with("_win")) ||
         (reset_on == "any_loss" && trigger.ends_with("_loss"));
}

std::optional<BonusStrategy> bonus_strategy_of(const Parameters& parameters) {
  reject_other_sections(
      parameters, place,
      {"always", "static", "bankroll_conditional", "streak_based", "session_conditional", "combined", "custom"});
  const std::string type = parameters.text("bonus_strategy.type");
  const BonusLimits limits = limits_of(parameters);
  if (type == "never") return std::nullopt;
  if (!parameters.boolean("bonus_strategy.enabled")) {
    parameters.reject("bonus_strategy.type", type + " bets on a bonus that is switched off",
                      "bonus_strategy.enabled is false", "set enabled: true or type: never");
  }
  const BonusStrategy strategy{limits, rule_of(parameters, type)};
  const auto* constant = std::get_if<ConstantBonus>(&strategy.rule);
  if (constant != nullptr && strategy.limits.bet(static_cast<double>(constant->amount.count)) == 0) {
    parameters.reject("bonus_strategy.limits",
                      fmt::format("leaves nothing of the bonus bet of {}", dollars(constant->amount)),
                      "it is below min_bet or the increment", "bet more or lower them");
  }
  return strategy;
}

}  // namespace ergodic::workloads::let_it_ride

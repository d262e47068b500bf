#include "workloads/let_it_ride/betting/bonus_parameters.hpp"
#include "workloads/let_it_ride/betting/bonus_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::let_it_ride {

namespace {

using Action = StreakBased::Action;

const std::vector<Key::Choice> events = {
    {"main_win", "the main game paid"}, {"main_loss", "it did not"},        {"bonus_win", "the bonus bet paid"},
    {"bonus_loss", "it was lost"},      {"any_win", "one of the two paid"}, {"any_loss", "one of the two was lost"},
};

std::optional<HandEvent> event_of(const std::string& name) {
  const auto found = std::find_if(events.begin(), events.end(), [&](const auto& event) { return event.value == name; });
  if (found == events.end()) return std::nullopt;
  return static_cast<HandEvent>(found - events.begin());
}

Key action() {
  return section("action", {choice("type", {{"multiply", "the amount by value, again after every further streak"},
                                            {"increase", "the amount by value dollars, again and again too"},
                                            {"decrease", "the amount by value dollars, again and again, to nothing"},
                                            {"stop", "betting, until the reset"},
                                            {"start", "betting, until the reset; no bonus bet before"}})
                                .fallback("multiply")
                                .says("what is done"),
                            real("value").above(0).at_most(1e6).optional().says(
                                "the factor, or the dollars; 2 unless set; not for stop and start")});
}

Action action_of(const std::string& name) {
  if (name == "multiply") return Action::multiply;
  if (name == "increase") return Action::increase;
  if (name == "decrease") return Action::decrease;
  return name == "stop" ? Action::stop : Action::start;
}

void reject_contradictions(const StreakBased& rule, const Parameters& keys) {
  const bool is_switch = rule.action == Action::stop || rule.action == Action::start;
  if (is_switch && keys.has("action.value"))
    keys.reject("action.value", "plays no part", "the action only switches the bonus bet", "remove it");
  if (rule.action == Action::start && (rule.trigger == HandEvent::bonus_win || rule.trigger == HandEvent::bonus_loss)) {
    keys.reject("trigger", keys.text("trigger") + " never happens",
                "the action is to start, and there is no bonus bet before", "choose a main or any event");
  }
  if (is_reset_too(keys.text("trigger"), keys.text("reset_on"))) {
    keys.reject("trigger", keys.text("trigger") + " is never counted",
                "each one is a reset: reset_on is " + keys.text("reset_on"), "choose another event for one of them");
  }
}

BonusRule streak_based_of(const Parameters&, const std::optional<Parameters>& keys) {
  StreakBased rule;
  if (!keys) return rule;
  rule.base_amount = keys->money("base_amount");
  rule.trigger = *event_of(keys->text("trigger"));
  rule.streak_length = keys->integer("streak_length");
  rule.action = action_of(keys->text("action.type"));
  rule.value = if_set(*keys, "action.value", &Parameters::real).value_or(rule.value);
  rule.reset_on = event_of(keys->text("reset_on"));
  rule.max_multiplier = if_set(*keys, "max_multiplier", &Parameters::real);
  reject_contradictions(rule, *keys);
  return rule;
}

Key factor(std::string name, double usual, const std::string& says) {
  return real(std::move(name)).above(0).at_most(1000).optional().says(fmt::format("{}; {} unless set", says, usual));
}

BonusRule combined_of(const Parameters&, const std::optional<Parameters>& keys) {
  Combined rule;
  if (!keys) return rule;
  rule.base_amount = keys->money("base_amount");
  const auto set = [&](const std::string& section, const std::string& name, double& factor) {
    const std::string path = section + "." + name;
    if (!keys->has(path)) return;
    if (!keys->boolean(section + ".enabled"))
      keys->reject(path, "plays no part", section + ".enabled is false", "remove it or set enabled: true");
    factor = keys->real(path);
  };
  const std::string rides = "ride_correlation", quality = "hand_quality_adjustment";
  set(rides, "both_ride_multiplier", rule.ride_correlation->both_ride_multiplier);
  set(rides, "one_ride_multiplier", rule.ride_correlation->one_ride_multiplier);
  set(rides, "both_pull_multiplier", rule.ride_correlation->both_pull_multiplier);
  set(quality, "strong_hand_multiplier", rule.hand_quality_adjustment->strong_hand_multiplier);
  set(quality, "weak_hand_multiplier", rule.hand_quality_adjustment->weak_hand_multiplier);
  if (!keys->boolean(rides + ".enabled")) rule.ride_correlation.reset();
  if (!keys->boolean(quality + ".enabled")) rule.hand_quality_adjustment.reset();
  return rule;
}

}  // namespace

BonusRow streak_based_bonus() {
  std::vector<Key::Choice> resets = events;
  resets.push_back({"never", "it is never reset"});
  return {{"streak_based",
           "more, less, or none after a number of hands won or lost",
           {base_amount_key(), choice("trigger", events).fallback("bonus_loss").says("what is counted"),
            integer("streak_length").between(1, 10'000).fallback(5).says("after so many the action is taken"), action(),
            choice("reset_on", resets).fallback("bonus_win").says("what begins the count again"),
            real("max_multiplier")
                .at_least(1)
                .fallback(5.0)
                .optional()
                .says("multiply and increase go no further than so many base amounts; null: no bound")}},
          streak_based_of};
}

BonusRow combined_bonus() {
  const Combined::RideCorrelation rides;
  const Combined::HandQuality quality;
  return {
      {"combined",
       "by the rides and the quality of the previous hand",
       {base_amount_key(),
        section("ride_correlation", {boolean("enabled").fallback(true).says("whether the previous hand's rides count"),
                                     factor("both_ride_multiplier", rides.both_ride_multiplier, "after both bets rode"),
                                     factor("one_ride_multiplier", rides.one_ride_multiplier, "after one of them rode"),
                                     factor("both_pull_multiplier", rides.both_pull_multiplier, "after none rode")}),
        section("hand_quality_adjustment",
                {boolean("enabled").fallback(true).says("whether the previous hand's quality counts"),
                 factor("strong_hand_multiplier", quality.strong_hand_multiplier, "after a paid hand"),
                 factor("weak_hand_multiplier", quality.weak_hand_multiplier, "after a lost hand")})}},
      combined_of};
}

bool is_reset_too(const std::string& trigger, const std::string& reset_on) {
  return trigger == reset_on || (reset_on == "any_win" && trigger.ends_with("_win")) ||
         (reset_on == "any_loss" && trigger.ends_with("_loss"));
}

}  // namespace ergodic::workloads::let_it_ride

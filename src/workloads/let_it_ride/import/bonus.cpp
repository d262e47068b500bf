#include "workloads/let_it_ride/betting/bonus_parameters.hpp"
#include "workloads/let_it_ride/import/translation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::let_it_ride::import {

namespace {

const std::string place = "bonus_strategy";
const std::vector<std::string> sections = {
    "always", "static", "bankroll_conditional", "streak_based", "session_conditional", "combined", "custom"};

// What a session there passed to every bonus strategy, whatever the configuration said. In dollars.
constexpr Cents smallest{1'00}, largest{100'00};

bool is_unfinished(const std::string& type) {
  return type == "session_conditional" || type == "combined" || type == "custom";
}

void no_bonus(const Translation& t) { t.to.set(place + ".type", "never"); }

void leave_out_sections_but(const Translation& t, const std::string& kept, const std::string& note) {
  for (const std::string& section : sections) {
    if (section != kept) t.leave_out(place + "." + section, note);
  }
}

/// "Exactly one of amount and ratio", where amount is 1 unless it is null.
void check_static(const Translation& t) {
  const Parameters keys = t.keys().section(place + ".static");
  if (keys.has("ratio") && keys.has("amount") && t.from.gives(place + ".static.amount"))
    keys.reject("ratio", "is set beside amount", "the original refused both", "keep one of them");
  if (!keys.has("ratio") && !keys.has("amount"))
    keys.reject("amount", "is null, and so is ratio", "the original refused neither", "set one of them");
}

/// What it took for the bonus bet where it asked no strategy: by the sections that are there, whatever the type is.
Cents configured_bet(const Translation& t) {
  const Parameters& keys = t.keys();
  if (keys.has(place + ".always")) return keys.money(place + ".always.amount");
  if (!keys.has(place + ".static")) return {0};
  if (!keys.has(place + ".static.ratio")) return keys.money(place + ".static.amount");
  const double bet = keys.real(place + ".static.ratio") * static_cast<double>(keys.money("bankroll.base_bet").count);
  return {std::llround(bet)};
}

void import_limits(const Translation& t) {
  t.require_bounds(place + ".limits");
  t.to.remark(place,
              "There every bonus bet was between these limits, and the file's own had no effect. They have one here.",
              t.from.lines(place + ".limits"));
  t.to.set(place + ".limits.min_bet", amount_text(smallest));
  t.to.set(place + ".limits.max_bet", amount_text(largest));
}

void import_tiers(const Translation& t) {
  const std::string path = place + ".bankroll_conditional.scaling";
  std::vector<study::StudyText::Element> elements;
  for (const Parameters& tier : t.keys().items(path + ".tiers")) {
    const bool is_bounded = tier.has("max_profit");
    if (is_bounded && tier.money("max_profit") <= tier.money("min_profit"))
      tier.reject("max_profit", "is not above min_profit", "the original refused such a tier", "make it higher");
    elements.push_back({fmt::format(
        "{{min_profit: {}, max_profit: {}, bet_amount: {}}}", amount_text(tier.money("min_profit")),
        is_bounded ? amount_text(tier.money("max_profit")) : "null", amount_text(tier.money("bet_amount")))});
  }
  if (elements.empty()) {
    t.leave_out(path, "Without tiers there is no scaling, there and here.");
    return;
  }
  if (!t.keys().boolean(path + ".enabled")) {
    t.leave_out(path, "Plays no part, there and here: scaling.enabled is false.");
    return;
  }
  t.keep(path + ".enabled");
  t.to.set_list(path + ".tiers", std::move(elements));
}

void import_bankroll_conditional(const Translation& t) {
  for (const char* name : {"base_amount", "min_session_profit", "max_drawdown"})
    t.keep(fmt::format("{}.bankroll_conditional.{}", place, name));
  for (const char* name : {"min_bankroll_ratio", "profit_percentage"})
    t.keep_if_given(fmt::format("{}.bankroll_conditional.{}", place, name));
  import_tiers(t);
}

void import_streak_based(const Translation& t) {
  const std::string path = place + ".streak_based";
  const std::string action = t.keys().text(path + ".action.type");
  for (const char* name : {"base_amount", "trigger", "streak_length"})
    t.keep(fmt::format("{}.{}", path, name));
  t.keep(path + ".action.type");
  if (action == "stop" || action == "start") {
    t.leave_out(path + ".action.value", "Plays no part, there and here: the action only switches the bonus bet.");
  } else {
    t.keep(path + ".action.value");
  }
  t.keep(path + ".reset_on");
  t.keep(path + ".max_multiplier");
}

/// A streak that ends with each of its events: the bet stays what it is at first.
bool never_counts(const Translation& t) {
  const Parameters keys = t.keys().section(place + ".streak_based");
  return is_reset_too(keys.text("trigger"), keys.text("reset_on"));
}

/// A bet that starts after bonus bets, of which there are none before it starts, or after a streak that never is.
bool never_starts(const Translation& t) {
  const Parameters keys = t.keys().section(place + ".streak_based");
  return keys.text("action.type") == "start" && (keys.text("trigger").starts_with("bonus_") || never_counts(t));
}

void import_session_conditional(const Translation& t) {
  const std::string path = place + ".session_conditional", conditions = path + ".conditions";
  t.follow({{"bonus_strategy.session_conditional.conditions.early_session.hands"},
            {"bonus_strategy.session_conditional.conditions.early_session.amount"}});
  const auto near = [&](const std::string& name, const std::string& limit) {
    if (t.keys().has("bankroll.stop_conditions." + limit)) {
      t.keep_if_given(conditions + "." + name + ".threshold");
      t.keep_if_given(conditions + "." + name + ".amount");
    } else {
      t.leave_out(conditions + "." + name, fmt::format("Never holds: {} is not set.", limit));
    }
  };
  near("near_win_limit", "win_limit");
  near("near_loss_limit", "loss_limit");
  if (t.from.gives(conditions + ".default.amount")) {
    t.leave_out(path + ".base_amount", "Is conditions.default.amount here, which the file gives too.");
    t.keep(conditions + ".default.amount");
  } else {
    t.leave_out(path + ".base_amount", "Is conditions.default.amount here.");
    t.to.set(conditions + ".default.amount", t.from.value(path + ".base_amount"));
  }
}

void import_combined(const Translation& t) {
  const std::string path = place + ".combined";
  const auto import_factors = [&](const std::string& section, const std::vector<std::string>& factors) {
    const bool is_enabled = t.keys().boolean(fmt::format("{}.{}.enabled", path, section));
    t.keep(fmt::format("{}.{}.enabled", path, section));
    for (const std::string& factor : factors) {
      const std::string key = fmt::format("{}.{}.{}", path, section, factor);
      is_enabled ? t.keep(key) : t.leave_out(key, fmt::format("Plays no part: {}.enabled is false.", section));
    }
  };
  t.keep(path + ".base_amount");
  import_factors("ride_correlation", {"both_ride_multiplier", "one_ride_multiplier", "both_pull_multiplier"});
  import_factors("hand_quality_adjustment", {"strong_hand_multiplier", "weak_hand_multiplier"});
}

void import_custom(const Translation& t) {
  t.require_bounds(place + ".custom");
  for (const char* name : {"expression", "min_bet", "max_bet"})
    t.keep(fmt::format("{}.custom.{}", place, name));
}

void import_unfinished(const Translation& t, const std::string& type) {
  t.to.remark(place, fmt::format("The original accepted {} and stopped with an error when it came to play it.", type));
  t.keep(place + ".type");
  for (const char* name : {"min_bet", "max_bet", "increment"})
    t.keep_if_given(fmt::format("{}.limits.{}", place, name));
  if (type == "session_conditional") import_session_conditional(t);
  if (type == "combined") import_combined(t);
  if (type == "custom") import_custom(t);
}

/// At a table it asked no strategy.
void import_at_table(const Translation& t, const std::string& type) {
  const Cents bet = configured_bet(t);
  const std::string betting = bet.count == 0 ? "never" : "always";
  if (type != betting) {
    t.to.remark(place,
                fmt::format("The type was {}; but at a table the bonus bet was what the sections always and static "
                            "said, the same on every hand.",
                            type));
  }
  t.to.set(place + ".type", betting);
  if (bet.count > 0) t.to.set(place + ".always.amount", amount_text(bet));
  t.leave_out(place + ".limits", "The limits had no effect there. They have one here.");
  t.leave_out(place + ".static", "At a table this was the bonus bet, unless there was a section always.");
  for (const std::string& section : sections) {
    if (section != "always" && section != "static")
      t.leave_out(place + "." + section, "Plays no part, there and here.");
  }
}

void import_lone(const Translation& t, const std::string& type) {
  const Parameters& keys = t.keys();
  const bool has_amount = type == "always" || (type == "static" && !keys.has(place + ".static.ratio"));
  const bool is_constant = type == "streak_based" && never_counts(t);
  const bool is_too_small = (has_amount && keys.money(fmt::format("{}.{}.amount", place, type)) < smallest) ||
                            (is_constant && keys.money(place + ".streak_based.base_amount") < smallest);
  if (is_too_small || (type == "streak_based" && never_starts(t))) {
    t.to.remark(place, is_too_small ? "No bonus bet below a dollar was made there."
                                    : "The bonus bet was to start after what never came, and so it never did.");
    no_bonus(t);
    t.leave_out(place + ".limits", "The limits had no effect there. They have one here.");
    leave_out_sections_but(t, "", "Plays no part without a bonus bet.");
    return;
  }
  if (is_constant) {
    t.to.remark(place, "Each event of the streak was a reset too, and so the bonus bet stayed at base_amount.");
    t.to.set(place + ".type", "always");
    import_limits(t);
    t.to.set(place + ".always.amount", amount_text(keys.money(place + ".streak_based.base_amount")));
    leave_out_sections_but(t, "", "Plays no part: the type was streak_based.");
    return;
  }
  t.keep(place + ".type");
  if (type == "never") {
    t.leave_out(place + ".limits", "The limits had no effect there, and have none without a bonus bet.");
  } else {
    import_limits(t);
  }
  if (type == "static" && keys.has(place + ".static.ratio")) {
    if (!t.from.gives(place + ".static.amount"))
      t.to.remark(place + ".static", "The original wanted amount: null beside a ratio. Here the ratio is enough.");
    t.leave_out(place + ".static.amount", "The original wanted it beside a ratio. Here the ratio is enough.");
    t.keep(place + ".static.ratio");
  } else if (has_amount) {
    t.keep(fmt::format("{}.{}.amount", place, type));
    t.leave_out(place + ".static.ratio", "Plays no part beside amount.");
  }
  if (type == "bankroll_conditional") import_bankroll_conditional(t);
  if (type == "streak_based") import_streak_based(t);
  leave_out_sections_but(
      t, type,
      fmt::format("Plays no part: the type is {}. (There an amount of always or static still counted in the "
                  "test of funds.)",
                  type));
}

}  // namespace

void import_bonus(const Translation& t) {
  const Parameters& keys = t.keys();
  const std::string type = keys.text(place + ".type");
  const bool is_table = keys.integer("table.num_seats") > 1;
  if (type != "never") t.require_section(place, type);
  if (keys.has(place + ".static")) check_static(t);
  if (is_table && type != "never" && type != "always" && type != "static") {
    keys.reject(place + ".type", type + " at a table of several seats", "the original refused it",
                "set table.num_seats: 1 here, and more in the study: it may be played there");
  }
  t.leave_out(place + ".paytable",
              fmt::format("Had no effect there, and has none here: paytables.bonus.type, which is {}, says "
                          "what the bonus bet pays.",
                          keys.text("paytables.bonus.type")));
  t.keep(place + ".enabled");
  if (!keys.boolean(place + ".enabled")) {
    if (type != "never")
      t.to.remark(place,
                  fmt::format("There type {} with enabled: false stopped the run at the first hand. Here no bonus "
                              "bet is made.",
                              type),
                  t.from.lines(place + ".type"));
    no_bonus(t);
    t.leave_out(place + ".limits", "The limits had no effect there, and have none without a bonus bet.");
    leave_out_sections_but(t, "", "Plays no part, there and here: bonus_strategy.enabled is false.");
    return;
  }
  if (is_table) return import_at_table(t, type);
  if (is_unfinished(type)) {
    import_unfinished(t, type);
    return leave_out_sections_but(t, type, fmt::format("Plays no part, there and here: the type is {}.", type));
  }
  import_lone(t, type);
}

}  // namespace ergodic::workloads::let_it_ride::import

#pragma once

#include "workloads/let_it_ride/betting/bonus_strategy.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <optional>

/// The bonus strategies that a study may choose, one by one: the name of each, its keys, and how they make a rule.
namespace ergodic::workloads::let_it_ride {

using BonusRule = decltype(BonusStrategy::rule);

struct BonusRow : Variant {
  /// `keys` are those of the strategy's own section, where that is there. Throws StudyError for keys that contradict
  /// each other.
  BonusRule (*make)(const Parameters& study, const std::optional<Parameters>& keys);
};

// Fixed amounts, and the study's own formula.
BonusRow always_bonus();
BonusRow static_bonus();
BonusRow custom_bonus();

// By how the session stands.
BonusRow bankroll_conditional_bonus();
BonusRow session_conditional_bonus();

// By what the hands before were.
BonusRow streak_based_bonus();
BonusRow combined_bonus();

/// bonus_strategy.SECTION.base_amount
Key base_amount_key();

/// The value at the path; nullopt where it is not set.
template <class Value>
std::optional<Value> if_set(const Parameters& keys, std::string_view path,
                            Value (Parameters::*get)(std::string_view) const) {
  return keys.has(path) ? std::optional((keys.*get)(path)) : std::nullopt;
}

}  // namespace ergodic::workloads::let_it_ride

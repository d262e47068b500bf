#pragma once

#include "expression/expression.hpp"
#include "workloads/let_it_ride/strategy/analysis.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// Strategies that a study writes itself: lists of rules, of which the first that holds decides.
namespace ergodic::workloads::let_it_ride {

struct Rule {
  expression::Expression condition;  ///< a truth, of the names of analysis_vocabulary()
  bool rides;                        ///< else the bet is pulled

  friend auto operator<=>(const Rule&, const Rule&) = default;
};

struct RuleLists {
  std::vector<Rule> bet1_rules;  ///< on three cards
  std::vector<Rule> bet2_rules;  ///< on four cards

  friend auto operator<=>(const RuleLists&, const RuleLists&) = default;
};

/// The fields of Analysis.
const expression::Vocabulary& analysis_vocabulary();

/// What the first rule that holds decides. One must hold.
bool rides(const std::vector<Rule>& rules, const Analysis& cards);

/// What is wrong with a list of rules.
struct RulesComplaint {
  enum class Kind {
    undecided,  ///< no rule holds for some cards
    undefined,  ///< a condition has no value for some cards
    unmet,      ///< a condition holds for no cards
    preceded,   ///< the rules before it decide all cards for which a condition holds
  };

  Kind kind;
  std::size_t rule = 0;
  std::string cards = {};  ///< an example, such as "2c 3d 7h"
};

/// Tries the rules on every set of so many cards, 3 or 4. A last rule may be there for nothing, if it is `true`.
std::optional<RulesComplaint> check(const std::vector<Rule>& rules, std::size_t card_count);

}  // namespace ergodic::workloads::let_it_ride

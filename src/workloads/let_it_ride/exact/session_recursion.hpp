#pragma once

#include "workloads/let_it_ride/exact/session_law.hpp"
#include "workloads/let_it_ride/play/session_rules.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <variant>

namespace ergodic::workloads::let_it_ride {

/// What a hand brings: for every unit on a circle, those pulled back left out, and for every unit on the bonus.
struct HandNet {
  std::int64_t main;
  std::int64_t bonus;

  friend auto operator<=>(const HandNet&, const HandNet&) = default;
};

/// By what a hand brings, how many of the equally likely deals bring it.
using NetLaw = std::map<HandNet, std::int64_t>;

/// Why the law of a session is not found: words for within a sentence.
struct Unknown {
  std::string why;
};

/// The law of a session of independent hands, whose bets follow a bounded progression beside a constant bonus bet, by
/// recursion over hands, states of the progression and bankrolls: see README.md. Unknown where stakes depend on more
/// than that, or where the bankrolls are too many: more than 10^9 additions (a second), or 2^23 bankrolls at a time.
std::variant<SessionLaw, Unknown> session_law(const NetLaw& nets, const SessionRules& rules);

}  // namespace ergodic::workloads::let_it_ride

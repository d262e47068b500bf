#include "workloads/let_it_ride/play/session_rules.hpp"

namespace ergodic::workloads::let_it_ride {

const std::vector<std::string>& stop_reason_names() {
  static const std::vector<std::string> names = {"win_limit", "loss_limit", "max_hands", "insufficient_funds",
                                                 "max_duration"};
  return names;
}

std::vector<std::string> stop_reason_names(const SessionRules& rules) {
  std::vector<std::string> names = stop_reason_names();
  if (!rules.hands_in_time) names.pop_back();
  return names;
}

}  // namespace ergodic::workloads::let_it_ride

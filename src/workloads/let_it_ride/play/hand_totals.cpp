#include "workloads/let_it_ride/play/hand_totals.hpp"

namespace ergodic::workloads::let_it_ride {

const std::vector<std::string>& outcome_names() {
  static const std::vector<std::string> names = {"loss", "push", "win"};
  return names;
}

}  // namespace ergodic::workloads::let_it_ride

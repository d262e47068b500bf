#include "workloads/let_it_ride/paytables/hand_class.hpp"

namespace ergodic::workloads::let_it_ride {

const std::vector<std::string>& hand_class_names() {
  static const std::vector<std::string> names = {
      "high_card", "pair_below_tens", "pair_tens_or_better", "two_pair",       "three_of_a_kind", "straight",
      "flush",     "full_house",      "four_of_a_kind",      "straight_flush", "royal_flush"};
  return names;
}

const std::vector<std::string>& bonus_class_names() {
  static const std::vector<std::string> names = {"high_card",       "pair",           "flush",     "straight",
                                                 "three_of_a_kind", "straight_flush", "mini_royal"};
  return names;
}

}  // namespace ergodic::workloads::let_it_ride

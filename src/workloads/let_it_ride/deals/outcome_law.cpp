#include "workloads/let_it_ride/deals/outcome_law.hpp"

#include "core/contracts.hpp"

#include <algorithm>
#include <tuple>

namespace ergodic::workloads::let_it_ride {

namespace {

/// The outcomes that occur, best first.
std::vector<std::uint32_t> best_first(const OutcomeCounts& counts) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t outcome = 0; outcome < outcomes; ++outcome) {
    if (counts[outcome] > 0) order.push_back(outcome);
  }
  const auto value = [](std::uint32_t outcome) {
    const Hand hand = hand_of(outcome);
    return std::tuple(hand.hand_class, hand.bets, hand.bonus_class);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return value(a) > value(b); });
  return order;
}

}  // namespace

OutcomeLaw::OutcomeLaw(const OutcomeCounts& counts) {
  const auto count = [&](std::uint32_t outcome) { return static_cast<std::uint32_t>(counts[outcome]); };
  const std::vector<std::uint32_t> order = best_first(counts);
  commonest_ = *std::max_element(order.begin(), order.end(),
                                 [&](std::uint32_t a, std::uint32_t b) { return count(a) < count(b); });
  std::uint32_t commonest_before = 0;
  const auto add_step = [&](std::uint32_t outcome, std::uint32_t numbers, std::uint32_t before, std::uint32_t size) {
    steps_.push_back(numbers << 8 | outcome);
    before_.push_back(before);
    commonest_before_.push_back(commonest_before);
    commonest_before += size - numbers;
  };
  for (const std::uint32_t outcome : order) {
    if (outcome == commonest_) continue;
    for (std::uint32_t before = 0; before < count(outcome); before += step_size)
      add_step(outcome, std::min(step_size, count(outcome) - before), before, step_size);
  }
  while (std::uint64_t{steps_.size()} << step_bits < deals) {
    const std::uint64_t left = deals - (std::uint64_t{steps_.size()} << step_bits);
    add_step(commonest_, 0, 0, static_cast<std::uint32_t>(std::min<std::uint64_t>(step_size, left)));
  }
  // The other outcomes' last steps leave it 231 × 2^14 numbers at the most, and it has more: high cards, with and
  // without the community cards, are 45 % of the deals, which a strategy can split by no more than three numbers of
  // bets.
  ERGODIC_ENSURE(commonest_before == count(commonest_));
}

std::uint32_t OutcomeLaw::rank(std::uint32_t number) const {
  const std::uint32_t step = number >> step_bits, position = number & (step_size - 1), own = steps_[step] >> 8;
  return position < own ? before_[step] + position : commonest_before_[step] + position - own;
}

}  // namespace ergodic::workloads::let_it_ride

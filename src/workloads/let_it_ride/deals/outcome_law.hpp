#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"

#include <ergodic/variates.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What a session sees of a hand, as one number: its bonus class, bets at risk and hand class.
inline constexpr std::size_t outcomes = bonus_classes * 3 * hand_classes;  // 231

constexpr std::uint32_t outcome_of(const Hand& hand) {
  return static_cast<std::uint32_t>((code(hand.bonus_class) * 3 + hand.bets - 1) * hand_classes +
                                    code(hand.hand_class));
}

namespace detail {

inline constexpr auto hands_of_outcomes = [] {
  std::array<Hand, outcomes> hands{};
  for (std::uint32_t outcome = 0; outcome < outcomes; ++outcome) {
    hands[outcome] = {static_cast<HandClass>(outcome % hand_classes),
                      static_cast<BonusClass>(outcome / (3 * hand_classes)),
                      1 + outcome / static_cast<std::uint32_t>(hand_classes) % 3};
  }
  return hands;
}();

}  // namespace detail

constexpr const Hand& hand_of(std::uint32_t outcome) { return detail::hands_of_outcomes[outcome]; }

/// How many of the deals have each outcome.
using OutcomeCounts = std::array<std::int64_t, outcomes>;

/// A strategy compiled to the law of its hands: the deals sorted by outcome, so that a number drawn uniformly from them
/// is an outcome, by a small step function, and also one definite deal.
///
/// The best hands come first, each outcome at the start of a step of 2^14 numbers; what it leaves of its last step
/// belongs to the commonest outcome, which also has all numbers from its own first step on. So one comparison finds
/// the outcome. Cases of other strategies, drawing the same number, see much the same hand.
class OutcomeLaw {
 public:
  explicit OutcomeLaw(const OutcomeCounts& counts);

  static constexpr unsigned step_bits = 14;
  static constexpr std::uint32_t step_size = 1u << step_bits;

  std::uint32_t outcome(std::uint32_t number) const {
    const std::uint32_t step = steps_[number >> step_bits];
    const std::uint32_t own =
        0u - ((number & (step_size - 1)) < step >> 8);  // a mask: a branch would go wrong half the time
    return (step & 0xFF & own) | (commonest_ & ~own);
  }

  /// By step: how many of its first numbers have its outcome << 8 | that outcome.
  std::span<const std::uint32_t> steps() const { return steps_; }
  /// The outcome of all other numbers.
  std::uint32_t commonest() const { return commonest_; }

  /// How many numbers of its outcome are less than a number: so many deals of the outcome come before the one that it
  /// is, in ascending order.
  std::uint32_t rank(std::uint32_t number) const;

 private:
  std::vector<std::uint32_t> steps_;
  std::vector<std::uint32_t> before_;  // by step: numbers of its outcome in the steps before it
  std::vector<std::uint32_t> commonest_before_;
  std::uint32_t commonest_ = 0;
};

/// The number of a deal, 0 … 51 979 199, that a word of the stream is, and whether it counts: as deal_from().
struct DealNumber {
  std::uint32_t number;
  bool accepted;
};
constexpr DealNumber deal_number_from(std::uint32_t word) {
  const auto [numbers, accepted] = split_word<std::uint32_t, static_cast<std::uint32_t>(deals)>(word);
  return {numbers[0], accepted};
}

}  // namespace ergodic::workloads::let_it_ride

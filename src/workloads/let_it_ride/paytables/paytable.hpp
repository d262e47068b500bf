#pragma once

#include "workloads/let_it_ride/paytables/hand_class.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace ergodic::workloads::let_it_ride {

/// No bet wins more than so many times itself: sums of 10 000 hands fit 64 bits of cents, a hand's 32 bits of base
/// bets.
inline constexpr std::int32_t highest_ratio = 100'000;

/// What a bet wins, as X to 1, by class code. A class of ratio 0 loses the stake: there is no push.
template <class Class, std::size_t classes>
class Paytable {
 public:
  constexpr explicit Paytable(const std::array<std::int32_t, classes>& ratios) {
    for (std::size_t i = 0; i < classes; ++i)
      net_[i] = ratios[i] > 0 ? ratios[i] : -1;
  }

  /// What one unit staked brings: its ratio, or −1.
  constexpr std::int32_t net(Class result) const { return net_[code(result)]; }

  /// The highest ratio; at least 1.
  constexpr std::int32_t highest() const { return std::max(1, *std::max_element(net_.begin(), net_.end())); }

  friend constexpr auto operator<=>(const Paytable&, const Paytable&) = default;

 private:
  std::array<std::int32_t, classes> net_{};
};

using MainPaytable = Paytable<HandClass, hand_classes>;
using BonusPaytable = Paytable<BonusClass, bonus_classes>;

enum class BonusPaytableName : std::uint8_t { paytable_a, paytable_b, paytable_c };

const MainPaytable& standard_paytable();
const BonusPaytable& bonus_paytable(BonusPaytableName name);

}  // namespace ergodic::workloads::let_it_ride

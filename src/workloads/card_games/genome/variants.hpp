#pragma once

#include <cstddef>
#include <utility>
#include <variant>

namespace ergodic::workloads::card_games {

/// The alternative `index` of a variant, with its defaults.
template <class Variant, std::size_t at = 0>
Variant alternative(std::size_t index) {
  if constexpr (at + 1 < std::variant_size_v<Variant>) {
    if (index != at) return alternative<Variant, at + 1>(index);
  }
  return Variant(std::in_place_index<at>);
}

}  // namespace ergodic::workloads::card_games

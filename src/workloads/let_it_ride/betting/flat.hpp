#pragma once

#include "workloads/let_it_ride/betting/progression.hpp"

#include <ergodic/money.hpp>

#include <cstdint>
#include <optional>

namespace ergodic::workloads::let_it_ride {

/// Always the base bet.
struct Flat {};

class FlatBets {
 public:
  static constexpr bool begins_with_base_bet = true;
  static constexpr bool can_fail = false;

  FlatBets(const Flat&, Cents base_bet) : bet_(base_bet.count) {}
  std::int64_t next(std::int64_t) const { return bet_; }
  void record(std::int64_t, std::int64_t) {}

 private:
  std::int64_t bet_;
};

inline FlatBets bets_of(const Flat& system, Cents base_bet) { return {system, base_bet}; }
inline Cents highest_bet_of(const Flat&, Cents base_bet) { return base_bet; }
inline std::optional<Progression> states_of(const Flat&, Cents base_bet) {
  return Progression{{{base_bet.count, 0, 0}}};
}

}  // namespace ergodic::workloads::let_it_ride

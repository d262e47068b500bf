#include "workloads/let_it_ride/betting/amounts.hpp"

#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <fmt/format.h>

#include <utility>

namespace ergodic::workloads::let_it_ride {

namespace {

// Dollars: three bets of so much, and a bonus, at the highest ratio for 10 000 hands still fit 64 bits of cents.
constexpr double most_money = 1e7;
static_assert(most_money * 100 * 4 * highest_ratio * 10'000 < 9.2e18);

}  // namespace

Key amount(std::string name) { return money(std::move(name)).above(0).at_most(most_money); }

Key amount_or_none(std::string name) { return amount(std::move(name)).at_least(0); }

int whole_dollars(Cents amount) { return static_cast<int>(amount.count / 100); }

std::string dollars(Cents amount) { return fmt::format("${}.{:02}", amount.count / 100, amount.count % 100); }

void reject_empty_range(const Parameters& keys, Cents min_bet, Cents max_bet) {
  if (min_bet <= max_bet) return;
  keys.reject("", "has no bet within its bounds",
              fmt::format("min_bet is {} and max_bet {}", dollars(min_bet), dollars(max_bet)),
              "make min_bet the smaller");
}

}  // namespace ergodic::workloads::let_it_ride

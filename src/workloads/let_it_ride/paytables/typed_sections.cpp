#include "workloads/let_it_ride/paytables/typed_sections.hpp"

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

int whole_dollars(Cents amount) { return static_cast<int>(amount.count / 100); }

std::string dollars(Cents amount) { return fmt::format("${}.{:02}", amount.count / 100, amount.count % 100); }

void reject_other_sections(const Parameters& parameters, const std::string& path,
                           const std::vector<std::string>& sections) {
  const std::string type = parameters.text(path + ".type");
  for (const std::string& section : sections) {
    if (section == type || !parameters.has(path + "." + section)) continue;
    parameters.reject(path + "." + section, "plays no part", fmt::format("{}.type is {}", path, type),
                      fmt::format("remove it or set type: {}", section));
  }
}

void reject_empty_range(const Parameters& parameters, const std::string& path, Cents min_bet, Cents max_bet) {
  if (min_bet <= max_bet) return;
  parameters.reject(path, "has no bet within its bounds",
                    fmt::format("min_bet is {} and max_bet {}", dollars(min_bet), dollars(max_bet)),
                    "make min_bet the smaller");
}

}  // namespace ergodic::workloads::let_it_ride

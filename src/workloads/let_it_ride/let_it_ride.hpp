#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <ergodic/workload_base.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace ergodic::workloads::let_it_ride {

class Game;

/// Sessions of Let It Ride at a casino table. The rules, the columns and the formulae are in README.md, beside this
/// file.
class LetItRideKind final : public WorkloadKind {
 public:
  std::string name() const override { return "let_it_ride"; }
  std::string title() const override {
    return "Let It Ride: casino sessions under a strategy, with limits and the three-card bonus";
  }
  const Schema& schema() const override;
  std::uint64_t sessions_per_block() const override { return 32768; }
  std::string advice_on_different_columns() const override {
    return "set table.per_seat: false where the number of seats varies, and give each case or none a "
           "max_duration_minutes and total_rounds; or make them two studies";
  }

  std::string imports() const override { return "a YAML configuration of the Python simulator let_it_ride"; }
  ImportedStudy import_study(std::string_view text, const std::string& origin) const override;

  /// An expression for a bet may be undefined.
  bool can_fail(const Parameters& parameters) const override;

  /// Cases of one strategy share its tables; of the optimal one, those of one paytable.
  std::shared_ptr<const Workload> make(const Parameters& parameters) override;

 private:
  std::map<std::pair<Strategy, MainPaytable>, std::shared_ptr<const Game>> games_;
};

}  // namespace ergodic::workloads::let_it_ride

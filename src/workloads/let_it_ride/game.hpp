#pragma once

#include "workloads/let_it_ride/deal.hpp"
#include "workloads/let_it_ride/decision_chart.hpp"
#include "workloads/let_it_ride/exact.hpp"
#include "workloads/let_it_ride/outcome_law.hpp"
#include "workloads/let_it_ride/packed_deals.hpp"
#include "workloads/let_it_ride/paytable.hpp"
#include "workloads/let_it_ride/strategy.hpp"

#include <mutex>
#include <optional>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What cases of one strategy and one paytable of the main game share: the strategy compiled, in the forms that are
/// asked for, each made once.
class Game {
 public:
  Game(const Strategy& strategy, const MainPaytable& paytable);

  const DealTable& deals() const { return deals_; }
  const HandLaw& law() const {
    return law_.get([this] { return HandLaw(deals_); });
  }
  const std::vector<ExactTable>& chart() const {
    return chart_.get([this] { return decision_chart(deals_, paytable_); });
  }
  const OutcomeLaw& outcomes() const {
    return outcomes_.get([this] { return OutcomeLaw(law().outcome_counts()); });
  }
  const PackedDeals& packed_deals() const {
    return packed_deals_.get([this] { return PackedDeals(deals_); });
  }

 private:
  /// Made when it is first asked for.
  template <class Value>
  class Lazy {
   public:
    const Value& get(const auto& make) const {
      std::call_once(asked_for_, [&] { value_.emplace(make()); });
      return *value_;
    }

   private:
    mutable std::once_flag asked_for_;
    mutable std::optional<Value> value_;
  };

  DealTable deals_;
  MainPaytable paytable_;
  Lazy<HandLaw> law_;
  Lazy<std::vector<ExactTable>> chart_;
  Lazy<OutcomeLaw> outcomes_;
  Lazy<PackedDeals> packed_deals_;
};

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include "workloads/let_it_ride/deals/deal.hpp"
#include "workloads/let_it_ride/deals/deal_index.hpp"
#include "workloads/let_it_ride/deals/outcome_law.hpp"
#include "workloads/let_it_ride/deals/packed_deals.hpp"
#include "workloads/let_it_ride/exact/exact_figures.hpp"
#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/strategy/decision_tables.hpp"
#include "workloads/let_it_ride/strategy/strategy.hpp"

#include <ergodic/exact.hpp>

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace ergodic::workloads::let_it_ride {

/// What cases of one strategy share: the strategy compiled, in the forms that are asked for, each made once.
class Game {
 public:
  /// The optimal strategy is that of this paytable; to the others it is all one.
  Game(const Strategy& strategy, const MainPaytable& paytable) : strategy_(strategy), paytable_(paytable) {}

  const DealTable& deals() const {
    return deals_.get([this] { return DealTable(decide(strategy_, paytable_)); });
  }
  const HandLaw& law() const {
    return law_.get([this] { return HandLaw(deals()); });
  }
  const OutcomeLaw& outcomes() const {
    return outcomes_.get([this] { return OutcomeLaw(law().outcome_counts()); });
  }
  const DealIndex& deal_index() const {
    return deal_index_.get([this] { return DealIndex(deals()); });
  }
  const PackedDeals& packed_deals() const {
    return packed_deals_.get([this] { return PackedDeals(deals()); });
  }
  const std::vector<ExactTable>& chart(const MainPaytable& paytable) const;

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

  Strategy strategy_;
  MainPaytable paytable_;
  Lazy<DealTable> deals_;
  Lazy<HandLaw> law_;
  Lazy<OutcomeLaw> outcomes_;
  Lazy<DealIndex> deal_index_;
  Lazy<PackedDeals> packed_deals_;
  mutable std::mutex making_chart_;
  mutable std::map<MainPaytable, std::vector<ExactTable>> charts_;
};

}  // namespace ergodic::workloads::let_it_ride

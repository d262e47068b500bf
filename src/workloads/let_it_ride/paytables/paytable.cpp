#include "workloads/let_it_ride/paytables/paytable.hpp"

namespace ergodic::workloads::let_it_ride {

const MainPaytable& standard_paytable() {
  static constexpr MainPaytable standard({0, 0, 1, 2, 3, 5, 8, 11, 50, 200, 1000});
  return standard;
}

const BonusPaytable& bonus_paytable(BonusPaytableName name) {
  static constexpr std::array<BonusPaytable, 3> tables = {
      BonusPaytable({0, 1, 3, 6, 30, 40, 50}),
      BonusPaytable({0, 1, 4, 5, 30, 40, 100}),
      BonusPaytable({0, 1, 4, 6, 30, 200, 1000}),
  };
  return tables[static_cast<std::size_t>(name)];
}

}  // namespace ergodic::workloads::let_it_ride

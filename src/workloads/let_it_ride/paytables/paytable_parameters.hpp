#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

namespace ergodic::workloads::let_it_ride {

/// The keys of paytables.
Key paytables_key();

/// What a case's bets win.
MainPaytable main_paytable_of(const Parameters& study);
BonusPaytable bonus_paytable_of(const Parameters& study);

}  // namespace ergodic::workloads::let_it_ride

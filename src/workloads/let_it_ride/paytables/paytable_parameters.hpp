#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

namespace ergodic::workloads::let_it_ride {

/// The keys of paytables.
Key paytables_key();

/// What a case's bets win. Both throw StudyError for ratios of one's own beside another type: they would mean nothing.
MainPaytable main_paytable_of(const Parameters& parameters);
BonusPaytable bonus_paytable_of(const Parameters& parameters);

}  // namespace ergodic::workloads::let_it_ride

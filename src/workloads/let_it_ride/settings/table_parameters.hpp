#pragma once

#include "workloads/let_it_ride/paytables/paytable.hpp"
#include "workloads/let_it_ride/play/casino_session.hpp"
#include "workloads/let_it_ride/play/table_rules.hpp"

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <cstdint>
#include <optional>

namespace ergodic::workloads::let_it_ride {

/// The sections `table` and `dealer`.
Key table_key();
Key dealer_key();
/// bankroll.stop_conditions.max_duration_minutes
Key max_duration_key();

/// Throws StudyError for burned cards that are switched off.
TableRules table_rules_of(const Parameters& parameters);

/// Throws StudyError where all rounds of the table together may bring more than 64 bits of cents.
void reject_sums_beyond_64_bits(const Parameters& parameters, const TableRules& rules, const SessionRules& bets,
                                const MainPaytable& main, const BonusPaytable& bonus);

/// The whole hands of the time that a player has; nullopt where he has as much as he likes.
/// Throws StudyError where the pace is not known, or plays no part.
std::optional<std::int32_t> hands_in_time(const Parameters& parameters);

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include <ergodic/money.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <string>

/// Amounts of money that a study sets.
namespace ergodic::workloads::let_it_ride {

/// An amount in dollars that sums of sessions can hold.
Key amount(std::string name);
/// One that may be nothing.
Key amount_or_none(std::string name);

/// In whole dollars, for the fallback of an amount.
int whole_dollars(Cents amount);
/// "$12.50"
std::string dollars(Cents amount);

/// Throws StudyError, at the section `keys`, for bounds between which there is no bet.
void reject_empty_range(const Parameters& keys, Cents min_bet, Cents max_bet);

}  // namespace ergodic::workloads::let_it_ride

#pragma once

#include <ergodic/parameters.hpp>
#include <ergodic/schema.hpp>

#include <string>
#include <vector>

/// Sections like `type: martingale` with `martingale: {…}` beside it.
namespace ergodic::workloads::let_it_ride {

/// An amount in dollars that sums of sessions can hold.
Key amount(std::string name);

/// In whole dollars, for the fallback of an amount.
int whole_dollars(Cents amount);
/// "$12.50"
std::string dollars(Cents amount);

/// Throws StudyError when one of `sections` below `path` is set that is not the one of `path`.type.
void reject_other_sections(const Parameters& parameters, const std::string& path,
                           const std::vector<std::string>& sections);

/// Throws StudyError when `path`.min_bet is above `path`.max_bet.
void reject_empty_range(const Parameters& parameters, const std::string& path, Cents min_bet, Cents max_bet);

}  // namespace ergodic::workloads::let_it_ride

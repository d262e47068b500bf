#pragma once

#include "workloads/players/model/rates.hpp"
#include "workloads/players/region/region.hpp"

#include <ergodic/parameters.hpp>

#include <string>
#include <vector>

namespace ergodic::workloads::players {

/// The halfspaces of the list `path`, of the rates `drawn`. On the logit scale a bound is of one rate alone, which is a
/// halfspace there too. Throws StudyError, at its place, for a name that is none of them, for what is no sum of rates,
/// and for a bound that bounds nothing.
std::vector<Halfspace> bounds_at(const Parameters& parameters, const std::string& path, const std::vector<Rate>& drawn,
                                 bool logit_scale);

/// 0 ≤ rate ≤ 1 of each.
std::vector<Halfspace> unit_box(const std::vector<Rate>& drawn);

}  // namespace ergodic::workloads::players

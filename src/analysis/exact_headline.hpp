#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/exact.hpp>

#include <optional>

namespace ergodic::analysis {

/// What the headline tends to as sessions grow many: the mean of its quantity or the probability of its label; nullopt
/// where the workload does not know it.
std::optional<double> exact_headline(const ExactResults& exact, const Columns& columns, const Headline& headline);

}  // namespace ergodic::analysis

#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/exact.hpp>

#include <cstddef>

namespace ergodic::analysis {

/// What is known of a quantity at one of its places, the only one being 0 without an axis; null when nothing is.
/// Throws std::out_of_range when the workload knows fewer places than its axis has.
const ExactMoments* exact_moments(const ExactResults& exact, const Column& column, std::size_t place);
/// The law of a category's labels there; null when it is not known.
const std::vector<double>* exact_law(const ExactResults& exact, const Column& column, std::size_t place);

}  // namespace ergodic::analysis

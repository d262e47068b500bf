#pragma once

#include "core/partition.hpp"
#include "statistics/summary.hpp"
#include "store/file_layout.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::engine {

/// The probabilities at which quantiles are given.
std::span<const double> summary_probabilities();

/// What /summary holds: for each quantity mean, standard deviation, extremes and quantiles; for each category its
/// counts; the tallies; the ratios with their standard errors. Dimensions are the case, the column's axis if it has
/// one, and a further one for quantiles and counts.
Axes summary_axes(const statistics::SummaryLayout& layout);
std::vector<store::Variable> summary_variables(const statistics::SummaryLayout& layout);

/// Quantiles of a column of this case at summary_probabilities(), in the column's unit, place after place.
using Quantiles = std::function<std::vector<double>(const Column& column)>;

/// The bytes of some variables for one case, by their places in summary_variables().
std::vector<std::vector<std::byte>> summary_values(const statistics::SummaryLayout& layout,
                                                   const statistics::Summary& summary, const Quantiles& quantiles,
                                                   IndexRange variables);

/// Of the covariance of the pair: the product of the columns' units.
std::string covariance_unit(const Columns& columns, const statistics::ColumnPair& pair);

/// The name of the variable that holds the quantiles of a column.
std::string quantile_variable(const Column& column);

}  // namespace ergodic::engine

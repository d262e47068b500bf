#pragma once

#include "statistics/summary.hpp"
#include "study/study.hpp"

#include <ergodic/workload.hpp>

#include <optional>
#include <string>

namespace ergodic::engine {

/// Adds to the layout what the study asks its summary for: the pairs of columns that its covariances and controls need,
/// each once, its quantiles and its histograms. Throws StudyError for columns that are unknown, repeated, or of no such
/// statistic.
void add_wanted_statistics(const study::Study& study, statistics::SummaryLayout& layout);

/// The mean that a workload knows of a column: of what is no or yes, the probability of yes. nullopt where it does not.
std::optional<double> known_mean(const ExactResults& exact, const Column& column);

/// Throws StudyError when the mean of a control is not known in a case.
void check_controls(const study::Study& study, const Columns& columns, const Workload& workload,
                    const std::string& case_label);

/// The column of that name. Throws InternalError when there is none.
const Column& column_named(const Columns& columns, const std::string& name);

}  // namespace ergodic::engine

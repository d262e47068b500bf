#pragma once

#include "engine/description.hpp"
#include "study/study.hpp"

#include <ergodic/workload_base.hpp>

namespace ergodic::engine {

/// Fills in what a study's file has of columns, and what its summary tells of them: those of the workload, those that
/// the study makes up, and those of failures, which stand last. Where `parts` says that sessions can fail, or the study
/// makes columns up, there are such. Throws StudyError for what the study asks of columns that are not there, or have
/// no such statistic.
void choose_columns(const study::Study& study, const WorkloadKind& kind, const RowForm& form, const Columns& made_up,
                    Description::Parts& parts);

}  // namespace ergodic::engine

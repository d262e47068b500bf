#pragma once

#include "parallel/stop.hpp"

#include <optional>
#include <string>

namespace ergodic::cli {

/// [s] from `unix_now` [s] until the batch system ends this job, as SLURM_JOB_END_TIME tells; nullopt where no such
/// time is known; negative when the job is being ended. Throws UsageError when `variable`, its value, is no time, or
/// one so long ago that it is not that of this job.
std::optional<double> seconds_to_end_of_job(const char* variable, double unix_now);

/// What the options and the job's environment say. `time_budget` and `margin` are durations or empty.
parallel::StopConditions stop_conditions(const std::string& time_budget, const std::string& margin);

}  // namespace ergodic::cli

#pragma once

#include "parallel/stop.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::cli {

/// OUT.h5.stop: who makes it asks the run that writes OUT.h5 to stop.
std::filesystem::path stop_file_of(const std::filesystem::path& output);

/// [s] from `unix_now` [s] until the batch system ends this job, as SLURM_JOB_END_TIME tells; nullopt where no such
/// time is known. Throws UsageError when `variable`, its value, is no time.
std::optional<double> seconds_to_end_of_job(const char* variable, double unix_now);

/// What the options and the job's environment say. `time_budget` and `margin` are durations or empty.
parallel::StopConditions stop_conditions(const std::string& time_budget, const std::string& margin);

/// Removes the output's stop file. True when there was one.
bool remove_stop_file(const std::filesystem::path& output);

}  // namespace ergodic::cli

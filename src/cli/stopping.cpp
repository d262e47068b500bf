#include "cli/stopping.hpp"

#include "cli/durations.hpp"
#include "core/format.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace ergodic::cli {
namespace {

/// [s] that a job lives on after its end, about: SLURM's KillWait is 30 s, OverTimeLimit some minutes.
constexpr double longest_grace = 600;

}  // namespace

std::optional<double> seconds_to_end_of_job(const char* variable, double unix_now) {
  const std::string_view text = variable == nullptr ? "" : variable;
  if (text.empty()) return std::nullopt;
  std::int64_t end = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), end);
  if (error != std::errc{} || stop != text.data() + text.size() || end <= 0) {
    throw UsageError(
        fmt::format("SLURM_JOB_END_TIME is \"{}\" (no time in seconds since 1970) unset it, or set it right", text));
  }
  const double left = static_cast<double>(end) - unix_now;
  if (left < -longest_grace) {
    throw UsageError(
        fmt::format("SLURM_JOB_END_TIME was {} ago (of another job, or this one is over its time: a run would stop at "
                    "once) unset SLURM_JOB_END_TIME, or start the run in a job of its own",
                    duration(-left)));
  }
  return left;
}

parallel::StopConditions stop_conditions(const std::string& time_budget, const std::string& margin) {
  using std::chrono::system_clock;
  parallel::StopConditions conditions;
  if (!time_budget.empty()) conditions.time_budget = parse_duration(time_budget);
  const double wanted = margin.empty() ? 0 : parse_duration(margin);
  const double now = std::chrono::duration<double>(system_clock::now().time_since_epoch()).count();
  if (const auto left = seconds_to_end_of_job(std::getenv("SLURM_JOB_END_TIME"), now))
    conditions.end_of_job = *left - (margin.empty() ? parallel::usual_stop_margin(*left) : wanted);
  return conditions;
}

}  // namespace ergodic::cli

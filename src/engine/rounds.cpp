#include "engine/rounds.hpp"

#include "engine/folding.hpp"
#include "engine/reading/file_values.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ergodic::engine {
namespace {

constexpr double margin = 1.05;
constexpr double least_growth = 1.1;
constexpr double most_growth = 4;

/// The figure of all cases and targets that is the furthest from its precision.
struct Worst {
  std::uint64_t case_index = 0;
  Precision precision;
};

Worst worst_of(const Plan& plan, const store::ResultFile& file, const OnActivity& on_activity) {
  const BlocksDone done = file.done();
  std::optional<Worst> worst;
  for (std::uint64_t i = 0; i < plan.layout().case_count(); ++i) {
    on_activity({Phase::deciding, i, plan.layout().case_count()});
    const statistics::Summary summary = fold_case(plan, file, done, i);
    const FileValues values(plan, file, done, i, summary);
    for (const PrecisionTarget& target : plan.targets()) {
      const Precision precision = target.worst_of(values);
      if (!worst || is_worse(precision, worst->precision)) worst = {i, precision};
    }
  }
  return worst.value();
}

}  // namespace

std::uint64_t sessions_of_next_round(std::uint64_t sessions, double factor, std::uint64_t sessions_per_block,
                                     std::uint64_t most) {
  const double growth = std::clamp(margin * factor, least_growth, most_growth);
  const double block = static_cast<double>(sessions_per_block);
  const double next = std::ceil(growth * static_cast<double>(sessions) / block) * block;
  return std::min(static_cast<std::uint64_t>(next), most);
}

std::optional<NextRound> next_round(const Plan& plan, const store::ResultFile& file, const OnActivity& on_activity) {
  const store::FileLayout& layout = plan.layout();
  if (!plan.is_in_rounds() || layout.sessions_per_case >= plan.max_sessions()) return std::nullopt;
  const auto [case_index, precision] = worst_of(plan, file, on_activity);
  const bool is_first = layout.sessions_per_case <= plan.study().sessions_per_case();
  if (precision.is_reached() && !is_first) return std::nullopt;
  return NextRound{
      sessions_of_next_round(layout.sessions_per_case, precision.sessions_factor(), layout.sessions_per_block,
                             plan.max_sessions()),
      fmt::format("{}{}, in case {}", precision.text(), is_first && precision.is_reached() ? ", of a first round" : "",
                  plan.study().case_label(case_index))};
}

Plan plan_of_round(const Plan& plan, const std::filesystem::path& path, const store::Identity& identity) {
  if (!plan.is_in_rounds()) return plan;
  const std::uint64_t sessions = identity.sessions_per_case.value_or(0);
  if (sessions >= plan.layout().sessions_per_case && sessions <= plan.max_sessions())
    return plan.with_sessions(sessions);
  throw MismatchError(
      fmt::format("{} does not say which round of its study it holds (its sessions per case are to be "
                  "{} to {}) restore it, or run its study again",
                  path.string(), plan.layout().sessions_per_case, plan.max_sessions()));
}

}  // namespace ergodic::engine

#include "engine/plan_of_file.hpp"

#include "engine/description_text.hpp"
#include "engine/rounds.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::engine {
namespace {

bool same_values(const Column& a, const Column& b) {
  return a.name == b.name && a.type == b.type && a.scale == b.scale && a.categories == b.categories && a.axis == b.axis;
}

/// Whether blocks of the plan have their places in a file of that description.
bool fits(const Plan& plan, const Description& held) {
  const store::FileLayout& a = plan.layout();
  const store::FileLayout& b = held.layout();
  const auto same_columns = [](const Columns& x, const Columns& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), same_values);
  };
  const auto same_axes = [](const Axes& x, const Axes& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Axis& one, const Axis& other) {
      return one.name == other.name && one.size() == other.size();
    });
  };
  const auto same_tallies = [](const Tallies& x, const Tallies& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const Tally& one, const Tally& other) {
      return one.name == other.name && one.labels == other.labels;
    });
  };
  return same_columns(plan.columns(), held.columns()) && same_columns(a.columns, b.columns) &&
         same_axes(plan.axes(), held.axes()) && same_tallies(plan.tallies(), held.tallies()) &&
         a.case_labels == b.case_labels && a.sessions_per_case == b.sessions_per_case &&
         a.sessions_per_block == b.sessions_per_block && a.words_per_block == b.words_per_block &&
         a.failures_per_block == b.failures_per_block;
}

/// The plan of the study that the file holds. Throws Error when it is none of this program's.
PlanOfFile make_plan(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads,
                     const InputSearch& search) {
  study::Study study = study::Study::from_text(identity.study, "the study in " + path.string(), {}, workloads);
  HeldInputs tables = find_inputs(path, study, *workloads.find(identity.workload), search);
  if (!tables.why.empty()) return {{}, std::move(tables.why), std::move(tables.todo)};
  const Plan plan(std::move(study), workloads, identity.shard, std::move(tables.inputs));
  return {plan_of_round(plan, path, identity).with_study_text(identity.study), ""};
}

/// A plan of the file's study, which may draw otherwise than the file's did.
PlanOfFile plan_of_study(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads,
                         const InputSearch& search) {
  if (workloads.find(identity.workload) == nullptr)
    return {{}, fmt::format("there is no workload {} here", identity.workload)};
  try {
    return make_plan(path, identity, workloads, search);
  } catch (const InputOutputError&) {
    throw;
  } catch (const Error& error) {
    return {{}, fmt::format("the study in it cannot be read here: {}", error.what())};
  }
}

}  // namespace

std::string other_draws(const std::filesystem::path& path, const store::Identity& identity, const Plan& plan) {
  const int here = plan.layout().draws;
  if (identity.draws == here) return "";
  return fmt::format("{} draws {} in {}, {} here", plan.kind().name(), identity.draws, path.string(), here);
}

std::string other_rows(const std::filesystem::path& path, const std::optional<Description>& held, const Plan& plan) {
  if (!held || fits(plan, *held)) return "";
  return fmt::format("{} gives other rows here than {} holds", plan.kind().name(), path.string());
}

PlanOfFile find_plan(const std::filesystem::path& path, const store::Identity& identity,
                     const std::optional<Description>& held, const Workloads& workloads, const InputSearch& search) {
  PlanOfFile found = plan_of_study(path, identity, workloads, search);
  if (!found.plan) return found;
  std::string obstacle = other_draws(path, identity, *found.plan);
  if (obstacle.empty()) obstacle = other_rows(path, held, *found.plan);
  if (!obstacle.empty()) return {{}, std::move(obstacle)};
  return found;
}

Description describe_by_study(const std::filesystem::path& path, const store::Identity& identity,
                              const Workloads& workloads) {
  const PlanOfFile made = plan_of_study(path, identity, workloads, {});
  if (!made.plan) refuse_without_plan("read", path, identity.program_version, made.obstacle, made.todo);
  Description::Parts parts = made.plan->parts();
  parts.layout.program_version = identity.program_version;
  parts.layout.draws = identity.draws;
  return Description(std::move(parts));
}

void refuse_without_plan(const std::string& to_do, const std::filesystem::path& path,
                         const std::string& program_version, const std::string& obstacle, const std::string& advice) {
  throw MismatchError(
      fmt::format("cannot {} {} ({}) {}", to_do, path.string(), obstacle,
                  advice.empty() ? fmt::format("use the program that made it, ergodic {}", program_version) : advice));
}

Plan plan_of(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads,
             const std::string& to_do, const InputSearch& search) {
  PlanOfFile found = find_plan(path, identity, read_description(path, identity), workloads, search);
  if (!found.plan) refuse_without_plan(to_do, path, identity.program_version, found.obstacle, found.todo);
  return *std::move(found.plan);
}

}  // namespace ergodic::engine

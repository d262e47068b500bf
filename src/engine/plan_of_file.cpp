#include "engine/plan_of_file.hpp"

#include "engine/description_text.hpp"
#include "engine/rounds.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace ergodic::engine {
namespace {

bool same_sizes(const store::FileLayout& a, const store::FileLayout& b) {
  if (a.is_ragged() != b.is_ragged() || a.case_count() != b.case_count()) return false;
  if (!a.is_ragged()) return a.sessions_per_case == b.sessions_per_case;
  for (std::uint64_t i = 0; i < a.case_count(); ++i) {
    if (a.sessions_of(i) != b.sessions_of(i)) return false;
  }
  return true;
}

/// Whether blocks of the plan have their places in a file of that description.
bool fits(const Plan& plan, const Description& held) {
  if (plan.stage() != held.stage() || plan.reads() != held.reads()) return false;
  const store::FileLayout& a = plan.layout();
  const store::FileLayout& b = held.layout();
  const auto same_columns = [](const Columns& x, const Columns& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), stored_alike);
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
         a.case_labels == b.case_labels && same_sizes(a, b) && a.sessions_per_block == b.sessions_per_block &&
         a.words_per_block == b.words_per_block && a.failures_per_block == b.failures_per_block;
}

/// The chain of the study that the file holds. Throws Error when it is none of this program's.
ChainOfFile make_chain(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads,
                       const InputSearch& search) {
  const study::Study study = study::Study::from_text(identity.study, "the study in " + path.string(), {}, workloads);
  HeldInputs tables = find_inputs(path, study, *workloads.find(identity.workload), search);
  if (!tables.why.empty()) return {{}, std::move(tables.why), std::move(tables.todo)};
  const Chain chain = Chain::of(study, workloads, identity.shard, std::move(tables.inputs));
  return {chain_as_in(path, identity, chain).with_study_text(identity.study), ""};
}

/// A chain of the file's study, which may draw otherwise than the file's did.
ChainOfFile chain_of_study(const std::filesystem::path& path, const store::Identity& identity,
                           const Workloads& workloads, const InputSearch& search) {
  if (workloads.find(identity.workload) == nullptr)
    return {{}, fmt::format("there is no workload {} here", identity.workload)};
  try {
    return make_chain(path, identity, workloads, search);
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

std::string other_rows(const std::filesystem::path& path, const std::vector<Description>& held, const Chain& chain) {
  const bool same = held.empty() || std::equal(chain.begin(), chain.end(), held.begin(), held.end(), fits);
  if (same) return "";
  return fmt::format("{} gives other rows here than {} holds", chain[0].kind().name(), path.string());
}

Chain chain_as_in(const std::filesystem::path& path, const store::Identity& identity, const Chain& chain) {
  if (!chain.is_single()) return chain;
  const bool is_without = identity.listed_sessions == 0 && chain[0].layout().listed_sessions > 0;
  return plan_of_round(is_without ? chain[0].without_lists() : chain[0], path, identity);
}

ChainOfFile find_chain(const std::filesystem::path& path, const store::Identity& identity,
                       const std::vector<Description>& held, const Workloads& workloads, const InputSearch& search) {
  ChainOfFile found = chain_of_study(path, identity, workloads, search);
  if (!found.chain) return found;
  std::string obstacle = other_draws(path, identity, (*found.chain)[0]);
  if (obstacle.empty()) obstacle = other_rows(path, held, *found.chain);
  if (!obstacle.empty()) return {{}, std::move(obstacle)};
  return found;
}

std::vector<Description> describe_by_study(const std::filesystem::path& path, const store::Identity& identity,
                                           const Workloads& workloads) {
  const ChainOfFile made = chain_of_study(path, identity, workloads, {});
  if (!made.chain) refuse_without_plan("read", path, identity.program_version, made.obstacle, made.todo);
  std::vector<Description> stages;
  for (const Plan& stage : *made.chain) {
    Description::Parts parts = stage.parts();
    parts.layout.program_version = identity.program_version;
    parts.layout.draws = identity.draws;
    stages.push_back(Description(std::move(parts)));
  }
  return stages;
}

void refuse_without_plan(const std::string& to_do, const std::filesystem::path& path,
                         const std::string& program_version, const std::string& obstacle, const std::string& advice) {
  throw MismatchError(
      fmt::format("cannot {} {} ({}) {}", to_do, path.string(), obstacle,
                  advice.empty() ? fmt::format("use the program that made it, ergodic {}", program_version) : advice));
}

Plan plan_of(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads,
             const std::string& to_do, const InputSearch& search) {
  ChainOfFile found = find_chain(path, identity, read_descriptions(path, identity), workloads, search);
  if (!found.chain) refuse_without_plan(to_do, path, identity.program_version, found.obstacle, found.todo);
  return (*found.chain)[0];
}

}  // namespace ergodic::engine

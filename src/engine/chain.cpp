#include "engine/chain.hpp"

#include "core/suggest.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::engine {
namespace {

/// The stages as each case of the study has them.
std::vector<std::vector<Stage>> stages_of_cases(const study::Study& study, const WorkloadKind& kind,
                                                const Inputs& inputs) {
  std::vector<std::vector<Stage>> of_cases;
  for (std::size_t i = 0; i < study.case_count(); ++i)
    of_cases.push_back(kind.stages(study.case_parameters(i), inputs));
  return of_cases;
}

/// Whether two cases of a study can have their parts in one stage: what its group in the file holds, and when it
/// begins.
bool is_same_stage(const Stage& a, const Stage& b) {
  return a.name == b.name && a.reads == b.reads && a.session_dimension == b.session_dimension &&
         a.can_fail == b.can_fail &&
         std::equal(a.rows.columns.begin(), a.rows.columns.end(), b.rows.columns.begin(), b.rows.columns.end(),
                    stored_alike);
}

/// What one file can hold: the cases of a study have the same stages.
void require_one_chain(const study::Study& study, const std::vector<std::vector<Stage>>& of_cases) {
  const std::vector<Stage>& first = of_cases.front();
  for (std::size_t i = 1; i < of_cases.size(); ++i) {
    if (std::equal(first.begin(), first.end(), of_cases[i].begin(), of_cases[i].end(), is_same_stage)) continue;
    throw StudyError(
        fmt::format("the cases {} and {} have different stages (one file holds one chain) make them two studies",
                    study.case_label(0), study.case_label(i)));
  }
}

/// What a kind must keep to: names that a group of the file can have, each once, and each stage after those that it
/// reads.
void require_order(const std::vector<Stage>& stages) {
  std::vector<std::string> before;
  const auto is_before = [&](const std::string& name) {
    return std::find(before.begin(), before.end(), name) != before.end();
  };
  for (const Stage& stage : stages) {
    if (stage.name.empty() || stage.name.find('/') != std::string::npos || is_before(stage.name))
      throw InternalError(
          fmt::format("a stage is called \"{}\" (a name is not empty, has no / and is there once)", stage.name));
    for (const std::string& read : stage.reads) {
      if (!is_before(read))
        throw InternalError(fmt::format("the stage {} reads {}, which is not before it", stage.name, read));
    }
    before.push_back(stage.name);
  }
}

std::vector<std::string> names_of(const std::vector<Stage>& stages) {
  std::vector<std::string> names;
  for (const Stage& stage : stages)
    names.push_back(stage.name);
  return names;
}

void refuse_what_stages_lack(const study::Study& study, const std::vector<Stage>& stages,
                             const std::optional<store::Shard>& shard) {
  if (study.until()) {
    study.reject("until", "cannot be held to by a study of stages",
                 "each stage has its place in the file from the start", "set sessions alone");
  }
  if (shard) {
    const bool reads_rows =
        std::any_of(stages.begin(), stages.end(), [](const Stage& stage) { return !stage.reads.empty(); });
    throw UsageError(fmt::format(
        "a study of stages cannot be cut into shards ({}) run it as a whole, on as many ranks as you like: stopped and "
        "continued it is the same file",
        reads_rows ? "a stage reads the rows of others, which would be in another file"
                   : "a shard holds a run of the study's blocks, and each of its stages has its own"));
  }
}

}  // namespace

Chain::Chain(Plan only) : Chain(std::vector<Plan>{std::move(only)}) {}

Chain::Chain(std::vector<Plan> stages) : stages_(std::move(stages)), first_blocks_{0} {
  for (const Plan& stage : stages_) {
    first_blocks_.push_back(first_blocks_.back() + stage.block_count());
    std::optional<std::size_t> last;
    for (const std::string& read : stage.reads()) {
      const auto index = stage_index(read);
      if (!last || *last < index) last = index;
    }
    last_read_.push_back(last);
  }
}

Chain Chain::of(const study::Study& study, const Workloads& workloads, std::optional<store::Shard> shard,
                const Inputs& inputs) {
  const WorkloadKind* kind = workloads.find(study.workload());
  if (kind == nullptr) throw InternalError(fmt::format("no workload {}", study.workload()));
  const std::vector<std::vector<Stage>> of_cases = stages_of_cases(study, *kind, inputs);
  study.check_stages(names_of(of_cases.front()));
  if (of_cases.front().empty()) return Plan(study, workloads, shard, inputs);
  require_order(of_cases.front());
  require_one_chain(study, of_cases);
  refuse_what_stages_lack(study, of_cases.front(), shard);
  std::vector<Plan> stages;
  for (std::size_t stage = 0; stage < of_cases.front().size(); ++stage) {
    std::vector<Stage> forms;
    for (const std::vector<Stage>& of_case : of_cases)
      forms.push_back(of_case[stage]);
    stages.push_back(Plan(study, workloads, stage, forms, inputs));
  }
  return Chain(std::move(stages));
}

std::size_t Chain::stage_index(std::string_view name) const {
  for (std::size_t i = 0; i < stages_.size(); ++i) {
    if (stages_[i].stage() == name) return i;
  }
  std::vector<std::string> known;
  for (const Plan& stage : stages_)
    known.push_back(stage.stage());
  throw UsageError(fmt::format("no stage \"{}\" (the study has {}){}", name, is_single() ? "none" : enumerate(known),
                               did_you_mean(name, known)));
}

Chain::Place Chain::place(std::uint64_t block) const {
  const auto after = std::upper_bound(first_blocks_.begin(), first_blocks_.end(), block);
  const auto stage = static_cast<std::size_t>(after - first_blocks_.begin()) - 1;
  return {stage, block - first_blocks_[stage]};
}

IndexRange Chain::blocks_held() const {
  return is_single() ? stages_.front().blocks_held() : IndexRange{0, first_blocks_.back()};
}

std::uint64_t Chain::sessions_held() const {
  std::uint64_t sessions = 0;
  for (const Plan& stage : stages_)
    sessions += stage.sessions_held().size();
  return sessions;
}

bool Chain::has_uneven_costs() const {
  return std::any_of(stages_.begin(), stages_.end(), [](const Plan& stage) { return stage.cost().is_uneven(); });
}

std::vector<store::FileLayout> Chain::layouts() const {
  std::vector<store::FileLayout> layouts;
  for (const Plan& stage : stages_)
    layouts.push_back(stage.layout());
  return layouts;
}

std::vector<std::optional<ExpectedWork>> Chain::check_cases(const OnActivity& on_activity) const {
  std::vector<std::optional<ExpectedWork>> work;
  for (const Plan& stage : stages_)
    work.push_back(stage.check_cases(on_activity));
  return work;
}

Chain Chain::with_study_text(const std::string& resolved) const {
  std::vector<Plan> stages;
  for (const Plan& stage : stages_)
    stages.push_back(stage.with_study_text(resolved));
  return Chain(std::move(stages));
}

Chain Chain::without_lists() const { return is_single() ? Chain(stages_.front().without_lists()) : *this; }

Chain Chain::with_sessions(std::uint64_t sessions_per_case) const {
  return stages_.front().with_sessions(sessions_per_case);
}

}  // namespace ergodic::engine

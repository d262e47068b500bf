#include "analysis/results.hpp"

#include "core/suggest.hpp"
#include "engine/description_text.hpp"
#include "engine/plan_of_file.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::analysis {

const Plan& Results::plan_to(const std::string& to_do) const {
  if (!plan) engine::refuse_without_plan(to_do, file.path(), description.layout().program_version, obstacle, todo);
  return *plan;
}

engine::BlockSimulator Results::simulator() const {
  if (description.stage().empty()) return engine::BlockSimulator(*plan);
  for (const std::string& read : description.reads()) {
    const std::vector<bool> blocks = whole->files[whole->chain.stage_index(read)].done();
    if (std::find(blocks.begin(), blocks.end(), false) == blocks.end()) continue;
    throw MismatchError(fmt::format(
        "the sessions of stage {} cannot be simulated again (they are made from those of stage {}, which is not "
        "complete) finish {}: run its command again",
        description.stage(), read, file.path().string()));
  }
  return {whole->chain, whole->files, whole->chain.stage_index(description.stage())};
}

namespace {

/// What a file says of itself, and the chain that it was made by.
struct Opened {
  std::vector<Description> stages;
  std::shared_ptr<const Results::Whole> whole;
  std::string obstacle;
  std::string todo;
  std::vector<store::ResultFile> files;

  Opened(const std::filesystem::path& path, const Workloads& workloads, const engine::InputSearch& search) {
    const store::Identity identity = store::identify(path);
    stages = engine::read_descriptions(path, identity);
    engine::ChainOfFile found = engine::find_chain(path, identity, stages, workloads, search);
    if (stages.empty()) stages = engine::describe_by_study(path, identity, workloads);
    std::vector<store::FileLayout> layouts;
    for (const Description& stage : stages)
      layouts.push_back(stage.layout());
    files = store::ResultFile::open_stages(path, store::PositionedFile::Access::read, layouts,
                                           store::locate(path, layouts));
    if (found.chain) whole = std::make_shared<const Results::Whole>(Results::Whole{*std::move(found.chain), files});
    obstacle = std::move(found.obstacle);
    todo = std::move(found.todo);
  }

  Results stage(std::size_t index) const {
    BlocksDone done = files[index].done();
    const auto done_count = static_cast<std::uint64_t>(std::count(done.begin(), done.end(), true));
    const bool closed = files[index].closed().has_value();
    const Plan* plan = whole ? &whole->chain[index] : nullptr;
    return {stages[index], files[index], std::move(done), done_count, closed, whole, plan, obstacle, todo};
  }
};

}  // namespace

Results Results::open(const std::filesystem::path& path, const Workloads& workloads, const std::string& stage,
                      const engine::InputSearch& search) {
  const Opened opened(path, workloads, search);
  if (stage.empty() && opened.stages.size() == 1) return opened.stage(0);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < opened.stages.size(); ++i) {
    if (opened.stages[i].stage() == stage && !stage.empty()) return opened.stage(i);
    if (!opened.stages[i].stage().empty()) names.push_back(opened.stages[i].stage());
  }
  if (names.empty()) {
    throw UsageError(
        fmt::format("no stage \"{}\" (the study of {} has no stages) leave out --stage", stage, path.string()));
  }
  if (stage.empty()) {
    throw UsageError(
        fmt::format("{} has the stages {} (which one?) give --stage NAME", path.string(), enumerate(names)));
  }
  throw UsageError(
      fmt::format("no stage \"{}\" ({} has {}){}", stage, path.string(), enumerate(names), did_you_mean(stage, names)));
}

std::vector<Results> Results::open_stages(const std::filesystem::path& path, const Workloads& workloads,
                                          const engine::InputSearch& search) {
  const Opened opened(path, workloads, search);
  std::vector<Results> all;
  for (std::size_t i = 0; i < opened.stages.size(); ++i)
    all.push_back(opened.stage(i));
  return all;
}

}  // namespace ergodic::analysis

#include "analysis/results.hpp"

#include "core/suggest.hpp"
#include "engine/description_text.hpp"
#include "engine/plan_of_file.hpp"
#include "store/session_names.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::analysis {

WholeStudy::WholeStudy(store::Identity identity, std::vector<Description> stages, std::vector<store::ResultFile> files,
                       const Workloads& workloads, engine::InputSearch search)
    : identity_(std::move(identity)),
      stages_(std::move(stages)),
      files_(std::move(files)),
      workloads_(workloads),
      search_(std::move(search)) {}

const engine::ChainOfFile& WholeStudy::found() {
  if (!found_) {
    const bool describes_itself = !identity_.description.empty();
    found_ = engine::find_chain(files_.front().path(), identity_,
                                describes_itself ? stages_ : std::vector<Description>{}, workloads_, search_);
  }
  return *found_;
}

const Plan& Results::plan_to(const std::string& to_do) const {
  if (plan() == nullptr) {
    engine::refuse_without_plan(to_do, file.path(), description.layout().program_version, obstacle(),
                                whole->found().todo);
  }
  return *plan();
}

std::vector<std::string> Results::session_names(std::uint64_t case_index) const {
  if (!description.layout().session_names) return {};
  return store::read_session_names(file.path(), description.layout(), case_index);
}

engine::BlockSimulator Results::simulator() const {
  if (description.stage().empty()) return engine::BlockSimulator(*plan());
  const engine::Chain& chain = *whole->chain();
  for (const std::string& read : description.reads()) {
    const std::vector<bool> blocks = whole->files()[chain.stage_index(read)].done();
    if (std::find(blocks.begin(), blocks.end(), false) == blocks.end()) continue;
    throw MismatchError(fmt::format(
        "the sessions of stage {} cannot be simulated again (they are made from those of stage {}, which is not "
        "complete) finish {}: run its command again",
        description.stage(), read, file.path().string()));
  }
  return {chain, whole->files(), stage_index};
}

namespace {

std::shared_ptr<WholeStudy> open_whole(const std::filesystem::path& path, const Workloads& workloads,
                                       const engine::InputSearch& search) {
  store::Identity identity = store::identify(path);
  std::vector<Description> stages = engine::read_descriptions(path, identity);
  if (stages.empty()) stages = engine::describe_by_study(path, identity, workloads);
  std::vector<store::FileLayout> layouts;
  for (const Description& stage : stages)
    layouts.push_back(stage.layout());
  std::vector<store::ResultFile> files =
      store::ResultFile::open_stages(path, store::PositionedFile::Access::read, layouts, store::locate(path, layouts));
  return std::make_shared<WholeStudy>(std::move(identity), std::move(stages), std::move(files), workloads, search);
}

Results results_of(const std::shared_ptr<WholeStudy>& whole, std::size_t stage) {
  const store::ResultFile& file = whole->files()[stage];
  BlocksDone done = file.done();
  const auto done_count = static_cast<std::uint64_t>(std::count(done.begin(), done.end(), true));
  const bool closed = file.closed().has_value();
  return {whole->stages()[stage], file, std::move(done), done_count, closed, whole, stage};
}

}  // namespace

Results Results::open(const std::filesystem::path& path, const Workloads& workloads, const std::string& stage,
                      const engine::InputSearch& search) {
  const std::shared_ptr<WholeStudy> whole = open_whole(path, workloads, search);
  if (stage.empty() && whole->stages().size() == 1) return results_of(whole, 0);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < whole->stages().size(); ++i) {
    const std::string& name = whole->stages()[i].stage();
    if (name == stage && !stage.empty()) return results_of(whole, i);
    if (!name.empty()) names.push_back(name);
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
  const std::shared_ptr<WholeStudy> whole = open_whole(path, workloads, search);
  std::vector<Results> all;
  for (std::size_t i = 0; i < whole->stages().size(); ++i)
    all.push_back(results_of(whole, i));
  return all;
}

}  // namespace ergodic::analysis

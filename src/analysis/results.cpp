#include "analysis/results.hpp"

#include "engine/plan_of_file.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::analysis {

std::uint64_t Results::blocks_done() const {
  return static_cast<std::uint64_t>(std::count(done.begin(), done.end(), true));
}

bool Results::complete() const { return blocks_done() == plan.blocks_held().size() && file.closed().has_value(); }

Results Results::open(const std::filesystem::path& path, const Workloads& workloads) {
  Plan plan = engine::plan_of(path, store::identify(path), workloads);
  store::Offsets offsets = store::locate(path, plan.layout());
  store::FileLayout layout = plan.layout();
  store::ResultFile file(path, store::PositionedFile::Access::read, std::move(layout), std::move(offsets));
  BlocksDone done = file.done();
  return {std::move(plan), std::move(file), std::move(done)};
}

}  // namespace ergodic::analysis

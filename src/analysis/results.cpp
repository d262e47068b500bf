#include "analysis/results.hpp"

#include "engine/description_text.hpp"
#include "engine/plan_of_file.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::analysis {

const Plan& Results::plan_to(const std::string& to_do) const {
  if (!plan) engine::refuse_without_plan(to_do, file.path(), description.layout().program_version, obstacle, todo);
  return *plan;
}

Results Results::open(const std::filesystem::path& path, const Workloads& workloads,
                      const engine::InputSearch& search) {
  const store::Identity identity = store::identify(path);
  std::optional<Description> held = engine::read_description(path, identity);
  engine::PlanOfFile found = engine::find_plan(path, identity, held, workloads, search);
  Description description = held ? *std::move(held) : engine::describe_by_study(path, identity, workloads);
  store::Offsets offsets = store::locate(path, description.layout());
  store::ResultFile file(path, store::PositionedFile::Access::read, description.layout(), std::move(offsets));
  BlocksDone done = file.done();
  const auto done_count = static_cast<std::uint64_t>(std::count(done.begin(), done.end(), true));
  const bool closed = file.closed().has_value();
  return {std::move(description), std::move(file),           std::move(done),      done_count, closed,
          std::move(found.plan),  std::move(found.obstacle), std::move(found.todo)};
}

}  // namespace ergodic::analysis

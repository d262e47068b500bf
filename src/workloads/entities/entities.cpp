#include "workloads/entities/entities.hpp"

#include "workloads/entities/batch/day_workload.hpp"
#include "workloads/entities/tables/forms.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ergodic::workloads::entities {
namespace {

constexpr std::size_t most_batches = 4;  // cases of a study that are in use in turn

bool is_of(const std::vector<std::weak_ptr<const std::byte>>& tables, const Inputs& inputs) {
  const std::vector<Table>& given = inputs.tables();
  return std::equal(
      tables.begin(), tables.end(), given.begin(), given.end(),
      [](const std::weak_ptr<const std::byte>& kept, const Table& table) { return kept.lock() == table.memory(); });
}

}  // namespace

TableForms EntitiesKind::tables() const { return table_forms(); }
FailureCategories EntitiesKind::failures() const { return failure_categories(); }

std::shared_ptr<const Batch> EntitiesKind::batch(const Parameters& parameters, const Inputs& inputs) const {
  Settings settings = settings_of(parameters);
  for (const KeptBatch& kept : batches_) {
    if (kept.settings == settings && is_of(kept.tables, inputs)) return kept.batch;
  }
  KeptBatch made{{}, settings, std::make_shared<const Batch>(inputs, std::move(settings), parameters)};
  for (const Table& table : inputs.tables())
    made.tables.push_back(table.memory());
  if (batches_.size() == most_batches) batches_.erase(batches_.begin());
  batches_.push_back(std::move(made));
  return batches_.back().batch;
}

std::shared_ptr<const Histories> EntitiesKind::histories(const std::shared_ptr<const Batch>& batch,
                                                         const EarlierStages& earlier) {
  const bool is_kept = histories_.batch == batch && histories_.lifetime.lock() == earlier.lifetime().lock() &&
                       !histories_.lifetime.expired();
  if (!is_kept) histories_ = {earlier.lifetime(), batch, std::make_shared<const Histories>(batch, earlier)};
  return histories_.histories;
}

std::vector<Stage> EntitiesKind::stages(const Parameters& parameters, const Inputs& inputs) const {
  const std::shared_ptr<const Batch> all = batch(parameters, inputs);
  std::vector<Stage> stages;
  for (const Batch::Part& part : all->parts()) {
    Stage stage{.name = part.processor->name(),
                .reads = part.processor->reads(all->settings()),
                .rows = {.columns = part.processor->columns(), .headlines = headlines_of(*part.processor)},
                .session_dimension = session_dimension(),
                .can_fail = true};
    for (std::size_t i = 0; i < part.days.size(); ++i)
      stage.cases.push_back({date_text(part.days[i]), all->entities(part, i).size(), {}, part.days[i]});
    stage.session_names =
        SessionNames{"entity", part.processor->is_about_players() ? "the player" : "the team", all->longest_name(part),
                     [all, &part](std::size_t of_case) { return all->names_of(part, of_case); }};
    stages.push_back(std::move(stage));
  }
  return stages;
}

std::shared_ptr<const Workload> EntitiesKind::make_in_stage(const Parameters& parameters, const Inputs& inputs,
                                                            std::size_t stage, std::size_t of_case,
                                                            const EarlierStages& earlier) {
  const std::shared_ptr<const Batch> all = batch(parameters, inputs);
  return std::make_shared<DayWorkload>(inputs, all, histories(all, earlier), stage, of_case);
}

}  // namespace ergodic::workloads::entities

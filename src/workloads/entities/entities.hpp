#pragma once

#include "workloads/entities/batch/batch.hpp"

#include <ergodic/workload_base.hpp>

#include <memory>
#include <vector>

namespace ergodic::workloads::entities {

/// A league's players and teams, day by day, through chained processors: a stage a processor, a case a day, a session
/// an entity. The tables, the processors and their rules are in README.md, beside this file.
class EntitiesKind final : public WorkloadKind {
 public:
  std::string name() const override { return "entities"; }
  std::string title() const override { return "A league's players and teams, day by day, through chained processors"; }
  const Schema& schema() const override { return settings_schema(); }
  TableForms tables() const override;
  bool draws_random_numbers() const override { return false; }
  std::string session_dimension() const override { return "row"; }
  FailureCategories failures() const override;
  std::vector<Stage> stages(const Parameters& parameters, const Inputs& inputs) const override;
  std::shared_ptr<const Workload> make_in_stage(const Parameters& parameters, const Inputs& inputs, std::size_t stage,
                                                std::size_t of_case, const EarlierStages& earlier) override;

 private:
  /// What serves all cases of a study: kept while its very tables are there.
  std::shared_ptr<const Batch> batch(const Parameters& parameters, const Inputs& inputs) const;
  std::shared_ptr<const Histories> histories(const std::shared_ptr<const Batch>& batch, const EarlierStages& earlier);

  struct KeptBatch {
    std::vector<std::weak_ptr<const std::byte>> tables;
    Settings settings;
    std::shared_ptr<const Batch> batch;
  };
  struct KeptHistories {
    std::weak_ptr<const void> lifetime;
    std::shared_ptr<const Batch> batch;
    std::shared_ptr<const Histories> histories;
  };
  mutable std::vector<KeptBatch> batches_;
  KeptHistories histories_;
};

}  // namespace ergodic::workloads::entities

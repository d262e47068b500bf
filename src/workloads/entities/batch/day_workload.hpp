#pragma once

#include "workloads/entities/batch/batch.hpp"
#include "workloads/entities/processors/guards.hpp"

#include <ergodic/workload_base.hpp>

#include <cstddef>
#include <memory>

namespace ergodic::workloads::entities {

/// A case of a stage: the entities of a day.
class DayWorkload final : public Workload {
 public:
  /// `inputs`: the tables of the batch, which it does not hold itself.
  DayWorkload(Inputs inputs, std::shared_ptr<const Batch> batch, std::shared_ptr<const Histories> histories,
              std::size_t stage, std::size_t of_case);

  Columns columns() const override { return part_.processor->columns(); }
  Headlines headlines() const override;
  void simulate(Replicates replicates, const Streams& streams, Rows& rows) const override;
  void transcript(std::uint64_t replicate, const Streams& streams, std::ostream& out) const override;

 private:
  Daily::Guard guard() const;

  Inputs inputs_;
  std::shared_ptr<const Batch> batch_;
  std::shared_ptr<const Histories> histories_;
  const Batch::Part& part_;
  Date date_;
  EntityList entities_;
  Guards guards_;
  Past past_;
  std::unique_ptr<const Daily> day_;
};

/// Of the stage of a processor.
Headlines headlines_of(const Processor& processor);

}  // namespace ergodic::workloads::entities

#pragma once

#include "engine/plan.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace ergodic::engine {

/// Simulates blocks of a plan, one after the other, into the same buffers.
class BlockSimulator {
 public:
  explicit BlockSimulator(const Plan& plan, Interruption* interruption = nullptr);

  /// Simulates all of a block; rows() and summary() then hold it. What the interruption throws goes through.
  void simulate(const Block& block);
  /// Simulates any sessions of a case; rows() then hold them. A row with NaN or infinity fails; throws SessionsFailed
  /// where one does though its workload said that none can.
  void simulate_rows(std::size_t case_index, Replicates replicates);

  const Rows& rows() const { return rows_; }
  const statistics::Summary& summary() const { return summary_; }

 private:
  void enter_case(std::size_t case_index);
  void mark_failures();
  void tell_failures();
  [[noreturn]] void refuse(const Failure& failure, std::size_t case_index, Replicates replicates) const;

  const Plan& plan_;
  Interruption* interruption_;
  Rows rows_;
  statistics::Summary summary_;
  std::size_t case_index_ = 0;
  std::shared_ptr<const Workload> workload_;
};

}  // namespace ergodic::engine

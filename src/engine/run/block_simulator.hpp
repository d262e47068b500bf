#pragma once

#include "engine/chain.hpp"
#include "engine/cost/cost_meter.hpp"
#include "engine/reading/earlier_rows.hpp"
#include "statistics/block_words.hpp"

#include <ergodic/remembered.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace ergodic::engine {

/// Cases whose costly preparation is done, by stage and number: kept from one stage or round to the next.
using PreparedCases = Remembered<std::pair<std::size_t, std::size_t>, Workload>;
constexpr std::size_t most_prepared_cases = 64;

/// Simulates blocks of a plan, or of a stage of a chain, one after the other, into the same buffers.
class BlockSimulator {
 public:
  explicit BlockSimulator(const Plan& plan, Interruption* interruption = nullptr);
  /// `files`: of the chain's stages, those that this one reads being done.
  BlockSimulator(const Chain& chain, const std::vector<store::ResultFile>& files, std::size_t stage,
                 Interruption* interruption = nullptr);

  /// Simulates all of a block; rows() and summary() then hold it. What the interruption throws goes through.
  void simulate(const Block& block);
  /// Simulates any sessions of a case; rows() then hold them. A row with NaN or infinity fails; throws SessionsFailed
  /// where one does though its workload said that none can.
  void simulate_rows(std::size_t case_index, Replicates replicates);

  /// From now on `meter` is told when a case is prepared, and when its sessions begin; and what is prepared is kept in
  /// `cases`. Both outlive it.
  void tell(CostMeter& meter, PreparedCases& cases) {
    meter_ = &meter;
    prepared_ = &cases;
  }

  /// The workload of a case, made and prepared where it is not at hand.
  const Workload& workload(std::size_t case_index) {
    enter_case(case_index);
    return *workload_;
  }

  const Rows& rows() const { return rows_; }
  const statistics::Summary& summary() const { return summary_; }
  /// What the summary leaves in the file; valid until the next call.
  std::span<const std::int64_t> words() { return block_words_.packed(summary_.words()); }

 private:
  void enter_case(std::size_t case_index);
  std::shared_ptr<const Workload> prepared(std::size_t case_index, std::shared_ptr<const Workload> made);
  const EarlierStages* earlier_of(std::size_t case_index);
  void mark_failures();
  void tell_failures();
  [[noreturn]] void refuse(const Failure& failure, std::size_t case_index, Replicates replicates) const;

  const Plan& plan_;
  const Chain* chain_ = nullptr;  ///< whose stage the plan is; null: of none
  const std::vector<store::ResultFile>* files_ = nullptr;
  std::size_t stage_ = 0;
  std::optional<EarlierRows> earlier_;
  std::size_t study_case_ = 0;  ///< whose rows these are
  Interruption* interruption_;
  Rows rows_;
  statistics::Summary summary_;
  statistics::BlockWords block_words_;
  CostMeter* meter_ = nullptr;
  PreparedCases* prepared_ = nullptr;
  std::size_t case_index_ = 0;
  std::shared_ptr<const Workload> workload_;
  std::optional<RowFunctions> functions_;  ///< of the case; nullopt: the study has none
};

}  // namespace ergodic::engine

#include "engine/run/block_simulator.hpp"

#include "engine/run/finite_rows.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace ergodic::engine {

BlockSimulator::BlockSimulator(const Plan& plan, Interruption* interruption)
    : plan_(plan),
      interruption_(interruption),
      rows_(plan.columns(), plan.tallies(), plan.axes()),
      summary_(plan.summary_layout()),
      block_words_(plan.summary_layout(), plan.layout().listed_sessions) {}

BlockSimulator::BlockSimulator(const Chain& chain, const std::vector<store::ResultFile>& files, std::size_t stage,
                               Interruption* interruption)
    : BlockSimulator(chain[stage], interruption) {
  if (chain.is_single()) return;
  chain_ = &chain;
  files_ = &files;
  stage_ = stage;
}

/// What earlier stages have left in the same case of the study.
const EarlierStages* BlockSimulator::earlier_of(std::size_t case_index) {
  if (chain_ == nullptr) return nullptr;
  const std::size_t study_case = plan_.origin(case_index).study_case;
  if (!earlier_ || study_case_ != study_case) earlier_.emplace(*chain_, *files_, stage_, study_case);
  study_case_ = study_case;
  return &*earlier_;
}

void BlockSimulator::enter_case(std::size_t case_index) {
  if (workload_ != nullptr && case_index == case_index_) return;
  workload_ = plan_.workload(case_index, earlier_of(case_index));
  case_index_ = case_index;
}

void BlockSimulator::simulate_rows(std::size_t case_index, Replicates replicates) {
  enter_case(case_index);
  rows_.reset(replicates.count);
  workload_->simulate(replicates, Streams(plan_.streams(case_index).key(), interruption_), rows_);
  fail_rows_that_are_not_finite(rows_);
  if (plan_.can_fail()) {
    mark_failures();
  } else if (!rows_.failures().empty()) {
    refuse(rows_.failures().front(), case_index, replicates);
  }
}

void BlockSimulator::simulate(const Block& block) {
  simulate_rows(block.case_index, block.replicates);
  summary_.clear();
  summary_.add(rows_);
}

/// The file has no column and no list of failures, of which there were to be none.
void BlockSimulator::refuse(const Failure& failure, std::size_t case_index, Replicates replicates) const {
  throw SessionsFailed(
      fmt::format("session {} failed ({}: {}) its study's file has no room for sessions that fail: choose "
                  "parameters that lead to numbers, which end at 1.8e308",
                  number(plan_.id(case_index, replicates.first + failure.row)), failure.category, failure.reason));
}

/// A failed session leaves zeros, whatever the workload had written when it failed.
void BlockSimulator::mark_failures() {
  const std::size_t flag = rows_.columns().size() - 1;
  const auto failed = rows_.column<std::uint8_t>(flag);
  std::fill(failed.begin(), failed.end(), std::uint8_t{0});
  for (const Failure& failure : rows_.failures()) {
    rows_.clear_row(failure.row);
    failed[failure.row] = 1;
  }
}

}  // namespace ergodic::engine

#include "engine/run/block_simulator.hpp"

#include "engine/run/finite_rows.hpp"
#include "engine/summary/failure_columns.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

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
  if (meter_ != nullptr) meter_->at(Work::preparing);
  workload_ = prepared(case_index, plan_.workload(case_index, earlier_of(case_index)));
  if (plan_.has_functions()) functions_.emplace(plan_.functions(case_index));
  case_index_ = case_index;
}

/// Its costly preparation done, where it has one.
std::shared_ptr<const Workload> BlockSimulator::prepared(std::size_t case_index, std::shared_ptr<const Workload> made) {
  const auto prepare = [&] { return made->prepared(Streams(plan_.streams(case_index).key(), interruption_)); };
  const auto ready = prepared_ == nullptr ? prepare() : prepared_->get({stage_, case_index}, prepare);
  return ready == nullptr ? made : ready;
}

void BlockSimulator::simulate_rows(std::size_t case_index, Replicates replicates) {
  enter_case(case_index);
  if (meter_ != nullptr) meter_->at(Work::simulating);
  rows_.reset(replicates.count);
  workload_->simulate(replicates, Streams(plan_.streams(case_index).key(), interruption_), rows_);
  fail_rows_that_are_not_finite(rows_, category_named(plan_.failures(), not_finite), plan_.simulated_columns());
  if (functions_) functions_->compute(rows_, category_named(plan_.failures(), study::Functions::failure_category));
  if (!plan_.failures().empty()) {
    tell_failures();
  } else if (plan_.can_fail()) {
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
void BlockSimulator::refuse(const Failure& of_row, std::size_t case_index, Replicates replicates) const {
  const Failure failure = of_row.declared ? in_words(of_row, plan_.kind().failures(), plan_.columns()) : of_row;
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

/// Of a kind that declares its failures: all that is told of them is in the last columns of their rows.
void BlockSimulator::tell_failures() {
  const FailureCategories& categories = plan_.failures();
  const std::size_t first = rows_.columns().size() - failure_columns(categories).size();
  const std::size_t first_number = first + 3;
  for (std::size_t i = first; i < rows_.columns().size(); ++i)
    rows_.clear_column(i);
  const auto outcome = rows_.column<std::uint8_t>(first);
  const auto category = rows_.column<std::uint8_t>(first + 1);
  const auto can_retry = rows_.column<std::uint8_t>(first + 2);
  for (const Failure& failure : rows_.failures()) {
    const std::size_t place = place_of(failure, categories);
    rows_.clear_row(failure.row);
    outcome[failure.row] = outcome_code(categories[place]);
    category[failure.row] = static_cast<std::uint8_t>(place);
    can_retry[failure.row] = categories[place].can_retry ? 1 : 0;
    for (std::size_t i = first_number; i < rows_.columns().size(); ++i) {
      const double number = failure.numbers[i - first_number];
      rows_.column<double>(i)[failure.row] = std::isnan(number) ? missing_value<double>() : number;
    }
  }
}

}  // namespace ergodic::engine

#include "engine/cost/cost_meter.hpp"
#include "engine/cost/dearest_first.hpp"
#include "engine/run/run_record.hpp"
#include "engine/simulation.hpp"
#include "support/costly_workload.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::engine {
namespace {

using test::alone;
using test::CostlyCase;
using test::ToldHooks;

class CostlyStudy : public testing::Test {
 protected:
  test::TemporaryFolder folder;
  Workloads workloads = test::costly_workloads();
  ToldHooks hooks;

  Chain chain(const std::string& keys) const {
    return Chain::of(study::Study::from_text("workload: toy_costly\n" + keys, "costly.yaml", {}, workloads), workloads);
  }
  /// Cases that are said to cost so many seconds a session.
  static std::string of_cases(const std::vector<int>& seconds) {
    std::string cases;
    for (const int each : seconds)
      cases += fmt::format("  case_{}: {{expected: {}}}\n", cases.size(), each);
    return "cases:\n" + cases;
  }
  std::uint64_t block_of(const std::string& keys) const { return chain(keys)[0].layout().sessions_per_block; }
  RunOutcome run(const Chain& chain, const std::string& name = "out.h5",
                 Scheduling scheduling = Scheduling::automatic) {
    return simulate(alone, chain, {.output = {folder / name}, .scheduling = scheduling}, hooks);
  }
};

TEST_F(CostlyStudy, HasBlocksThatFitItsCostliestCase) {
  EXPECT_EQ(block_of(""), 1000u) << "nothing is known";
  EXPECT_EQ(block_of("expected: 1.0e-5\n"), 1000u) << "a block of 10 ms is no reason for less";
  EXPECT_EQ(block_of("sweep: {expected: [1.0e-5, 0.03, 0.001]}\n"), 3u) << "0.1 s of the dearest";
  EXPECT_EQ(block_of("output: {rows: none}\n"), 4000u);
  EXPECT_EQ(block_of("output: {rows: none}\nsweep: {expected: [1.0e-5, 0.03]}\n"), 13u) << "0.4 s of it";
  EXPECT_EQ(block_of("expected: 60\n"), 1u) << "a session is not cut";
  EXPECT_EQ(block_of("expected: 60\noutput: {block: 50}\n"), 50u) << "the study has said it";
}

TEST_F(CostlyStudy, IsUnevenWhereItsKindSaysSoOrItsCasesDiffer) {
  EXPECT_FALSE(chain("").has_uneven_costs());
  EXPECT_FALSE(chain("expected: 60\n").has_uneven_costs());
  EXPECT_FALSE(chain("sweep: {expected: [1, 2]}\n").has_uneven_costs());
  EXPECT_TRUE(chain("sweep: {expected: [1, 2.1]}\n").has_uneven_costs());
  EXPECT_TRUE(chain("uneven: true\n").has_uneven_costs());
  EXPECT_TRUE(is_dynamic(Scheduling::automatic, chain("uneven: true\n")));
  EXPECT_FALSE(is_dynamic(Scheduling::fixed, chain("uneven: true\n"))) << "who asks for equal shares gets them";
  EXPECT_FALSE(is_dynamic(Scheduling::automatic, chain("")));
  EXPECT_TRUE(is_dynamic(Scheduling::dynamic, chain("")));
}

TEST_F(CostlyStudy, RefusesWhatIsNoTime) {
  EXPECT_THROW(ExpectedCost({1.0, -1.0}, false), InternalError);
  EXPECT_THROW(ExpectedCost({std::numeric_limits<double>::quiet_NaN()}, false), InternalError);
  EXPECT_THROW(ExpectedCost({std::numeric_limits<double>::infinity()}, false), InternalError);
}

std::vector<std::uint64_t> numbers(const BlockList& blocks) {
  std::vector<std::uint64_t> all;
  for (std::uint64_t i = 0; i < blocks.size(); ++i)
    all.push_back(blocks[i]);
  return all;
}

TEST_F(CostlyStudy, HasItsDearestBlocksFirstAndEqualOnesAsTheyWere) {
  const Chain costly = chain("sessions: 4\noutput: {block: 2}\n" + of_cases({1, 9, 3, 9, 1}));
  EXPECT_EQ(numbers(dearest_first(costly, BlockList::all({0, 10}))),
            (std::vector<std::uint64_t>{2, 3, 6, 7, 4, 5, 0, 1, 8, 9}));
  const BlockList left = BlockList::of({{0, 1}, {3, 5}, {9, 10}});
  EXPECT_EQ(numbers(dearest_first(costly, left)), (std::vector<std::uint64_t>{3, 4, 0, 9}));
  const Chain even = chain("sessions: 4\noutput: {block: 2}\n" + of_cases({1, 1, 1}));
  EXPECT_EQ(dearest_first(even, BlockList::all({0, 6})).runs(), (std::vector<IndexRange>{{0, 6}}));
}

TEST_F(CostlyStudy, IsTheSameFileWhateverComesFirst) {
  const Chain costly = chain("sessions: 9\noutput: {block: 2}\n" + of_cases({1, 9, 3, 9, 1}));
  EXPECT_TRUE(run(costly, "fixed.h5", Scheduling::fixed).complete);
  EXPECT_TRUE(run(costly, "dynamic.h5", Scheduling::dynamic).complete);
  EXPECT_EQ(test::bytes_of(folder / "fixed.h5"), test::bytes_of(folder / "dynamic.h5"));
}

TEST_F(CostlyStudy, PreparesACaseOnceAndOnlyWhereItsSessionsAreSimulated) {
  CostlyCase::preparations = 0;
  const Chain two = chain("sessions: 10\noutput: {block: 2}\nsweep: {fit: [0, 1]}\n");
  two.check_cases();
  EXPECT_EQ(CostlyCase::preparations, 0) << "not by who looks at the study";
  EXPECT_TRUE(run(two).complete);
  EXPECT_EQ(CostlyCase::preparations, 2) << "ten blocks of two cases";
  run(two);
  EXPECT_EQ(CostlyCase::preparations, 2) << "it is complete already";
}

TEST_F(CostlyStudy, RemembersFromRoundToRoundWhatIsPrepared) {
  CostlyCase::preparations = 0;
  const Chain rounds = chain(
      "sessions: 10\noutput: {block: 10}\nsweep: {fit: [0, 1]}\n"
      "until: {column: x, half_width: 0.02}\n");
  EXPECT_TRUE(run(rounds).complete);
  EXPECT_GE(hooks.count<GoingOn>(), 2u);
  EXPECT_EQ(CostlyCase::preparations, 2);
}

TEST_F(CostlyStudy, TellsInItsRecordWhatItsPhasesAndDearestCasesHaveCost) {
  const Chain three = chain(
      "sessions: 4\noutput: {block: 2}\n"
      "cases: {cheap: {}, fitted: {fit: 30}, slow: {work: 20}}\n");
  EXPECT_TRUE(run(three).complete);
  const auto record = last_run_record(folder / "out.h5");
  ASSERT_TRUE(record);
  EXPECT_GE(record->costs[Work::preparing].seconds, 0.030);
  EXPECT_GE(record->costs[Work::simulating].seconds, 4 * 0.020);
  EXPECT_GT(record->costs[Work::simulating].processor_seconds, 0);
  EXPECT_GT(record->costs[Work::writing].seconds, 0);
  EXPECT_GT(record->costs[Work::closing].seconds, 0);
  EXPECT_GT(record->costs.peak_bytes, std::uint64_t{1} << 20);
  ASSERT_EQ(record->dearest.size(), 3u);
  const auto named = [&](const std::string& label) {
    return std::find_if(record->dearest.begin(), record->dearest.end(),
                        [&](const CaseRecord& one) { return one.label == label; })
        ->cost;
  };
  EXPECT_GE(named("slow").simulating.seconds, 4 * 0.020);
  EXPECT_EQ(named("slow").sessions, 4u);
  EXPECT_GE(named("fitted").preparing.seconds, 0.030);
  EXPECT_EQ(record->dearest.back().label, "cheap");
}

/// Wants to stop from its third question on.
struct StopsSoon final : ToldHooks {
  parallel::StopReason stop() override {
    return ++asked > 2 ? parallel::StopReason::user_signal_2 : parallel::StopReason::none;
  }
  int asked = 0;
};

TEST_F(CostlyStudy, GivesUpAPreparationOrASessionOfMinutesAndDoesItAgain) {
  for (const std::string work : {"fit", "work"}) {
    const Chain slow = chain("sessions: 1\n" + work + ": 100000\n");
    StopsSoon stops;  // by a clock that ticks a second at each look
    const RunOutcome outcome = simulate(alone, slow, {.output = {folder / (work + ".h5")}}, stops);
    EXPECT_FALSE(outcome.complete);
    EXPECT_EQ(outcome.done, 0u);
    EXPECT_EQ(outcome.stopped, parallel::StopReason::user_signal_2);
  }
}

CaseCost cost(std::uint64_t of_case, double seconds, std::uint64_t sessions = 1) {
  return {0, of_case, sessions, {}, {seconds, seconds}, 0};
}

TEST(DearestCases, KeepsTheDearestOfVeryManyInBoundedMemory) {
  DearestCases cases;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    for (int block = 0; block < 3; ++block)
      cases.add(cost(i, static_cast<double>((7 * i) % 1000)));
  }
  const std::vector<CaseCost> dearest = cases.list();
  ASSERT_EQ(dearest.size(), most_dearest_cases);
  for (std::size_t k = 0; k < dearest.size(); ++k) {
    EXPECT_EQ(dearest[k].simulating.seconds, 3.0 * static_cast<double>(999 - k));
    EXPECT_EQ(dearest[k].sessions, 3u);
  }
}

TEST(DearestCases, AddsWhatRanksTellOfOneCase) {
  const std::vector<CaseCost> dearest = dearest_of({cost(1, 3, 10), cost(2, 4, 20), cost(1, 2, 30)});
  ASSERT_EQ(dearest.size(), 2u);
  EXPECT_EQ(dearest[0].case_index, 1u);
  EXPECT_EQ(dearest[0].sessions, 40u);
  EXPECT_EQ(dearest[0].seconds(), 5);
}

}  // namespace
}  // namespace ergodic::engine

#include "support/mpi_test.hpp"
#include "support/shared_folder.hpp"
#include "support/toy_chain.hpp"
#include "support/toy_study.hpp"

namespace ergodic::engine {
namespace {

using parallel::Communicator;
using test::SharedFolder;

void expect_the_file_of_one_rank(const Communicator& world, const SharedFolder& folder, const Plan& plan,
                                 const std::filesystem::path& file) {
  world.barrier();
  if (!world.is_root()) return;
  test::ToyRun(plan, Communicator::serial(), folder / "alone.h5").to_the_end();
  EXPECT_EQ(test::bytes_of(file), test::bytes_of(folder / "alone.h5"));
}

MPI_TEST(Run, GivesTheFileOfOneRankUnderStaticScheduling, ranks(3)) {
  const test::ToyStudy study;
  const SharedFolder folder(world);
  EXPECT_TRUE(test::ToyRun(study.plan, world, folder / "a.h5").to_the_end().complete);
  expect_the_file_of_one_rank(world, folder, study.plan, folder / "a.h5");
}

MPI_TEST(Run, GivesTheFileOfOneRankUnderDynamicScheduling, ranks(3)) {
  const test::ToyStudy study;
  const SharedFolder folder(world);
  EXPECT_TRUE(test::ToyRun(study.plan, world, folder / "a.h5", true).to_the_end().complete);
  expect_the_file_of_one_rank(world, folder, study.plan, folder / "a.h5");
}

MPI_TEST(Run, GivesTheFileOfOneRankWhenSessionsDifferAThousandfoldInCost, ranks(3)) {
  const test::ToyStudy study("output: {block: 8}\nsweep: {work: [20, 20000]}\n");
  const SharedFolder folder(world);
  EXPECT_TRUE(test::ToyRun(study.plan, world, folder / "a.h5", true).to_the_end().complete);
  expect_the_file_of_one_rank(world, folder, study.plan, folder / "a.h5");
}

MPI_TEST(Run, WorksWithMoreRanksThanBlocks, ranks(5)) {
  const test::ToyStudy study("output: {block: 50}\n");
  const SharedFolder folder(world);
  ASSERT_EQ(study.plan.block_count(), 4u);
  EXPECT_TRUE(test::ToyRun(study.plan, world, folder / "a.h5").to_the_end().complete);
  expect_the_file_of_one_rank(world, folder, study.plan, folder / "a.h5");
}

MPI_TEST(Run, StopsAllRanksWhenOneWantsTo, ranks(3)) {
  const test::ToyStudy study("output: {block: 8}\n");
  const SharedFolder folder(world);
  test::ToyRun run(study.plan, world, folder / "a.h5");
  if (world.rank() == 1)
    run.stop_for = parallel::StopReason::stop_file;  // before its first block: its share stays undone
  const RunOutcome outcome = run.to_the_end();
  EXPECT_FALSE(outcome.complete);
  EXPECT_EQ(outcome.stopped, parallel::StopReason::stop_file) << "of rank 1 alone, and every rank knows";
  EXPECT_EQ(study.plan.block_count(), 26u);
  EXPECT_LE(outcome.sessions, 200u - 64u) << "rank 1's share, nine blocks of up to eight sessions, stays undone";
}

MPI_TEST(Resume, EndsInTheSameFileOnAnotherNumberOfRanks, ranks(3)) {
  const test::ToyStudy study;
  const SharedFolder folder(world);
  if (world.is_root()) {  // one rank begins, and leaves in the middle
    const Communicator alone = Communicator::serial();
    test::ToyRun begun(study.plan, alone, folder / "a.h5");
    for (int block = 0; block < 5; ++block)
      ASSERT_TRUE(begun.step());
  }
  world.barrier();
  test::ToyRun resumed(study.plan, world, folder / "a.h5");
  EXPECT_EQ(resumed.pending(), 21u);
  EXPECT_TRUE(resumed.to_the_end().complete);
  expect_the_file_of_one_rank(world, folder, study.plan, folder / "a.h5");
}

/// Rounds of 40, 160 and, as x varies, some 400 sessions a case.
constexpr const char* rounds = "until: {column: x, half_width: 0.03}\noutput: {block: 8}\n";

void expect_the_rounds_of_one_rank(const Communicator& world, bool dynamic) {
  const test::ToyStudy study(rounds, false, 40);
  const SharedFolder folder(world);
  EXPECT_TRUE(test::run_whole(study.plan, world, folder / "a.h5", dynamic).complete);
  world.barrier();
  if (!world.is_root()) return;
  test::run_whole(study.plan, Communicator::serial(), folder / "alone.h5");
  EXPECT_EQ(test::bytes_of(folder / "a.h5"), test::bytes_of(folder / "alone.h5"));
}

MPI_TEST(Rounds, GiveTheFileOfOneRankOnTwo, ranks(2)) { expect_the_rounds_of_one_rank(world, false); }

MPI_TEST(Rounds, GiveTheFileOfOneRankOnThree, ranks(3)) { expect_the_rounds_of_one_rank(world, true); }

MPI_TEST(Rounds, GiveTheFileOfOneRankOnFive, ranks(5)) { expect_the_rounds_of_one_rank(world, false); }

MPI_TEST(Run, OfStagesGivesTheFileOfOneRank, ranks(3)) {
  const SharedFolder folder(world);
  const Workloads workloads = test::toy_chain_workloads();
  const Chain chain = Chain::of(
      study::Study::from_text("workload: toy_chain\ngenerations: 10\n", "chain.yaml", {}, workloads), workloads);
  for (const bool dynamic : {false, true}) {
    const auto file = folder / (dynamic ? "dynamic.h5" : "static.h5");
    EXPECT_TRUE(test::ToyRun(chain, world, file, dynamic).to_the_end().complete);
    world.barrier();
    if (!world.is_root()) continue;
    const auto alone = folder / "alone.h5";
    test::ToyRun(chain, Communicator::serial(), alone).to_the_end();
    EXPECT_EQ(test::bytes_of(file), test::bytes_of(alone)) << dynamic;
  }
}

MPI_TEST(Run, OfStagesLeavesTogetherWhenOneRankStopsWithinAStage, ranks(3)) {
  const SharedFolder folder(world);
  const Workloads workloads = test::toy_chain_workloads();
  const Chain chain = Chain::of(
      study::Study::from_text("workload: toy_chain\ngenerations: 10\n", "chain.yaml", {}, workloads), workloads);
  {
    test::ToyRun run(chain, world, folder / "a.h5");
    for (int block = 0; block < 15 && run.step(); ++block) {
      if (world.rank() == 1 && block == 6) run.stop_for = parallel::StopReason::user_signal_1;
    }
    while (run.step()) {
    }
    const RunOutcome outcome = run.finish();
    EXPECT_FALSE(outcome.complete);
    EXPECT_EQ(outcome.stopped, parallel::StopReason::user_signal_1);
  }
  EXPECT_TRUE(test::ToyRun(chain, world, folder / "a.h5").to_the_end().complete);
  world.barrier();
  if (!world.is_root()) return;
  test::ToyRun(chain, Communicator::serial(), folder / "alone.h5").to_the_end();
  EXPECT_EQ(test::bytes_of(folder / "a.h5"), test::bytes_of(folder / "alone.h5"));
}

}  // namespace
}  // namespace ergodic::engine

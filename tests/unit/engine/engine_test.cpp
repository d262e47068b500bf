#include "analysis/exact_headline.hpp"
#include "analysis/report.hpp"
#include "engine/run/run_record.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <numeric>

namespace ergodic::engine {
namespace {

using test::alone;
using test::ToyRun;
using test::ToyStudy;
using testing::HasSubstr;

TEST(Plan, CutsEachCaseIntoBlocks) {
  const ToyStudy study;
  ASSERT_EQ(study.plan.block_count(), 26u);
  EXPECT_EQ(study.plan.block(0).replicates, (Replicates{0, 8}));
  EXPECT_EQ(study.plan.block(12).replicates, (Replicates{96, 4})) << "the last block of a case is what is left";
  EXPECT_EQ(study.plan.block(13).case_index, 1u);
  EXPECT_EQ(study.plan.block(13).replicates.first, 0u);
}

TEST(Plan, KeepsTheChosenColumnsInTheirOrder) {
  const ToyStudy study("output: {columns: [parity, n]}\n");
  ASSERT_EQ(study.plan.layout().columns.size(), 2u);
  EXPECT_EQ(study.plan.layout().columns[0].name, "parity");
  EXPECT_EQ(study.plan.kept(), (std::vector<std::size_t>{3, 0}));
}

TEST(Plan, RejectsAnUnknownColumnAndSuggestsTheNearest) {
  try {
    ToyStudy("output: {columns: [partiy]}\n");
    FAIL();
  } catch (const StudyError& error) {
    EXPECT_THAT(error.what(), HasSubstr("toy.yaml:4:"));
    EXPECT_THAT(error.what(), HasSubstr("did you mean parity?"));
  }
}

TEST(Plan, RejectsColumnsOfRowsThatAreNotKept) {
  EXPECT_THROW(ToyStudy("output: {rows: none, columns: [n]}\n"), StudyError);
}

TEST(Plan, FindsACaseThatItsWorkloadRejects) {
  const Workloads workloads = test::toy_workloads();
  const Plan plan(study::Study::from_text("workload: toy\ncases: {a: {}, b: {offset: 13}}\n", "t.yaml", {}, workloads),
                  workloads);
  EXPECT_THROW(plan.check_cases(), StudyError);
}

class ARun : public testing::Test {
 protected:
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";

  std::string file_of(const ToyStudy& study, const std::string& name) {
    ToyRun(study.plan, alone, folder / name).to_the_end();
    return test::bytes_of(folder / name);
  }
};

TEST_F(ARun, CompletesTheFile) {
  const ToyStudy study;
  const RunOutcome outcome = ToyRun(study.plan, alone, path).to_the_end();
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.sessions, 200u);
  EXPECT_EQ(prepare_output(study.plan, {path}).state, Output::State::complete);
}

TEST_F(ARun, ThatFindsAllDoneTakesAwayTheLockThatAnotherLeft) {
  const ToyStudy study;
  ToyRun(study.plan, alone, path).to_the_end();
  std::ofstream(store::lock_of(path)) << "of a rank whose barrier failed when all was done";
  EXPECT_EQ(prepare_output(study.plan, {path}).state, Output::State::complete);
  EXPECT_FALSE(std::filesystem::exists(store::lock_of(path)));
}

TEST_F(ARun, LeftAtAnyBlockContinuesIntoTheSameFile) {
  const ToyStudy study;
  const std::string reference = file_of(study, "reference.h5");
  for (int left_at = 0; left_at <= 26; ++left_at) {
    const auto file = folder / ("left" + std::to_string(left_at));
    {
      ToyRun begun(study.plan, alone, file);
      for (int block = 0; block < left_at; ++block)
        ASSERT_TRUE(begun.step());
    }
    ToyRun continued(study.plan, alone, file);
    EXPECT_EQ(continued.pending(), static_cast<std::size_t>(26 - left_at));
    EXPECT_TRUE(continued.to_the_end().complete);
    EXPECT_EQ(test::bytes_of(file), reference) << left_at;
  }
}

TEST_F(ARun, StopsAtABlockBoundaryWhenAsked) {
  const ToyStudy study;
  ToyRun run(study.plan, alone, path);
  run.step();
  run.step();
  run.stop_for = parallel::StopReason::time_budget;
  EXPECT_FALSE(run.step());
  const RunOutcome outcome = run.finish();
  EXPECT_FALSE(outcome.complete);
  EXPECT_EQ(outcome.sessions, 16u);
}

TEST_F(ARun, KnowsItsCasesByTheirLabelsAndTheNearestToAnother) {
  const ToyStudy study;
  EXPECT_EQ(study.plan.case_index("high"), 1u);
  try {
    study.plan.case_index("hihg");
    FAIL() << "there is such a case";
  } catch (const UsageError& error) {
    EXPECT_STREQ(error.what(), "no case \"hihg\" (the study has low, high) did you mean high?");
  }
}

TEST_F(ARun, AddingAndReorderingCasesChangesNoSession) {
  const auto rows_of = [&](const std::string& cases, const std::string& label, const std::string& name) {
    const Workloads workloads = test::toy_workloads();
    const Plan plan(study::Study::from_text("workload: toy\nsessions: 60\ncases: " + cases, "t.yaml", {}, workloads),
                    workloads);
    ToyRun(plan, alone, folder / name).to_the_end();
    const analysis::Results results = analysis::Results::open(folder / name, workloads);
    std::vector<double> x(60);
    results.file.read_column(1, plan.case_index(label), 0, std::as_writable_bytes(std::span(x)));
    return x;
  };
  const auto first = rows_of("{a: {}, b: {offset: 1}}", "b", "1.h5");
  EXPECT_EQ(rows_of("{b: {offset: 1}, c: {}, a: {}}", "b", "2.h5"), first);
  EXPECT_NE(rows_of("{a: {}, b: {offset: 1}}", "a", "3.h5"), first);
}

TEST_F(ARun, MoreSessionsChangeNoneThatWereThere) {
  const auto rows_of = [&](int sessions, const std::string& name) {
    const Workloads workloads = test::toy_workloads();
    const Plan plan(
        study::Study::from_text("workload: toy\nsessions: " + std::to_string(sessions), "t.yaml", {}, workloads),
        workloads);
    ToyRun(plan, alone, folder / name).to_the_end();
    std::vector<double> x(50);
    analysis::Results::open(folder / name, workloads).file.read_column(1, 0, 0, std::as_writable_bytes(std::span(x)));
    return x;
  };
  EXPECT_EQ(rows_of(50, "1.h5"), rows_of(5000, "2.h5"));
}

TEST_F(ARun, CommonRandomNumbersGiveEachCaseTheSameStream) {
  const ToyStudy study("seeding: {common: true}\n");
  ToyRun(study.plan, alone, path).to_the_end();
  const analysis::Results results = analysis::Results::open(path, study.workloads);
  std::vector<double> low(100), high(100);
  results.file.read_column(1, 0, 0, std::as_writable_bytes(std::span(low)));
  results.file.read_column(1, 1, 0, std::as_writable_bytes(std::span(high)));
  EXPECT_EQ(low, high);
}

TEST_F(ARun, SummarisesTheSameWithAndWithoutRows) {
  const ToyStudy with_rows;
  const ToyStudy without("output: {rows: none, block: 8}\n");
  ToyRun(with_rows.plan, alone, path).to_the_end();
  ToyRun(without.plan, alone, folder / "none.h5").to_the_end();
  const analysis::Results kept = analysis::Results::open(path, with_rows.workloads);
  const analysis::Results none = analysis::Results::open(folder / "none.h5", without.workloads);
  const analysis::CaseReport a = analysis::report_case(kept, 1, 0.95);
  const analysis::CaseReport b = analysis::report_case(none, 1, 0.95);
  EXPECT_EQ(a.quantities[0].mean, 549.5);
  EXPECT_EQ(b.quantities[0].mean, 549.5);
  EXPECT_EQ(a.quantities[1].standard_deviation, b.quantities[1].standard_deviation);
  EXPECT_EQ(a.categories[0].shares[1].count, 50);
  EXPECT_EQ(a.quantities[0].quantiles[3], 549) << "exact: the 50th of 500 … 599";
  EXPECT_NEAR(b.quantities[0].quantiles[3], 549, 549.0 / 32) << "sketched";
}

TEST_F(ARun, HoldsTheRatioAndTheHeadlines) {
  const ToyStudy study;
  ToyRun(study.plan, alone, path).to_the_end();
  const analysis::CaseReport report = analysis::report_case(analysis::Results::open(path, study.workloads), 0, 0.95);
  ASSERT_EQ(report.headlines.size(), 2u);
  EXPECT_EQ(report.headlines[0].value, 0.5);
  double money = 0, numbers = 0;
  for (int r = 0; r < 100; ++r) {
    money += r % 7;
    numbers += r;
  }
  EXPECT_NEAR(report.ratios[0].value, money / numbers, 1e-15);
}

TEST_F(ARun, HoldsItsFiguresAgainstWhatIsKnown) {
  const ToyStudy study;
  ToyRun(study.plan, alone, path).to_the_end();
  const analysis::Results results = analysis::Results::open(path, study.workloads);
  const analysis::CaseReport report = analysis::report_case(results, 0, 0.95);
  const auto& n = report.quantities[0];
  const auto& x = report.quantities[1];
  const auto& m = report.quantities[2];
  EXPECT_FALSE(n.known);
  EXPECT_EQ(x.known->exact, 0.5);
  EXPECT_NEAR(*x.known->z, (x.mean - 0.5) / std::sqrt(1.0 / 12 / 100), 1e-12) << "the exact standard deviation";
  EXPECT_NEAR(*m.known->z, (m.mean - 3) / (m.standard_deviation / 10), 1e-12) << "the simulated one";
  EXPECT_FALSE(m.exact_standard_deviation);
  const auto& parity = report.categories[0];
  EXPECT_NEAR(*parity.shares[1].known->z, 0.1 / std::sqrt(0.6 * 0.4 / 100), 1e-12);
  EXPECT_NEAR(parity.fit->statistic, 100.0 / 60 + 100.0 / 40, 1e-12);
  EXPECT_EQ(parity.fit->degrees, 1);
  EXPECT_EQ(report.headlines[0].known->exact, 0.4);
  EXPECT_EQ(report.headlines[1].known->z, x.known->z);

  const analysis::CaseReport without = analysis::report_case(results, 0, 0.95, analysis::Extent::figures);
  EXPECT_FALSE(without.quantities[1].known || without.categories[0].fit || without.headlines[0].known);
  EXPECT_EQ(without.quantities[1].mean, x.mean);
}

TEST_F(ARun, KnowsTheLimitsOfItsHeadlines) {
  const ToyStudy study;
  const ExactResults exact = *study.plan.workload(0)->exact();
  const auto limit = [&](const Headline& headline) {
    return analysis::exact_headline(exact, study.plan.columns(), headline);
  };
  EXPECT_EQ(limit({"odd share", "parity", "odd"}), 0.4);
  EXPECT_EQ(limit({"mean x", "x", ""}), 0.5);
  EXPECT_EQ(limit({"mean n", "n", ""}), std::nullopt);
}

TEST_F(ARun, SummarisesEachPlaceOfAnAxis) {
  const ToyStudy study;
  ToyRun(study.plan, alone, path).to_the_end();
  const analysis::Results results = analysis::Results::open(path, study.workloads);
  const analysis::CaseReport report = analysis::report_case(results, 0, 0.95);
  const auto& seat_2 = report.quantities[4];
  EXPECT_EQ(seat_2.name, "chips[seat 2]");
  EXPECT_EQ(seat_2.mean, 249.5);
  EXPECT_EQ(seat_2.minimum, 200);
  EXPECT_EQ(seat_2.quantiles[3], 249) << "exact: the 50th of 200 … 299";
  EXPECT_FALSE(seat_2.known);
  const auto& x = report.quantities[1];
  const auto& start = report.quantities[6];
  const auto& later = report.quantities[7];
  EXPECT_EQ(start.name, "luck[time 0]");
  EXPECT_FALSE(start.known->z) << "all are 0: nothing varies";
  EXPECT_EQ(later.name, "luck[time 0.5]");
  EXPECT_EQ(later.mean, x.mean / 2);
  EXPECT_NEAR(*later.known->z, *x.known->z, 1e-12);
  const auto& early = report.categories[1];
  const auto& late = report.categories[2];
  EXPECT_EQ(early.name, "mood[phase early]");
  EXPECT_EQ(early.shares[1].count, 50);
  EXPECT_EQ(late.shares[1].count, 49) << "r / 3 is odd for 3, 4, 5, 9, …, 95 and 99";
  EXPECT_EQ(late.shares[1].known->exact, 0.4);

  std::vector<std::int32_t> chips(6);
  results.file.read_column(4, 1, 98, std::as_writable_bytes(std::span(chips)));
  EXPECT_EQ(chips, (std::vector<std::int32_t>{198, 298, 398, 199, 299, 399})) << "the last two sessions of case high";
}

TEST_F(ARun, SummarisesTheSameAlongAnAxisWithAndWithoutRows) {
  const ToyStudy with_rows;
  const ToyStudy some("output: {columns: [mood, n], block: 8}\n");
  const ToyStudy none("output: {rows: none, block: 8}\n");
  std::vector<analysis::CaseReport> reports;
  for (const ToyStudy* study : {&with_rows, &some, &none}) {
    const auto file = folder / ("kept" + std::to_string(study->plan.kept().size()));
    ToyRun(study->plan, alone, file).to_the_end();
    reports.push_back(analysis::report_case(analysis::Results::open(file, study->workloads), 0, 0.95));
  }
  for (std::size_t i = 0; i < reports[0].quantities.size(); ++i) {
    const analysis::CaseReport::Quantity& exact = reports[0].quantities[i];
    for (const analysis::CaseReport* other : {&reports[1], &reports[2]}) {
      EXPECT_EQ(exact.mean, other->quantities[i].mean) << exact.name;
      EXPECT_EQ(exact.standard_deviation, other->quantities[i].standard_deviation) << exact.name;
      for (std::size_t q = 0; q < exact.quantiles.size(); ++q)
        EXPECT_NEAR(other->quantities[i].quantiles[q], exact.quantiles[q], exact.quantiles[q] / 64) << exact.name;
    }
  }
  EXPECT_EQ(some.plan.layout().axes.size(), 1u) << "only mood lies along an axis, phase";
}

TEST_F(ARun, KeepsNoQuantilesAlongALongAxis) {
  const auto quantiles_of_luck = [](const std::string& times) {
    const ToyStudy study("times: " + times + "\noutput: {rows: none}\n");
    return study.plan.columns()[5].quantiles;
  };
  EXPECT_TRUE(quantiles_of_luck("64"));
  EXPECT_FALSE(quantiles_of_luck("65"));
}

TEST_F(ARun, TakesTheSizeOfItsBlocksFromTheWorkloadWhenItGivesOne) {
  EXPECT_EQ(ToyStudy("times: 2\n").plan.layout().sessions_per_block, 16384u);
  EXPECT_EQ(ToyStudy("times: 65\n").plan.layout().sessions_per_block, 50u);
  EXPECT_EQ(ToyStudy("times: 65\noutput: {block: 7}\n").plan.layout().sessions_per_block, 7u);
}

TEST(Plan, RejectsCasesOfAxesThatDiffer) {
  const Workloads workloads = test::toy_workloads();
  const Plan plan(study::Study::from_text("workload: toy\ncases: {a: {}, b: {times: 3}}\n", "t.yaml", {}, workloads),
                  workloads);
  EXPECT_THROW(plan.check_cases(), StudyError);
}

TEST_F(ARun, RecordsFailuresWithoutHurtingTheirNeighbours) {
  const ToyStudy study("fail_every: 10\noutput: {block: 8}\n", true);
  EXPECT_EQ(ToyRun(study.plan, alone, path).to_the_end().failures, 20u);
  const analysis::Results results = analysis::Results::open(path, study.workloads);
  const analysis::CaseReport report = analysis::report_case(results, 0, 0.95);
  EXPECT_EQ(report.failures, 10);
  EXPECT_EQ(report.sessions, 90);
  EXPECT_EQ(report.quantities[0].minimum, 1) << "session 0 failed: its zeros do not count";
  std::vector<std::int32_t> n(100);
  results.file.read_column(0, 0, 0, std::as_writable_bytes(std::span(n)));
  EXPECT_EQ(n[10], 0);
  EXPECT_EQ(n[11], 11);
  std::vector<std::uint8_t> failed(100);
  results.file.read_column(7, 0, 0, std::as_writable_bytes(std::span(failed)));
  EXPECT_EQ(std::accumulate(failed.begin(), failed.end(), 0), 10);
}

TEST_F(ARun, EndsAtTheFirstFailureWhenTheStudySaysAbort) {
  const ToyStudy study("fail_every: 10\nfailures: {action: abort}\n", true);
  ToyRun run(study.plan, alone, path);
  try {
    run.step();
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::sessions_failed);
    EXPECT_THAT(error.what(), HasSubstr("sessions 0 to 99 (case low): session 0 failed (unlucky: every so often)"));
  }
}

TEST_F(ARun, RefusesAFileOfAnotherStudyAndLeavesItUntouched) {
  const ToyStudy study;
  const std::string before = file_of(study, "out.h5");
  const ToyStudy other("offset: 1\n");
  try {
    prepare_output(other.plan, {path});
    FAIL();
  } catch (const MismatchError& error) {
    EXPECT_THAT(error.what(), HasSubstr("belongs to another study"));
    EXPECT_THAT(error.what(), HasSubstr("--force"));
  }
  EXPECT_EQ(test::bytes_of(path), before);
}

TEST_F(ARun, ReplacesAnythingWhenForced) {
  std::ofstream(path) << "not ours";
  const ToyStudy study;
  EXPECT_THROW(prepare_output(study.plan, {path}), MismatchError);
  EXPECT_EQ(prepare_output(study.plan, {path, {}, Resume::automatic, true}).state, Output::State::created);
}

TEST_F(ARun, ObeysNeverAndRequire) {
  const ToyStudy study;
  EXPECT_THROW(prepare_output(study.plan, {path, {}, Resume::require}), MismatchError);
  EXPECT_FALSE(std::filesystem::exists(path));
  prepare_output(study.plan, {path, {}, Resume::never});
  EXPECT_THROW(prepare_output(study.plan, {path, {}, Resume::never}), MismatchError);
  EXPECT_EQ(prepare_output(study.plan, {path, {}, Resume::require}).state, Output::State::continued);
}

TEST_F(ARun, KeepsARecordOfEachRunBesideTheFile) {
  RunRecord run;
  run.state = "running";
  append_run_record(path, run, true);
  run.state = "unfinished";
  update_run_record(path, run);
  run.state = "complete";
  append_run_record(path, run, false);
  std::ifstream in(folder / "out.run.json");
  const auto record = nlohmann::json::parse(in);
  ASSERT_EQ(record["runs"].size(), 2u);
  EXPECT_EQ(record["runs"][0]["state"], "unfinished");
  EXPECT_EQ(record["runs"][1]["state"], "complete");
}

}  // namespace
}  // namespace ergodic::engine

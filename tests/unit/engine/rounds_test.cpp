#include "engine/rounds.hpp"

#include "analysis/report.hpp"
#include "support/temporary_folder.hpp"
#include "support/toy_study.hpp"
#include "unit/statistics/draws.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace ergodic::engine {
namespace {

using test::alone;
using test::bytes_of;
using test::ToyRun;
using test::ToyStudy;
using testing::HasSubstr;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(TheNextRound, HasTheSessionsThatTheVarianceAsksForAndAFewMore) {
  EXPECT_EQ(sessions_of_next_round(10'000, 2, 1, 1'000'000), 21'000u);
}

TEST(TheNextRound, IsNoMoreThanFourTimesAsLongAndAtLeastATenthLonger) {
  EXPECT_EQ(sessions_of_next_round(10'000, 400, 1, 1'000'000), 40'000u);
  EXPECT_EQ(sessions_of_next_round(10'000, infinity, 1, 1'000'000), 40'000u) << "when nothing is to be expected";
  EXPECT_EQ(sessions_of_next_round(10'000, 1.001, 1, 1'000'000), 11'000u);
}

TEST(TheNextRound, HasWholeBlocksUpToTheLastSessionThereMayBe) {
  EXPECT_EQ(sessions_of_next_round(10'000, 2, 4096, 1'000'000), 6u * 4096);
  EXPECT_EQ(sessions_of_next_round(10'000, 2, 4096, 20'000), 20'000u);
  EXPECT_EQ(sessions_of_next_round(1, 1, 1, 10), 2u) << "always more than before";
  EXPECT_EQ(sessions_of_next_round(999'999'999'999, 100, 4096, 1'000'000'000'000), 1'000'000'000'000u);
}

/// Targets on sums that the tests make up.
class ATarget : public testing::Test {
 protected:
  using Bound = std::optional<double>;

  PrecisionTarget target(const std::string& column, Bound half_width, Bound relative,
                         std::optional<std::string> label = {}, double confidence = 0.95) const {
    static const ToyStudy study("until: {column: x, relative: 1}\n");
    const auto written = study.plan.study().until()->targets.front().written;
    return PrecisionTarget({column, label, half_width, relative, confidence, written}, layout);
  }
  /// n sessions whose x is 1 and 3 by turns, of which `ruined` are ruined; y is 1 always, and the ratio's denominator.
  statistics::Summary sessions(std::uint64_t n, std::uint64_t ruined = 0) const {
    Rows rows(layout.columns, layout.tallies);
    rows.reset(n);
    for (std::uint64_t i = 0; i < n; ++i) {
      rows.column<double>("x")[i] = i % 2 == 0 ? 1 : 3;
      rows.column<double>("y")[i] = 1;
      rows.column<std::int32_t>("n")[i] = static_cast<std::int32_t>(2 + i % 2);
      rows.column<std::int32_t>("m")[i] = 1;
      rows.column<std::uint8_t>("ruined")[i] = i < ruined;
    }
    statistics::Summary summary(layout);
    summary.add(rows);
    return summary;
  }

  const statistics::SummaryLayout layout{
      {real_column("x").in("m").says("x"), real_column("y").says("y"), count("n").says("n"), count("m").says("m"),
       category("ruined", {"no", "yes"}).says("ruined")},
      {{"events", {"a"}, "1", "events"}},
      {{"n_per_m", "n", "m", "1", "n per m"}},
      {}};
};

TEST_F(ATarget, IsHeldAgainstTheIntervalThatASummaryShows) {
  const auto n = sessions(400);
  const double half_width = statistics::student(2, n.standard_deviation("x"), 400, 0.95).high - 2;  // 0.0984
  EXPECT_DOUBLE_EQ(target("x", 0.1, {}).worst_of(n).half_width, half_width);
  EXPECT_TRUE(target("x", 0.1, {}).worst_of(n).is_reached());
  EXPECT_FALSE(target("x", 0.09, {}).worst_of(n).is_reached());
  EXPECT_FALSE(target("x", 0.1, {}, {}, 0.99).worst_of(n).is_reached()) << "a surer interval is wider";
}

TEST_F(ATarget, MayBeRelativeAndThenAllowsTheWiderOfBoth) {
  const auto n = sessions(400);
  EXPECT_DOUBLE_EQ(target("x", {}, 0.05).worst_of(n).allowed, 0.1);
  EXPECT_DOUBLE_EQ(target("x", 0.01, 0.05).worst_of(n).allowed, 0.1);
  EXPECT_DOUBLE_EQ(target("x", 0.2, 0.05).worst_of(n).allowed, 0.2);
}

TEST_F(ATarget, IsExpectedToBeReachedByTheSquareOfWhatIsLacking) {
  const Precision precision = target("x", 0.01, {}).worst_of(sessions(400));
  EXPECT_NEAR(precision.sessions_factor(), 96.8, 0.1);
  EXPECT_NEAR(target("x", 0.01, {}).worst_of(sessions(38'720)).sessions_factor(), 1, 0.02);
}

TEST_F(ATarget, OfACategoryIsAllItsSharesOrOne) {
  const auto n = sessions(1000, 100);
  EXPECT_EQ(target("ruined", 0.02, {}).of(n).size(), 2u);
  EXPECT_EQ(target("ruined", {}, 0.1).worst_of(n).name, "ruined: yes") << "relatively, the rare one is the worse known";
  EXPECT_TRUE(target("ruined", {}, 0.1, "no").worst_of(n).is_reached());
}

TEST_F(ATarget, OfARatioHasItsStandardError) {
  EXPECT_NEAR(target("n_per_m", 0.1, {}).worst_of(sessions(400)).half_width, 1.96 * 0.5 / 20, 1e-3);
}

TEST_F(ATarget, IsNotReachedWhileNoTwoSessionsDiffer) {
  const Precision precision = target("y", 1, {}).worst_of(sessions(1000));
  EXPECT_EQ(precision.half_width, infinity);
  EXPECT_FALSE(precision.is_reached());
  EXPECT_EQ(precision.sessions_factor(), infinity);
  EXPECT_TRUE(target("ruined", 0.01, {}, "yes").worst_of(sessions(1000)).is_reached())
      << "a share has an interval although it is 0: Wilson's";
}

TEST_F(ATarget, IsNotReachedByNoSessionOrOne) {
  for (const std::uint64_t n : {0, 1}) {
    EXPECT_FALSE(target("x", 1e9, 1e9).worst_of(sessions(n)).is_reached());
    EXPECT_FALSE(target("ruined", 0.1, {}).worst_of(sessions(n)).is_reached());
    EXPECT_FALSE(target("n_per_m", 1e9, {}).worst_of(sessions(n)).is_reached());
  }
}

/// Four of 400 sessions make the variance: p = 0.01, skewness (1 − 2p)/√(p(1 − p)) = 9.849, 25 times its square 2425.
TEST_F(ATarget, IsNotReachedByFewRareSessions) {
  Rows rows(layout.columns, layout.tallies);
  rows.reset(400);
  std::ranges::fill(rows.column<double>("x").first(4), 1);
  statistics::Summary summary(layout);
  summary.add(rows);
  const Precision precision = target("x", 0.02, {}).worst_of(summary);
  EXPECT_LT(precision.half_width, precision.allowed);
  EXPECT_NEAR(precision.sessions_asked, 25 * 0.98 * 0.98 / 0.0099, 1e-6);
  EXPECT_FALSE(precision.is_trusted());
  EXPECT_FALSE(precision.is_reached());
  EXPECT_NEAR(precision.sessions_factor(), 25 * 0.98 * 0.98 / 0.0099 / 400, 1e-9);
  EXPECT_THAT(precision.text(), HasSubstr("± 0.02 wanted, which its skewness asks 2 426 sessions for"));
}

TEST_F(ATarget, TellsOfItselfInALine) {
  EXPECT_EQ(target("x", 0.1, 0.05).text(), "x ± 0.1 m or 5 % of it at 95 %");
  EXPECT_EQ(target("ruined", {}, 0.01, "yes", 0.999).text(), "ruined: yes ± 1 % of it at 99.9 %");
}

/// Stopping when the interval is short enough favours samples whose variance came out small; with rounds this long the
/// intervals have to cover nearly as often as they say. 4000 runs, each in rounds of exponential variates, skew 2, from
/// 500 sessions on: 5 standard errors are 1.7 % (p = 6e-7).
TEST_F(ATarget, LeavesTheIntervalsTheirCoverage) {
  constexpr int runs = 4000;
  const PrecisionTarget wanted = target("x", {}, 0.05);
  statistics::test::Draws draws(20261121);
  int covered = 0;
  double rounds = 0;
  for (int run = 0; run < runs; ++run) {
    statistics::Summary summary(layout);
    Precision precision;
    std::uint64_t sessions = 0;
    for (std::uint64_t next = 500; next > 0; ++rounds) {
      Rows rows(layout.columns, layout.tallies);
      rows.reset(next - sessions);
      for (double& x : rows.column<double>("x"))
        x = -std::log(draws.uniform());
      for (const char* column : {"n", "m"})
        std::ranges::fill(rows.column<std::int32_t>(column), 1);
      std::ranges::fill(rows.column<double>("y"), 1);
      std::ranges::fill(rows.column<std::uint8_t>("ruined"), 0);
      summary.add(rows);
      sessions = next;
      precision = wanted.worst_of(summary);
      next = precision.is_reached() ? 0 : sessions_of_next_round(sessions, precision.sessions_factor(), 100, 1'000'000);
    }
    covered += std::abs(precision.estimate - 1) <= precision.half_width;
  }
  EXPECT_GT(rounds / runs, 2) << "they run in several rounds";
  EXPECT_NEAR(static_cast<double>(covered) / runs, 0.95, 0.017);
}

/// A study in rounds of the toy, whose x is uniform: 40, 160, and about 390 sessions in each of two cases.
class Rounds : public testing::Test {
 protected:
  static constexpr const char* keys = "until: {column: x, half_width: 0.03}\noutput: {block: 8}\n";
  const ToyStudy study{keys, false, 40};
  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "out.h5";

  analysis::Results open(const std::filesystem::path& file) const {
    return analysis::Results::open(file, study.workloads);
  }
  std::string undisturbed(const ToyStudy& of) {
    test::run_whole(of.plan, alone, folder / "undisturbed.h5");
    return bytes_of(folder / "undisturbed.h5");
  }
};

TEST_F(Rounds, EndWhenTheTargetHoldsInEveryCase) {
  EXPECT_TRUE(test::run_whole(study.plan, alone, path).complete);
  const analysis::Results results = open(path);
  EXPECT_TRUE(results.complete());
  const std::uint64_t sessions = results.description.layout().sessions_per_case;
  EXPECT_GT(sessions, 320u) << "(1.96 · 0.289 / 0.03)² = 356 on average";
  EXPECT_LT(sessions, 480u);
  EXPECT_EQ(sessions % 8, 0u) << "in whole blocks";
  for (std::uint64_t i = 0; i < 2; ++i) {
    const analysis::CaseReport report = analysis::report_case(results, i, 0.95);
    EXPECT_TRUE(report.targets.front().worst.is_reached());
    EXPECT_EQ(static_cast<std::uint64_t>(report.sessions), sessions);
  }
}

TEST_F(Rounds, NeverEndWithTheFirst) {
  const ToyStudy easy("until: {column: x, half_width: 1}\noutput: {block: 8}\n", false, 40);
  EXPECT_FALSE(ToyRun(easy.plan, alone, path).to_the_end().complete);
  std::filesystem::remove(path);
  EXPECT_TRUE(test::run_whole(easy.plan, alone, path).complete);
  EXPECT_EQ(open(path).description.layout().sessions_per_case, 48u) << "a tenth more, in whole blocks";
}

/// Of the toy's x, uniform on [0, 1), whether the rows are kept, sketched, or some fail.
TEST_F(Rounds, EndWhenAQuantileIsPreciseEnough) {
  for (const char* more : {"output: {block: 8}\n", "output: {block: 8, rows: none}\n"}) {
    const ToyStudy of_quantile(std::string("until: {column: x, quantile: 0.25, half_width: 0.05}\n") + more, false, 40);
    std::filesystem::remove(path);
    EXPECT_TRUE(test::run_whole(of_quantile.plan, alone, path).complete);
    const analysis::Results results = open(path);
    const Precision reached = analysis::report_case(results, 0, 0.95).targets.front().worst;
    EXPECT_TRUE(reached.is_reached());
    EXPECT_EQ(reached.name, "x quantile 0.25");
    EXPECT_NEAR(reached.estimate, 0.25, 0.1);
    EXPECT_LT(results.description.layout().sessions_per_case, 1200u) << "(1.96/0.05)² · 3/16 = 288 on average";
    EXPECT_TRUE(results.description.parts().layout.in_rounds);
  }
}

TEST_F(Rounds, LeaveTheRowsOfARunOfAsManySessions) {
  test::run_whole(study.plan, alone, path);
  const analysis::Results rounds = open(path);
  const ToyStudy fixed("output: {block: 8}\n", false, static_cast<int>(rounds.description.layout().sessions_per_case));
  ToyRun(fixed.plan, alone, folder / "fixed.h5").to_the_end();
  const analysis::Results once = open(folder / "fixed.h5");
  ASSERT_EQ(once.description.block_count(), rounds.description.block_count());
  for (std::uint64_t block = 0; block < once.description.block_count(); ++block)
    ASSERT_EQ(once.file.recorded(block), rounds.file.recorded(block)) << "digest of block " << block;
  EXPECT_EQ(once.file.read_summary_digest(), rounds.file.read_summary_digest());
}

TEST_F(Rounds, LeftAtAnyBlockContinueIntoTheSameFile) {
  const std::string expected = undisturbed(study);
  for (int patience = 1; patience < 40; patience += 5) {
    std::filesystem::remove(path);
    bool decided = false;
    for (bool complete = false; !complete;) {
      std::optional<NextRound> next;
      {
        ToyRun run(study.plan, alone, path);
        int steps = 0;
        while (steps < patience && run.step())
          ++steps;
        if (steps == patience) continue;  // killed: nothing finishes
        const RunOutcome outcome = run.finish();
        complete = outcome.complete;
        next = outcome.next;
      }
      if (!next) continue;
      decided = !decided;
      if (decided) continue;  // killed before the next round begins: it decides again
      Output output = prepare_output(study.plan, {path});
      begin_next_round(output, study.plan.with_sessions(next->sessions_per_case), path);
    }
    ASSERT_EQ(bytes_of(path), expected) << "left after every " << patience << " blocks";
  }
}

TEST_F(Rounds, ThatAreDoneAreFoundComplete) {
  test::run_whole(study.plan, alone, path);
  const Output output = prepare_output(study.plan, {path});
  EXPECT_EQ(output.state, Output::State::complete);
  EXPECT_EQ(output.sessions_per_case, open(path).description.layout().sessions_per_case);
}

TEST_F(Rounds, AreNotCompleteBetweenTwoOfThem) {
  EXPECT_FALSE(ToyRun(study.plan, alone, path).to_the_end().complete);
  EXPECT_FALSE(open(path).complete());
  EXPECT_EQ(prepare_output(study.plan, {path}).state, Output::State::continued);
}

TEST_F(Rounds, EndAtTheMostSessionsThatThereMayBe) {
  const ToyStudy bounded("until: {column: x, half_width: 0.0001, max_sessions: 99}\noutput: {block: 8}\n", false, 40);
  EXPECT_TRUE(test::run_whole(bounded.plan, alone, path).complete);
  const analysis::Results results = open(path);
  EXPECT_EQ(results.description.layout().sessions_per_case, 99u);
  EXPECT_FALSE(analysis::report_case(results, 0, 0.95).targets.front().worst.is_reached());
}

TEST_F(Rounds, GoOnUntilAllTargetsHold) {
  const ToyStudy both(
      "until: {column: parity, half_width: 0.5, also: [{column: x, half_width: 0.03}]}\noutput: {block: 8}\n", false,
      40);
  test::run_whole(both.plan, alone, path);
  test::run_whole(study.plan, alone, folder / "x.h5");
  EXPECT_EQ(open(path).description.layout().sessions_per_case,
            open(folder / "x.h5").description.layout().sessions_per_case);
}

TEST_F(Rounds, KeepNoRowsWhenTheStudyDoesNot) {
  const ToyStudy without(std::string(keys) + "output.rows: none\n", false, 40);
  EXPECT_TRUE(test::run_whole(without.plan, alone, path).complete);
  test::run_whole(study.plan, alone, folder / "rows.h5");
  EXPECT_EQ(open(path).description.layout().sessions_per_case,
            open(folder / "rows.h5").description.layout().sessions_per_case);
}

TEST_F(Rounds, AreNotMixedWithThoseOfAnotherFirstRound) {
  test::run_whole(study.plan, alone, path);
  const ToyStudy other(keys, false, 80);
  try {
    prepare_output(other.plan, {path});
    FAIL();
  } catch (const MismatchError& error) {
    EXPECT_THAT(error.what(), HasSubstr("this study has \"sessions: 80\", the file's has \"sessions: 40\""));
  }
}

/// What a study with these keys is told.
std::string refusal(const std::string& until, std::optional<store::Shard> shard = {}) {
  const Workloads workloads = test::toy_workloads();
  try {
    const std::string text = "workload: toy\nsessions: 100\n" + until + "\n";
    Plan(study::Study::from_text(text, "s.yaml", {}, workloads), workloads, shard);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(ABadTarget, IsToldWithItsPlace) {
  EXPECT_THAT(refusal("until: {column: lukc, relative: 0.1}"),
              AllOf(HasSubstr("s.yaml:3:17: until.column unknown column \"lukc\" (there are n, x, m, parity"),
                    HasSubstr("money_per_number) did you mean luck?")));
  EXPECT_THAT(refusal("until: {column: 'chips[seat 9]', relative: 0.1}"),
              HasSubstr("there are chips[seat 1], chips[seat 2], chips[seat 3]) did you mean chips[seat 1]?"));
  EXPECT_THAT(refusal("until: {column: digits, relative: 0.1}"),
              HasSubstr("\"digits\" has no interval (it is a tally"));
  EXPECT_THAT(refusal("until: {column: parity, label: ood, relative: 0.1}"),
              HasSubstr("unknown label \"ood\" (parity has even, odd) did you mean odd?"));
  EXPECT_THAT(refusal("until: {column: x, label: odd, relative: 0.1}"), HasSubstr("which is no category"));
  EXPECT_THAT(
      refusal("until: {column: x}"),
      HasSubstr("s.yaml:3:17: until.column \"x\" has no precision to reach (neither half_width nor relative is set)"));
  EXPECT_THAT(refusal("until: {column: x, relative: 1, also: [{column: y, relative: 1}]}"),
              HasSubstr("s.yaml:3:49: until.also[0].column unknown column \"y\""));
}

TEST(ABadTarget, IsToldOfItsNumbers) {
  EXPECT_THAT(refusal("until: {column: x, half_width: 0}"), HasSubstr("s.yaml:3:32: until.half_width is 0"));
  EXPECT_THAT(refusal("until: {column: x, relative: -0.1}"), HasSubstr("until.relative is -0.1"));
  EXPECT_THAT(refusal("until: {column: x, relative: 1, confidence: 1}"), HasSubstr("until.confidence is 1"));
  EXPECT_THAT(refusal("until: {column: x, relative: 1, confidence: 0}"), HasSubstr("until.confidence is 0"));
  EXPECT_THAT(refusal("until: {column: x, relative: 1, max_sessions: 99}"),
              HasSubstr("until.max_sessions 99 are too few (the first round has 100 sessions per case)"));
  EXPECT_THAT(refusal("until: {column: x, relative: 1, max_sesions: 99}"), HasSubstr("did you mean max_sessions?"));
  EXPECT_THAT(refusal("until: {half_width: 1}"), HasSubstr("until.column is missing"));
}

TEST(AShard, HasNoRounds) {
  EXPECT_THAT(refusal("until: {column: x, relative: 1}", store::Shard{1, 2}),
              HasSubstr("until cannot be held to by a shard"));
}

}  // namespace
}  // namespace ergodic::engine

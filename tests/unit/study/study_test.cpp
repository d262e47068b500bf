#include "unit/study/made_up_kind.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ergodic::test {
namespace {

using study::Study;
using ::testing::ElementsAre;

std::vector<std::string> labels(const Study& study) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < study.case_count(); ++i)
    all.push_back(study.case_label(i));
  return all;
}

TEST(Study, HasDefaultsForAllButItsWorkload) {
  const Study study = study_of("workload: made_up\n");
  EXPECT_EQ(study.workload(), "made_up");
  EXPECT_EQ(study.sessions_per_case(), 10'000u);
  EXPECT_EQ(study.seed(), 1u);
  EXPECT_FALSE(study.common_random_numbers());
  EXPECT_EQ(study.rows(), study::RowsKept::all);
  EXPECT_TRUE(study.columns().empty());
  EXPECT_FALSE(study.sessions_per_block());
  EXPECT_EQ(study.failure_policy(), study::FailurePolicy::record);
  EXPECT_EQ(study.failure_share(), 1.0);
  EXPECT_EQ(study.title(), "");
  EXPECT_THAT(labels(study), ElementsAre("base"));
}

TEST(Study, ReadsItsOwnKeys) {
  const Study study = study_of(R"(
workload: made_up
metadata: {name: A study, version: 1.10, created: 2024-01-15, author: yes}
sessions: 1e6
seeding: {seed: 9223372036854775807, common: true}
output: {rows: none, columns: [n, 'x'], block: 1024}
failures: {action: abort, maximum_share: 0.25}
)");
  EXPECT_EQ(study.title(), "A study");
  EXPECT_EQ(study.sessions_per_case(), 1'000'000u);
  EXPECT_EQ(study.seed(), 9223372036854775807u);
  EXPECT_TRUE(study.common_random_numbers());
  EXPECT_EQ(study.rows(), study::RowsKept::none);
  EXPECT_THAT(study.columns(), ElementsAre("n", "x"));
  EXPECT_EQ(study.sessions_per_block(), 1024u);
  EXPECT_EQ(study.failure_policy(), study::FailurePolicy::abort);
  EXPECT_EQ(study.failure_share(), 0.25);
  EXPECT_NE(study.resolved().find("  version: \"1.10\"\n"), std::string::npos);
  EXPECT_NE(study.resolved().find("  created: \"2024-01-15\"\n"), std::string::npos);
}

TEST(Study, ReadsMoneyExactly) {
  const auto cents = [](const std::string& value) {
    return study_of("workload: made_up\nrebate: " + value + "\n").case_parameters(0).money("rebate").count;
  };
  EXPECT_EQ(cents("500"), 50000);
  EXPECT_EQ(cents("0.10"), 10);
  EXPECT_EQ(cents("0.1"), 10);
  EXPECT_EQ(cents("1e2"), 10000);
  EXPECT_EQ(cents("-0.29"), -29);
}

TEST(Study, SumsOfTenthsOfDollarsAreExact) {
  std::int64_t sum = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string dime = std::to_string(i) + ".10";
    sum += study_of("workload: made_up\nrebate: " + dime + "\n").case_parameters(0).money("rebate").count - 100 * i;
  }
  EXPECT_EQ(sum, 10'000);
}

TEST(Study, MovedKeysMeanTheKeyWhereItIsNow) {
  const Study study = study_of("workload: made_up\nsimulation: {num_sessions: 77, random_seed: 5}\nold_mean: 3\n");
  EXPECT_EQ(study.sessions_per_case(), 77u);
  EXPECT_EQ(study.seed(), 5u);
  EXPECT_EQ(study.case_parameters(0).real("mean"), 3.0);
}

TEST(Study, DottedKeysAreNestedKeys) {
  EXPECT_EQ(
      study_of("workload: made_up\nstrategy.type: optimal\nbankroll: {stop_conditions.win_limit: 5}\n").resolved(),
      study_of("workload: made_up\nstrategy: {type: optimal}\nbankroll:\n  stop_conditions:\n    win_limit: 5\n")
          .resolved());
}

TEST(Study, AliasesAreTheValueTheyName) {
  const Study study =
      study_of("workload: made_up\nweights: &w [1, 2.5]\ncases:\n  a: &a {mean: 2}\n  b: *a\n  c: {weights: *w}\n");
  EXPECT_EQ(study.case_parameters(1).real("mean"), 2.0);
  EXPECT_THAT(study.case_parameters(2).reals("weights"), ElementsAre(1.0, 2.5));
}

TEST(Study, LaterSettingsWinOverEarlierOnesAndAllOverTheFile) {
  const std::string file = "workload: made_up\nsessions: 5\nmean: 2\nstrategy: {type: optimal, bold: true}\n";
  const Study study = study_of(file, {{"sessions", "6", "ERGODIC_SESSIONS"},
                                      {"strategy.type", "custom", "ERGODIC_SET"},
                                      {"sessions", "7", "--sessions"},
                                      {"old_mean", "4", "--set"},
                                      {"levels", "[1, 2]", "--set"},
                                      {"metadata.name", "two words", "--set"},
                                      {"jackpot.rate", "0.5", "--set"}});
  EXPECT_EQ(study.sessions_per_case(), 7u);
  const Parameters parameters = study.case_parameters(0);
  EXPECT_EQ(parameters.text("strategy.type"), "custom");
  EXPECT_TRUE(parameters.boolean("strategy.bold"));
  EXPECT_EQ(parameters.real("mean"), 4.0);
  EXPECT_THAT(parameters.integers("levels"), ElementsAre(1, 2));
  EXPECT_EQ(study.title(), "two words");
  EXPECT_EQ(parameters.real("jackpot.rate"), 0.5);
}

TEST(Study, AnOverrideMayChooseTheWorkload) {
  EXPECT_EQ(study_of("", {{"workload", "made_up", "--set"}}).workload(), "made_up");
}

TEST(Study, CasesChangeWhatTheySet) {
  const Study study = study_of(R"(
workload: made_up
mean: 2
cases:
  fair: {}
  bold, optimal: {strategy.type: optimal, strategy: {bold: true}}
  jackpot:
    jackpot: {rate: 0.5}
  nothing:
)");
  EXPECT_THAT(labels(study), ElementsAre("fair", "bold, optimal", "jackpot", "nothing"));
  EXPECT_EQ(study.case_parameters(0).text("strategy.type"), "basic");
  EXPECT_EQ(study.case_parameters(1).text("strategy.type"), "optimal");
  EXPECT_TRUE(study.case_parameters(1).boolean("strategy.bold"));
  EXPECT_EQ(study.case_parameters(1).real("mean"), 2.0);
  EXPECT_FALSE(study.case_parameters(1).has("jackpot"));
  EXPECT_EQ(study.case_parameters(2).money("jackpot.start"), Cents{1'000'000});
}

TEST(Study, CasesMayGiveWhatTheBaseLacks) {
  const Study study = study_of("workload: branching\ncases:\n  a: {offspring_mean: 1}\n  b: {offspring_mean: 2}\n");
  EXPECT_EQ(study.case_parameters(1).real("offspring_mean"), 2.0);
  EXPECT_EQ(study_of(study.resolved()).resolved(), study.resolved());
  EXPECT_EQ(study_of("workload: branching\nsweep: {offspring_mean: [1, 2]}\n").case_count(), 2u);
}

TEST(Study, ASweepIsAGridWithItsFirstKeySlowest) {
  const Study study =
      study_of("workload: made_up\nsweep: {mean: [1, 2.50], bankroll.base_bet: [5, 10], strategy.bold: [true]}\n");
  EXPECT_THAT(labels(study), ElementsAre("mean=1, base_bet=5.00, bold=true", "mean=1, base_bet=10.00, bold=true",
                                         "mean=2.5, base_bet=5.00, bold=true", "mean=2.5, base_bet=10.00, bold=true"));
  EXPECT_EQ(study.case_parameters(1).real("mean"), 1.0);
  EXPECT_EQ(study.case_parameters(1).money("bankroll.base_bet"), Cents{1000});
  EXPECT_EQ(study.case_parameters(2).real("mean"), 2.5);
  EXPECT_EQ(study.case_parameters(2).money("bankroll.base_bet"), Cents{500});
  EXPECT_TRUE(study.case_parameters(2).boolean("strategy.bold"));
}

TEST(Study, CasesAndASweepMultiply) {
  const Study study =
      study_of("workload: made_up\ncases: {a: {strategy.bold: true}, b: {}}\nsweep: {mean: [1, 2], tags: [[x, y]]}\n");
  EXPECT_THAT(labels(study), ElementsAre("a, mean=1, tags=[x, \"y\"]", "a, mean=2, tags=[x, \"y\"]",
                                         "b, mean=1, tags=[x, \"y\"]", "b, mean=2, tags=[x, \"y\"]"));
  EXPECT_TRUE(study.case_parameters(1).boolean("strategy.bold"));
  EXPECT_FALSE(study.case_parameters(2).boolean("strategy.bold"));
  EXPECT_EQ(study.case_parameters(3).real("mean"), 2.0);
}

/// Two sections with a key of the same name.
class TwinsKind final : public WorkloadKind {
 public:
  std::string name() const override { return "twins"; }
  std::string title() const override { return "Twins"; }
  const Schema& schema() const override {
    static const Schema schema = {
        section("left", {section("arm", {integer("length").fallback(1)}), integer("width").fallback(1)}),
        section("right", {section("arm", {integer("length").fallback(1)})})};
    return schema;
  }
  std::shared_ptr<const Workload> make(const Parameters&) override { return nullptr; }
};

TEST(Study, LabelsUseTheShortestEndsThatTellSweptKeysApart) {
  Workloads workloads;
  workloads.add(std::make_unique<TwinsKind>());
  const Study study =
      Study::from_text("workload: twins\nsweep: {left.arm.length: [1], right.arm.length: [2], left.width: [3]}\n",
                       "s.yaml", {}, workloads);
  EXPECT_THAT(labels(study), ElementsAre("left.arm.length=1, right.arm.length=2, width=3"));
}

TEST(Study, OverridesReplaceOrAddSweptKeys) {
  const std::string file = "workload: made_up\ncases: {a: {}, b: {}}\nsweep: {mean: [1, 2]}\n";
  EXPECT_THAT(labels(study_of(file, {{"sweep.mean", "[3]", "--set"}, {"sweep.strategy.bold", "[false]", "--set"}})),
              ElementsAre("a, mean=3, bold=false", "b, mean=3, bold=false"));
  EXPECT_THAT(labels(study_of(file, {{"sweep", "{horizon: [7]}", "--set"}, {"cases", "{c: {}}", "--set"}})),
              ElementsAre("c, horizon=7"));
  EXPECT_THAT(labels(study_of(file, {{"sweep", "{}", "--set"}, {"cases", "{}", "--set"}})), ElementsAre("base"));
}

TEST(Study, HasNoMoreCasesThanItHas) {
  const Study study = study_of("workload: made_up\ncases: {fair: {}, unfair: {}}\n");
  EXPECT_EQ(study.case_label(1), "unfair");
  EXPECT_THROW(study.case_label(2), InternalError);
}

TEST(Study, RejectsAtThePlaceOfItsOwnKeys) {
  const Study study = study_of("workload: made_up\noutput:\n  columns: [nn]\n");
  try {
    study.reject("output.columns", "unknown column \"nn\"", "made_up has n", " did you mean n?");
  } catch (const StudyError& error) {
    EXPECT_STREQ(error.what(), "s.yaml:3:12: output.columns unknown column \"nn\" (made_up has n) did you mean n?");
  }
}

TEST(Study, AHundredThousandCasesStaySmallAndQuick) {
  std::string text = "workload: made_up\ncases:\n";
  for (int i = 0; i < 100'000; ++i) {
    text.append("  player ").append(std::to_string(i)).append(": {mean: 1.5, strategy.type: optimal}\n");
  }
  const Study study = study_of(text);
  EXPECT_EQ(study.case_count(), 100'000u);
  EXPECT_EQ(study.case_parameters(99'999).text("strategy.type"), "optimal");
}

TEST(Study, AWorkloadMayNotDeclareKeysInTheStudysOwnSections) {
  class Intruder final : public WorkloadKind {
   public:
    std::string name() const override { return "intruder"; }
    std::string title() const override { return ""; }
    const Schema& schema() const override {
      static const Schema schema = {section("output", {integer("rows_per_page").fallback(1)})};
      return schema;
    }
    std::shared_ptr<const Workload> make(const Parameters&) override { return nullptr; }
  };
  Workloads workloads;
  workloads.add(std::make_unique<Intruder>());
  EXPECT_THROW(Study::from_text("workload: intruder", "s.yaml", {}, workloads), InternalError);
}

}  // namespace
}  // namespace ergodic::test

#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

constexpr const char* written = R"(
mean: 20e-1
cases:
  "b, c": {jackpot: {rate: .5}, strategy.rules: [{action: pull, condition: "a: b"}]}
  a: {}
  2: {jackpot: {rate: 1}, mean: 3.0}
sweep: {bankroll.base_bet: [5, 10.5], horizon: [1e2]}
bankroll: {stop_conditions: {win_limit: 100}}
levels: [3, 2]
strategy:
  rules:
    - {condition: "null", action: ride}
    - {condition: first}
workload: "made_up"
metadata: {name: "größer: #1", description: "two\nlines"}
sessions: 1e6
)";

constexpr const char* resolved = R"(workload: made_up
metadata:
  name: "größer: #1"
  description: "two\nlines"
  version: null
  author: null
  created: null
sessions: 1000000
until: null
seeding:
  seed: 1
  common: false
cases:
  "b, c":
    strategy.rules:
      - condition: "a: b"
        action: pull
    jackpot.rate: 0.5
  a: {}
  "2":
    mean: 3
    jackpot.rate: 1
sweep:
  bankroll.base_bet: [5.00, 10.50]
  horizon: [100]
output:
  rows: all
  columns: []
  covariances: []
  quantiles: []
  controls: []
  histograms: []
  block: null
failures:
  action: record
  maximum_share: 1
horizon: 100
mean: 2
bankroll:
  starting_amount: 500.00
  base_bet: 5.00
  stop_conditions:
    win_limit: 100.00
    max_rounds: null
strategy:
  type: basic
  bold: false
  rules:
    - condition: "null"
      action: ride
    - condition: first
      action: ride
jackpot: null
weights: []
levels: [3, 2]
tags: []
rebate: 0.10
)";

TEST(ResolvedStudy, HasEveryKeyInTheSchemasOrder) { EXPECT_EQ(study_of(written).resolved(), resolved); }

const std::vector<std::string> studies = {
    "workload: made_up",
    "workload: branching\noffspring_mean: 1e-300",
    "workload: made_up\nuntil: {column: size, half_width: 0.5, also: [{column: fate, label: 'no', relative: 0.01}]}",
    "workload: branching\ncases: {a: {offspring_mean: 1}, b: {offspring_mean: 0.1}}",
    "workload: made_up\nweights: [0.1, 1e22, 123456789.123, 5e-324, 1.7976931348623157e308, 100000, 0, -0.0]",
    "workload: made_up\njackpot: {rate: 1}\nrebate: null",
    "workload: made_up\njackpot: {rate: 1}\ncases: {a: {jackpot: null}, b: {jackpot: {}}, c: {jackpot: {start: 3}}}",
    "workload: made_up\ncases: {a: {jackpot.rate: 0.5}, b: {rebate: null}, c: {strategy: {rules: []}}}",
    "workload: made_up\nsweep: {rebate: [null, 1, -1.01], strategy.rules: [[], [{condition: c}]]}",
    "workload: made_up\nsweep: {jackpot.rate: [0.25, 1]}\ncases: {x: {}}",
    "workload: made_up\ntags: [\"\", ' a', 'a ', null_, 'null', '~', \"a\\tb\", '- x', '{', '*a', '&a', '!a', '%a', "
    "'@', '`', 'a: b', "
    "'a #b', \"\\\"\", \"\\\\\", \"\\u2028\\uFEFF\", ':', '?', '<<', 1, 1.5, true, 2024-01-15, \"'\", ünï, 😀]",
    "workload: made_up\ncases: {' x': {}, 'y: z': {}, \"t\\\"q\": {}, '~': {}, 'null': {}, 0.45: {}, 'a #b': {}, '- "
    "a': {}, ü: {}}",
    "workload: made_up\nmetadata:\n  description: |\n    one\n     two\n\n  name: >-\n    folded\n    text\n",
    "workload: made_up\nbankroll: {starting_amount: 1000000000000, base_bet: 0.01}\nseeding: {seed: 0}\noutput: {rows: "
    "none, block: 1}",
    "workload: made_up\nstrategy: {rules: [{condition: a}, {condition: 'b', action: pull}]}\nlevels: [0, 9]",
};

TEST(ResolvedStudy, IsItsOwnResolution) {
  for (const std::string& text : studies) {
    ASSERT_EQ(error_of(text), "");
    const study::Study study = study_of(text);
    const study::Study again = study_of(study.resolved());
    EXPECT_EQ(again.resolved(), study.resolved());
    ASSERT_EQ(again.case_count(), study.case_count());
    for (std::size_t i = 0; i < study.case_count(); ++i)
      EXPECT_EQ(again.case_label(i), study.case_label(i));
  }
}

TEST(ResolvedStudy, CasesMeanTheSameAfterwards) {
  const study::Study study = study_of(
      "workload: made_up\njackpot: {rate: 1, start: 7}\ncases: {a: {jackpot: null}, b: {jackpot: {}}, c: {jackpot: "
      "{start: 3}}}");
  const study::Study again = study_of(study.resolved());
  for (const study::Study& one : {study, again}) {
    EXPECT_FALSE(one.case_parameters(0).has("jackpot"));
    EXPECT_EQ(one.case_parameters(1).money("jackpot.start"), Cents{700});
    EXPECT_EQ(one.case_parameters(2).money("jackpot.start"), Cents{300});
  }
}

TEST(ResolvedStudy, DoesNotDependOnTheOrderOfKeys) {
  std::vector<std::string> lines = {
      "workload: made_up",
      "sessions: 7",
      "mean: 2",
      "strategy: {bold: true, rules: [{action: pull, condition: x}], type: custom}",
      "jackpot: {start: 5, rate: 0.5}",
      "output: {block: 3, rows: none}",
      "cases: {b: {mean: 3, horizon: 4, strategy: {bold: false, type: basic}}, a: {}}",
      "metadata: {author: me, name: you}",
  };
  const std::string reordered =
      "cases: {b: {strategy.type: basic, horizon: 4, strategy.bold: false, mean: 3.0}, a: {}}\n"
      "strategy: {type: custom, bold: true, rules: [{condition: 'x', action: pull}]}\n"
      "jackpot: {rate: 5e-1, start: 5.00}\nmetadata: {name: you, author: me}\nmean: 2.0\noutput: {rows: none, block: "
      "3}\n"
      "sessions: 7\nworkload: made_up\n";
  const std::string expected = study_of(reordered).resolved();
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(lines.begin(), lines.end(), random);
    std::string text;
    for (const std::string& line : lines)
      text += line + "\n";
    EXPECT_EQ(study_of(text).resolved(), expected);
  }
}

TEST(ResolvedStudy, TellsStudiesApartThatDiffer) {
  const std::string base = study_of("workload: made_up").resolved();
  EXPECT_NE(study_of("workload: made_up\nmean: 1.5000000000000002").resolved(), base);
  EXPECT_NE(study_of("workload: made_up\ncases: {base: {}}").resolved(), base);
  EXPECT_NE(study_of("workload: made_up\ncases: {a: {}, b: {}}").resolved(),
            study_of("workload: made_up\ncases: {b: {}, a: {}}").resolved());
  EXPECT_EQ(study_of("workload: made_up\nmean: 1.5\nrebate: 0.1 # the default").resolved(), base);
}

}  // namespace
}  // namespace ergodic::test

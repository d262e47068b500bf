// Studies mutated at random, from fixed seeds: whatever the text, there is a study or a StudyError.
#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <exception>
#include <random>
#include <string>
#include <string_view>

namespace ergodic::test {
namespace {

constexpr std::string_view seed_text = R"(# a study with everything
workload: made_up
metadata: {name: "größer: #1", version: 1.0, created: 2024-01-15}
sessions: 1e4
seeding: {seed: 42, common: true}
old_mean: 1.25
bankroll: &b
  starting_amount: 500.00
  stop_conditions: {win_limit: 100, max_rounds: null}
strategy:
  type: custom
  rules:
    - {condition: "a > 1", action: pull}
    - when: always
jackpot: {rate: .5}
weights: [1, 2.5, 1e-3]
tags:
  - one
  - 'two'
  - |
    three
     lines
cases:
  fair: {}
  bold, 2: {strategy.bold: true, bankroll: *b}
  ? third
  : {jackpot: null}
sweep:
  levels: [[1], [2, 3]]
  horizon: [10, 20]
output: {rows: all, columns: [n, x], block: 64}
failures: {action: abort, maximum_share: 0.5}
)";

constexpr std::array<std::string_view, 60> pieces = {
    ":",          ": ",       "- ",      "[",          "]",
    "{",          "}",        ",",       "\n",         "\n  ",
    "\t",         " ",        "#",       "\"",         "'",
    "|\n",        ">-\n",     "&a ",     "*a",         "*b",
    "!!x ",       "! ",       "? ",      "%",          "@",
    "`",          "---\n",    "...\n",   "<<:",        "~",
    "0",          "-1",       "1e",      "1e9",        ".",
    "null",       "true",     "yes",     "\\",         "\\x0",
    "\\u12",      "ü",        "\x80",    "\x04",       "\xFF",
    "😀",          "typ",      ".5",      ".inf",       "999999999999999999999",
    "strategy",   "cases:\n", "sweep: ", "rules",      "jackpot",
    "sessions: ", "\r\n",     "\r",      "workload: ", std::string_view("\0", 1)};

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutated(std::string text) {
    for (std::size_t times = 1 + below(6); times > 0; --times)
      mutate(text);
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  void mutate(std::string& text) {
    if (text.empty()) text.assign(1, 'a');
    const std::size_t at = below(text.size());
    const std::size_t length = std::min(below(40), text.size() - at);
    switch (below(6)) {
      case 0: text.erase(at, length); break;
      case 1: text.insert(at, pieces[below(pieces.size())]); break;
      case 2: text[at] = static_cast<char>(below(256)); break;
      case 3: text.insert(below(text.size()), text.substr(at, length)); break;
      case 4: text.replace(at, length, pieces[below(pieces.size())]); break;
      default: text.resize(at); break;
    }
  }

  std::mt19937 random_;
};

TEST(Fuzz, MutatedStudiesGiveAStudyOrAStudyErrorAndAFixedPoint) {
  ASSERT_EQ(error_of(seed_text), "");
  const Workloads workloads = made_up_workloads();
  Mutator mutator(20'240'115);
  int studies = 0;
  for (int round = 0; round < 20'000; ++round) {
    const std::string text = mutator.mutated(std::string(seed_text));
    try {
      const auto study = study::Study::from_text(text, "s.yaml", {}, workloads);
      ++studies;
      for (std::size_t i = 0; i < std::min<std::size_t>(study.case_count(), 4); ++i)
        study.case_parameters(i);
      ASSERT_EQ(study::Study::from_text(study.resolved(), "r.yaml", {}, workloads).resolved(), study.resolved())
          << text;
    } catch (const StudyError& error) {
      ASSERT_NE(std::string_view(error.what()).find("s.yaml:"), std::string_view::npos) << text << error.what();
    } catch (const std::exception& error) {
      FAIL() << "round " << round << ": " << error.what() << "\n" << text;
    }
  }
  EXPECT_GT(studies, 500) << "the mutations are so wild that valid studies are hardly tried";
}

TEST(Fuzz, MutatedOverridesGiveAStudyOrAStudyError) {
  const Workloads workloads = made_up_workloads();
  Mutator mutator(7);
  for (int round = 0; round < 5'000; ++round) {
    const study::Override setting{mutator.mutated("strategy.rules"), mutator.mutated("[{condition: a, action: ride}]"),
                                  "--set"};
    try {
      study::Study::from_text(seed_text, "s.yaml", {setting}, workloads);
    } catch (const StudyError&) {
    } catch (const std::exception& error) {
      FAIL() << "round " << round << ": " << error.what() << "\n" << setting.key << "=" << setting.value;
    }
  }
}

}  // namespace
}  // namespace ergodic::test

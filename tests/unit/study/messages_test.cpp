// Every kind of mistake, and all that the user reads of it.
#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ergodic::test {
namespace {

TEST(Message, UnknownKeyNamesTheKnownOnesAndTheNearest) {
  EXPECT_EQ(
      error_of("workload: branching\n"
               "# offspring\n"
               "ofspring_mean: 1.5\n"),
      "s.yaml:3:1: unknown key \"ofspring_mean\" (the branching workload has offspring_mean, horizon) did you mean "
      "offspring_mean?");
  EXPECT_EQ(error_of("workload: made_up\nstrategy: {typ: basic}\n"),
            "s.yaml:2:12: unknown key \"typ\" (strategy has type, bold, rules) did you mean type?");
  EXPECT_EQ(error_of("workload: made_up\nseedin: {seed: 3}\n"),
            "s.yaml:2:1: unknown key \"seedin\" (the made_up workload has horizon, mean, bankroll, strategy, jackpot, "
            "weights, "
            "levels, tags, rebate) did you mean seeding?");
  EXPECT_EQ(error_of("workload: made_up\nstrategy: {rules: [{condition: a, actoin: ride}]}\n"),
            "s.yaml:2:35: unknown key \"actoin\" (strategy.rules[0] has condition, action) did you mean action?");
}

TEST(Message, UnknownKeyOfAnotherSectionNamesItsPath) {
  EXPECT_EQ(
      error_of("workload: made_up\nbankroll: {win_limit: 5}\n"),
      "s.yaml:2:12: unknown key \"win_limit\" (bankroll has starting_amount, base_bet, stop_conditions) did you mean "
      "bankroll.stop_conditions.win_limit?");
  EXPECT_EQ(error_of("workload: made_up\nwin_limitt: 5\n"),
            "s.yaml:2:1: unknown key \"win_limitt\" (the made_up workload has horizon, mean, bankroll, strategy, "
            "jackpot, weights, "
            "levels, tags, rebate) did you mean bankroll.stop_conditions.win_limit?");
  EXPECT_EQ(error_of("workload: made_up\nxyzzy: 5\n"),
            "s.yaml:2:1: unknown key \"xyzzy\" (the made_up workload has horizon, mean, bankroll, strategy, jackpot, "
            "weights, "
            "levels, tags, rebate) remove it");
}

TEST(Message, KeyBelowAValueIsToldSo) {
  EXPECT_EQ(error_of("workload: made_up\nhorizon.x: 5\n"),
            "s.yaml:2:1: unknown key \"horizon.x\" (horizon is a whole number from 1 to 1000000 generations, without "
            "keys of its own) set "
            "horizon as a whole");
  EXPECT_EQ(error_of("workload: made_up\n", {{"cases.a.mean", "2", "--set"}}),
            "--set cases.a.mean=2: unknown key \"cases.a.mean\" (cases is a section, without keys of its own) set "
            "cases as a whole");
}

TEST(Message, UnknownWorkloadSuggestsTheNearest) {
  EXPECT_EQ(
      error_of("workload: brunching\n"),
      "s.yaml:1:11: unknown workload \"brunching\" (this program has made_up, branching) did you mean branching?");
  EXPECT_EQ(
      error_of("workload: poker\nsessions: 0\nhorizn: 4\n"),
      "s.yaml:1:11: unknown workload \"poker\" (this program has made_up, branching) choose one of them\n"
      "s.yaml:2:11: sessions is 0 (it must be a whole number from 1 to 1000000000000 sessions) choose one that is");
  EXPECT_EQ(error_of("workload: [made_up]\n"),
            "s.yaml:1:11: workload is a list (it must be one of made_up, branching) choose one of them");
  EXPECT_EQ(error_of("sessions: 5\n"),
            "s.yaml:1:1: workload is missing (it says what is simulated, and has no default) add for example workload: "
            "made_up");
}

TEST(Message, EmptyStudyLacksOnlyItsWorkload) {
  const std::string missing =
      "s.yaml:1:1: workload is missing (the study is empty, and this key has no default) add for example workload: "
      "made_up";
  EXPECT_EQ(error_of(""), missing);
  EXPECT_EQ(error_of("# nothing yet\n\n"), missing);
  EXPECT_EQ(error_of("--- \n...\n"),
            "s.yaml:2:1: workload is missing (the study is empty, and this key has no default) add for "
            "example workload: made_up");
}

TEST(Message, WholeNumbers) {
  const auto horizon = [](const std::string& value) { return error_of("workload: made_up\nhorizon: " + value + "\n"); };
  const std::string must = " (it must be a whole number from 1 to 1000000 generations) ";
  EXPECT_EQ(horizon("0"), "s.yaml:2:10: horizon is 0" + must + "choose one that is");
  EXPECT_EQ(horizon("-3"), "s.yaml:2:10: horizon is -3" + must + "choose one that is");
  EXPECT_EQ(horizon("99999999999999999999"),
            "s.yaml:2:10: horizon is 99999999999999999999" + must + "choose one that is");
  EXPECT_EQ(horizon("2.5"), "s.yaml:2:10: horizon is 2.5" + must + "round it");
  EXPECT_EQ(horizon("many"), "s.yaml:2:10: horizon is many" + must + "write a number");
  EXPECT_EQ(horizon("\"10\""), "s.yaml:2:10: horizon is text \"10\"" + must + "remove the quotes");
  EXPECT_EQ(horizon("'ten'"), "s.yaml:2:10: horizon is text \"ten\"" + must + "write a number, without quotes");
  EXPECT_EQ(horizon("1_000"), "s.yaml:2:10: horizon is 1_000" + must + "write 1000");
  EXPECT_EQ(horizon("0x10"), "s.yaml:2:10: horizon is 0x10" + must + "write it in decimal");
  EXPECT_EQ(horizon("true"), "s.yaml:2:10: horizon is true" + must + "write a number");
  EXPECT_EQ(horizon(".inf"), "s.yaml:2:10: horizon is .inf" + must + "write a finite one");
  EXPECT_EQ(horizon("[1]"), "s.yaml:2:10: horizon is a list" + must + "write one value");
  EXPECT_EQ(horizon("{a: 1}"), "s.yaml:2:10: horizon is a mapping" + must + "write one value");
  EXPECT_EQ(horizon("null"), "s.yaml:2:10: horizon is null" + must + "leave the key out to have 100");
  EXPECT_EQ(horizon(""), "s.yaml:2:1: horizon is null" + must + "leave the key out to have 100");
}

TEST(Message, Reals) {
  const auto mean = [](const std::string& value) { return error_of("workload: made_up\nmean: " + value + "\n"); };
  const std::string must = " (it must be a number above 0 individuals) ";
  EXPECT_EQ(mean("0"), "s.yaml:2:7: mean is 0" + must + "choose one that is");
  EXPECT_EQ(mean("-1e3"), "s.yaml:2:7: mean is -1e3" + must + "choose one that is");
  EXPECT_EQ(mean(".nan"), "s.yaml:2:7: mean is .nan" + must + "write a finite one");
  EXPECT_EQ(mean("-inf"), "s.yaml:2:7: mean is -inf" + must + "write a finite one");
  EXPECT_EQ(mean("'1.5'"), "s.yaml:2:7: mean is text \"1.5\"" + must + "remove the quotes");
  EXPECT_EQ(mean("1e400"),
            "s.yaml:2:7: mean is 1e400 (it must be a number that a double can hold, 1e-307 to 1e308 or 0) write a "
            "smaller one");
  EXPECT_EQ(mean("1e-400"),
            "s.yaml:2:7: mean is 1e-400 (it must be a number that a double can hold, 1e-307 to 1e308 or 0) write 0 or "
            "a larger one");
  EXPECT_EQ(error_of("workload: made_up\njackpot: {rate: 1.5}\n"),
            "s.yaml:2:17: jackpot.rate is 1.5 (it must be a number above 0 and at most 1) choose one that is");
}

TEST(Message, Money) {
  const auto bet = [](const std::string& value) {
    return error_of("workload: made_up\nbankroll: {base_bet: " + value + "}\n");
  };
  const std::string must = " (it must be an amount in dollars with at most two decimals, at least 0.01) ";
  EXPECT_EQ(bet("2.505"), "s.yaml:2:22: bankroll.base_bet is 2.505" + must + "round it to whole cents");
  EXPECT_EQ(bet("0"), "s.yaml:2:22: bankroll.base_bet is 0" + must + "choose one that is");
  EXPECT_EQ(bet("$5"), "s.yaml:2:22: bankroll.base_bet is $5" + must + "leave the sign out");
  EXPECT_EQ(bet("1e13"),
            "s.yaml:2:22: bankroll.base_bet is 1e13 (it must be at most 1000000000000 dollars, either way) choose a "
            "smaller amount");
}

TEST(Message, Booleans) {
  const auto bold = [](const std::string& value) {
    return error_of("workload: made_up\nstrategy: {bold: " + value + "}\n");
  };
  const std::string must = " (it must be true or false) ";
  EXPECT_EQ(bold("yes"), "s.yaml:2:18: strategy.bold is yes" + must + "write true");
  EXPECT_EQ(bold("off"), "s.yaml:2:18: strategy.bold is off" + must + "write false");
  EXPECT_EQ(bold("True"), "s.yaml:2:18: strategy.bold is True" + must + "write true");
  EXPECT_EQ(bold("0"), "s.yaml:2:18: strategy.bold is 0" + must + "write false");
  EXPECT_EQ(bold("'true'"), "s.yaml:2:18: strategy.bold is text \"true\"" + must + "write true without quotes");
  EXPECT_EQ(bold("perhaps"), "s.yaml:2:18: strategy.bold is perhaps" + must + "write one of the two");
}

TEST(Message, ChoicesSuggestTheNearest) {
  const auto type = [](const std::string& value) {
    return error_of("workload: made_up\nstrategy: {type: " + value + "}\n");
  };
  EXPECT_EQ(type("optimall"),
            "s.yaml:2:18: strategy.type is optimall (it must be one of basic, optimal, custom) did you mean optimal?");
  EXPECT_EQ(type("7"), "s.yaml:2:18: strategy.type is 7 (it must be one of basic, optimal, custom) choose one of them");
}

TEST(Message, ListsNameTheElement) {
  EXPECT_EQ(
      error_of("workload: made_up\nlevels: 3\n"),
      "s.yaml:2:9: levels is 3 (it must be a list of whole numbers from 0 to 9) put what there is in brackets: [a, b]");
  EXPECT_EQ(error_of("workload: made_up\nlevels: [1, 2, 12]\n"),
            "s.yaml:2:16: levels[2] is 12 (it must be a whole number from 0 to 9) choose one that is");
  EXPECT_EQ(
      error_of("workload: made_up\nstrategy: {rules: [{action: pull}, 5]}\n"),
      "s.yaml:2:20: strategy.rules[0].condition is missing (it has no default, and must be text) add it\n"
      "s.yaml:2:36: strategy.rules[1] is 5 (it must be a section with condition, action) write its keys, one a line");
}

TEST(Message, SectionsMustBeMappings) {
  EXPECT_EQ(error_of("workload: made_up\nstrategy: basic\n"),
            "s.yaml:2:11: strategy is basic (it must be a section with type, bold, rules) write its keys below it, one "
            "a line");
  EXPECT_EQ(
      error_of("workload: made_up\nstrategy:\nmean: 2\n"),
      "s.yaml:2:1: strategy is null (it must be a section with type, bold, rules) leave it out to have its defaults");
  EXPECT_EQ(
      error_of("- workload: made_up\n"),
      "s.yaml:1:1: the study is a list (it must be a mapping of keys to values) start with for example workload: NAME");
}

TEST(Message, TextsMustBePrintable) {
  EXPECT_EQ(error_of("workload: made_up\nmetadata: {name: \"a\\0b\"}\n"),
            "s.yaml:2:18: metadata.name is text \"a\\x00b\" (it must be text that can be printed) remove the control "
            "characters");
}

TEST(Message, RetiredKeysSayWhatToDoInstead) {
  EXPECT_EQ(error_of("workload: made_up\nsimulation: {workers: 4}\noutput: {directory: results}\n"),
            "s.yaml:2:14: simulation.workers means nothing here (it is a key of older files) give mpirun -n N instead\n"
            "s.yaml:3:10: output.directory means nothing here (it is a key of older files) give run -o FILE instead");
}

TEST(Message, MovedKeysAndTheirNewNamesExcludeEachOther) {
  EXPECT_EQ(error_of("workload: made_up\nsessions: 5\nsimulation: {num_sessions: 6}\n"),
            "s.yaml:3:28: simulation.num_sessions and sessions are both given (the other is at s.yaml:2:11, and both "
            "mean sessions) "
            "remove one of them");
  EXPECT_EQ(error_of("workload: made_up\nold_mean: 1\nmean: 2\n"),
            "s.yaml:3:7: mean and old_mean are both given (the other is at s.yaml:2:11, and both mean mean) remove one "
            "of them");
}

TEST(Message, RepeatedKeysNameBothPlaces) {
  EXPECT_EQ(error_of("workload: made_up\nhorizon: 5\nmean: 2\nhorizon: 6\n"),
            "s.yaml:4:1: key \"horizon\" is given twice (the first is at s.yaml:2:1) remove one of them");
  EXPECT_EQ(error_of("workload: made_up\nstrategy: {type: basic}\nstrategy.type: optimal\n"),
            "s.yaml:3:16: strategy.type is given twice (the first is at s.yaml:2:18) remove one of them");
  EXPECT_EQ(error_of("workload: made_up\njackpot: null\njackpot.rate: 0.5\n"),
            "s.yaml:3:15: jackpot is given twice (the first is at s.yaml:2:10) remove one of them");
}

TEST(Message, OddKeys) {
  EXPECT_EQ(error_of("workload: made_up\n? [a, b]\n: 5\n"),
            "s.yaml:2:3: a key that is a list (keys are names) write a name before the colon");
  EXPECT_EQ(error_of("workload: made_up\n~: 5\n"),
            "s.yaml:2:1: a key that is null (keys are names) write one before the colon, in quotes if it is null or ~");
  EXPECT_EQ(
      error_of("workload: made_up\nstrategy: &s {type: basic}\njackpot: {<<: *s, rate: 0.5}\n"),
      "s.yaml:3:11: the merge key << (YAML 1.2 has none) write the keys out, or give the section an alias as a whole");
}

TEST(Message, CasesAndSweepsSetKeysOfTheWorkloadOnly) {
  EXPECT_EQ(
      error_of("workload: made_up\ncases:\n  a: {sessions: 5}\n  b: {simulation.num_sessions: 6}\nsweep: "
               "{seeding.seed: [1, 2]}\n"),
      "s.yaml:3:7: sessions in a case (it is the same for the whole study) set it at the top level\n"
      "s.yaml:4:7: simulation.num_sessions in a case (it is the same for the whole study) set it at the top level\n"
      "s.yaml:5:9: seeding.seed in the sweep (it is the same for the whole study) set it at the top level");
}

TEST(Message, CasesPointAtTheOverride) {
  EXPECT_EQ(error_of("workload: made_up\ncases:\n  a: {}\n  b:\n    strategy: {typ: optimal}\n    mean: -1\n"),
            "s.yaml:5:16: unknown key \"typ\" (strategy has type, bold, rules) did you mean type?\n"
            "s.yaml:6:11: mean is -1 (it must be a number above 0 individuals) choose one that is");
  EXPECT_EQ(error_of("workload: made_up\ncases: [a, b]\n"),
            "s.yaml:2:8: cases is a list (it must map labels to what each case changes) write for example cases: "
            "{usual: {}}");
  EXPECT_EQ(
      error_of("workload: made_up\ncases: {a: 5}\n"),
      "s.yaml:2:12: the case \"a\" is 5 (it must map keys of the workload to values) write {} if it changes nothing");
}

TEST(Message, Labels) {
  EXPECT_EQ(error_of("workload: made_up\ncases: {\"\": {}}\n"),
            "s.yaml:2:9: a case without a label (its label names its random numbers and its results) give it one");
  EXPECT_EQ(error_of("workload: made_up\ncases: {\"a\\nb\": {}}\n"),
            "s.yaml:2:9: the label \"a\\nb\" has control characters (it must fit on one line) remove them");
  EXPECT_EQ(error_of("workload: made_up\ncases: {" + std::string(121, 'a') + ": {}}\n"),
            "s.yaml:2:9: the label \"" + std::string(60, 'a') + "…\" has 121 bytes (it may have 120) shorten it");
  EXPECT_EQ(error_of("workload: made_up\ncases: {a: {}, b: {}, a: {mean: 2}}\n"),
            "s.yaml:2:23: key \"a\" is given twice (the first is at s.yaml:2:9) remove one of them");
  EXPECT_EQ(error_of("workload: made_up\nsweep: {mean: [1, 1.0]}\n"),
            "s.yaml:2:8: two cases are called \"mean=1\" (their results could not be told apart) remove one of them");
  EXPECT_EQ(error_of("workload: made_up\nsweep: {tags: [[" + std::string(130, 'a') + "]]}\n"),
            "s.yaml:2:8: the label \"tags=[" + std::string(54, 'a') +
                "…\" has 137 bytes (it may have 120) sweep fewer keys, or name the cases one by one");
}

TEST(Message, Sweeps) {
  EXPECT_EQ(error_of("workload: made_up\nsweep: [mean]\n"),
            "s.yaml:2:8: sweep is a list (it must map keys of the workload to lists of values) write for example "
            "sweep: {KEY: "
            "[value, value]}");
  EXPECT_EQ(
      error_of("workload: made_up\nsweep: {mean: 2}\n"),
      "s.yaml:2:15: mean in the sweep is 2 (it must be the list of its values) write them in brackets: [value, value]");
  EXPECT_EQ(error_of("workload: made_up\nsweep: {mean: []}\n"),
            "s.yaml:2:15: mean in the sweep is an empty list (it must be the list of its values) write them in "
            "brackets: [value, "
            "value]");
  EXPECT_EQ(error_of("workload: made_up\nsweep: {strategy: [1]}\n"),
            "s.yaml:2:9: strategy in the sweep (it is a section, and a sweep goes through the values of a key) write "
            "strategy.KEY: "
            "[value, value]");
  EXPECT_EQ(error_of("workload: made_up\nsweep: {mean: [1, 0]}\n"),
            "s.yaml:2:19: mean is 0 (it must be a number above 0 individuals) choose one that is");
  EXPECT_EQ(error_of("workload: made_up\nsweep: {mean: [1, 2], old_mean: [3]}\n"),
            "s.yaml:2:23: mean is swept twice (the first is at s.yaml:2:9) remove one of them");
  EXPECT_EQ(error_of("workload: made_up\ncases: {a: {mean: 3}}\nsweep: {mean: [1, 2]}\n"),
            "s.yaml:2:19: mean is set by the case \"a\" and swept (at s.yaml:3:9, which would set it again) remove one "
            "of them");
}

TEST(Message, TooManyCases) {
  std::string values = "1";
  for (int i = 2; i <= 1001; ++i)
    values.append(", ").append(std::to_string(i));
  EXPECT_EQ(
      error_of("workload: made_up\nsweep:\n  horizon: [" + values + "]\n  mean: [" + values + "]\n"),
      "s.yaml:3:3: more than 1000000 cases (each named case is run at each point of the sweep) sweep fewer values");
}

TEST(Message, MissingKeysOfSomeCasesNameThem) {
  EXPECT_EQ(error_of("workload: branching\ncases:\n  a: {offspring_mean: 1}\n  b: {}\n"),
            "s.yaml:4:3: offspring_mean is missing in the case \"b\" (it has no default, and must be a number above 0 "
            "individuals) "
            "add it");
  EXPECT_EQ(
      error_of("workload: branching\ncases:\n  a: {}\n  b: {}\n"),
      "s.yaml:1:1: offspring_mean is missing (it has no default, and must be a number above 0 individuals) add it");
  EXPECT_EQ(
      error_of("workload: made_up\njackpot: {start: 5}\n"),
      "s.yaml:1:1: jackpot.rate is missing (it has no default, and must be a number above 0 and at most 1) add it");
}

TEST(Message, OverridesAreNamedByWhatTheUserTyped) {
  const std::string study = "workload: made_up\n";
  EXPECT_EQ(error_of(study, {{"strategy.typ", "optimal", "--set"}}),
            "--set strategy.typ=optimal: unknown key \"typ\" (strategy has type, bold, rules) did you mean type?");
  EXPECT_EQ(error_of(study, {{"seeding.seed", "-4", "ERGODIC_SEED"}}),
            "ERGODIC_SEED=-4: seeding.seed is -4 (it must be a whole number from 0 to 9223372036854775807) choose one "
            "that is");
  EXPECT_EQ(
      error_of(study, {{"sessions", "many", "--sessions"}}),
      "--sessions=many: sessions is many (it must be a whole number from 1 to 1000000000000 sessions) write a number");
  EXPECT_EQ(error_of(study, {{"mean", "[1", "ERGODIC_SET"}}),
            "ERGODIC_SET mean=[1: not YAML (end of sequence flow not found) check indentation, colons, quotes and "
            "brackets here; an expression with a "
            "quotation mark, a colon or a comma goes into quotes as a whole");
  EXPECT_EQ(
      error_of(study, {{"workload", "nothing", "--set"}}),
      "--set workload=nothing: unknown workload \"nothing\" (this program has made_up, branching) choose one of them");
  EXPECT_EQ(error_of(study, {{"mean", "\xFF", "--set"}}),
            "--set: not text (its bytes are not UTF-8) write it in UTF-8");
  EXPECT_EQ(
      error_of(study, {{"sweep.men", "[1]", "--set"}}),
      "--set sweep.men=[1]: unknown key \"men\" (the made_up workload has horizon, mean, bankroll, strategy, jackpot, "
      "weights, levels, tags, rebate) did you mean mean?");
}

TEST(Message, AllMistakesAreToldInTheFilesOrderAndAtMostTwenty) {
  EXPECT_EQ(error_of("workload: made_up\nmean: 0\nstrategy: {bold: yes}\nhorizn: 1\n", {{"rebate", "x", "--set"}}),
            "s.yaml:2:7: mean is 0 (it must be a number above 0 individuals) choose one that is\n"
            "s.yaml:3:18: strategy.bold is yes (it must be true or false) write true\n"
            "s.yaml:4:1: unknown key \"horizn\" (the made_up workload has horizon, mean, bankroll, strategy, jackpot, "
            "weights, "
            "levels, tags, rebate) did you mean horizon?\n"
            "--set rebate=x: rebate is x (it must be an amount in dollars with at most two decimals) write a number");

  std::string text = "workload: made_up\nlevels:\n";
  for (int i = 0; i < 5000; ++i)
    text += "  - 11\n";
  const std::string error = error_of(text);
  EXPECT_TRUE(error.starts_with("s.yaml:3:5: levels[0] is 11 (")) << error.substr(0, 200);
  EXPECT_NE(error.find("s.yaml:22:5: levels[19] is 11 ("), std::string::npos);
  EXPECT_EQ(error.find("levels[20]"), std::string::npos);
  EXPECT_TRUE(error.ends_with("\nand 4980 more"));
}

TEST(Message, ColumnsCountCharacters) {
  EXPECT_EQ(
      error_of("workload: made_up\nmetadata: {name: größer, nam: a}\n"),
      "s.yaml:2:26: unknown key \"nam\" (metadata has name, description, version, author, created) did you mean name?");
}

TEST(Message, SyntaxErrorsHaveTheirPlace) {
  EXPECT_EQ(error_of("workload: made_up\nmean: [1, 2\n"),
            "s.yaml:3:1: not YAML (end of sequence flow not found) check indentation, colons, quotes and brackets "
            "here; an expression with a "
            "quotation mark, a colon or a comma goes into quotes as a whole");
  EXPECT_EQ(error_of("workload: made_up\n  mean: 2\n"),
            "s.yaml:2:7: not YAML (illegal map value) check indentation, colons, quotes and brackets here; an "
            "expression with a "
            "quotation mark, a colon or a comma goes into quotes as a whole");
  EXPECT_EQ(error_of("workload: *nobody\n"),
            "s.yaml:1:11: not YAML (the referenced anchor is not defined) check indentation, colons, quotes and "
            "brackets here; an expression with a "
            "quotation mark, a colon or a comma goes into quotes as a whole");
  EXPECT_EQ(error_of("workload: made_up\n---\nworkload: made_up\n"),
            "s.yaml:2:1: a second document (a study file holds one) remove it, or make it a file of its own");
  EXPECT_EQ(error_of("workload: !!str made_up\n"),
            "s.yaml:1:11: the tag tag:yaml.org,2002:str (a study's keys know their own types) remove it");
}

/// In braces and brackets YAML ends a plain text at its first comma.
TEST(Message, TextCutOffAtAComma) {
  const std::string head = "workload: made_up\n";
  EXPECT_EQ(error_of(head + "strategy: {rules: [{condition: max(a, 0) > b, action: ride}]}\n"),
            "s.yaml:2:32: condition: max(a is cut off at its comma (in braces and brackets YAML ends a text there) put "
            "it in quotes: \"max(a, 0) > b\"");
  EXPECT_EQ(error_of(head + "strategy: {rules: [{condition: max(min(a, 1), min(b, 1)), action: ride}]}\n"),
            "s.yaml:2:32: condition: max(min(a is cut off at its comma (in braces and brackets YAML ends a text there) "
            "put it in quotes: \"max(min(a, 1), min(b, 1))\"")
      << "two pieces are the same key";
  EXPECT_EQ(error_of(head + "strategy: {rules: [{condition: a == 'b, c', action: ride}]}\n"),
            "s.yaml:2:32: condition: a == 'b is cut off at its comma (in braces and brackets YAML ends a text there) "
            "put it in quotes: \"a == 'b, c'\"");
  EXPECT_EQ(error_of(head + "tags: [max(a, 0), b]\n"),
            "s.yaml:2:8: max(a is cut off at its comma (in braces and brackets YAML ends a text there) put it in "
            "quotes: \"max(a, 0)\"");
  EXPECT_EQ(error_of(head + "metadata: {description: one, two}\n"),
            "s.yaml:2:30: unknown key \"two\" (one may end before it, at a comma) put what description is in quotes");
}

TEST(Message, TextThatOnlyLooksCutOffIsLeftAlone) {
  for (const char* fine : {"tags: [(a, b]\n", "tags: [\"max(a\", \"0)\"]\n", "tags: [a), (b]\n",
                           "metadata: {description: \"max(a, 0)\"}\n", "metadata:\n  description: max(a, 0), b\n",
                           "metadata: {description: it's one}\n"}) {
    EXPECT_EQ(error_of(std::string("workload: made_up\n") + fine), "") << fine;
  }
}

}  // namespace
}  // namespace ergodic::test

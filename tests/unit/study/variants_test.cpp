#include "study/json_schema/json_schema.hpp"
#include "study/schema/reference.hpp"
#include "study/study.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/workload.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

/// A row of a table of variants, as a workload has one.
struct Bet : Variant {
  int (*stake)(const Parameters& study);
};

const std::vector<Bet>& bets() {
  static const std::vector<Bet> bets = {
      {{"flat", "always the same"}, [](const Parameters&) { return 5; }},
      {{"paroli", "more after each win", {integer("wins").between(1, 9).fallback(3).says("then the first bet again")}},
       [](const Parameters& study) { return static_cast<int>(study.integer("bets.paroli.wins")); }},
      {{"formula", "the study's own", {text("of").required().says("the bet")}}, [](const Parameters&) { return 0; }},
  };
  return bets;
}

Key model() {
  return variant("model", {{"coin",
                            "a coin",
                            {real("bias").between(0, 1).fallback(0.5).says("of heads"),
                             variant("edge", {{"never", "it falls"}, {"seldom", "it stands", {integer("times")}}})
                                 .fallback("never")
                                 .says("whether it may stand")},
                            true},
                           {"die", "a die", {integer("sides").at_least(2).fallback(6).says("of it")}, true},
                           {"fate", "nothing to choose"}})
      .required()
      .says("what is thrown");
}

class VariantKind final : public WorkloadKind {
 public:
  std::string name() const override { return "throws"; }
  std::string title() const override { return "A workload with choices that have keys of their own"; }
  const Schema& schema() const override {
    static const Schema schema = {
        model(),
        section("bets", {boolean("enabled").fallback(true).says("whether there are bets"),
                         variant("type", bets()).refuses({{"bold", "nobody did"}}, "set type: paroli").fallback("flat"),
                         moved("wins", "bets.paroli.wins"), integer("limit").fallback(100).says("of all bets")}),
        list("players", section("player", {text("name").fallback("anyone").says("of the player"),
                                           variant("style", {{"calm", "waits", {integer("rounds").fallback(1)}},
                                                             {"rash", "does not", {integer("chips")}, true}})
                                               .fallback("calm")
                                               .says("how he plays")})),
    };
    return schema;
  }
  std::shared_ptr<const Workload> make(const Parameters&) override { return nullptr; }
};

Workloads workloads() {
  Workloads workloads;
  workloads.add(std::make_unique<VariantKind>());
  return workloads;
}

study::Study variant_study(const std::string& keys) {
  return study::Study::from_text("workload: throws\n" + keys, "s.yaml", {}, workloads());
}

std::string refusal(const std::string& keys) {
  try {
    variant_study(keys);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "";
}

TEST(Variant, IsAChoiceWithTheSectionsOfItsValues) {
  const Key key = variant("type", bets()).fallback("flat");
  EXPECT_EQ(key.kind, Key::Kind::choice);
  ASSERT_EQ(key.choices.size(), 3u);
  ASSERT_EQ(key.children.size(), 2u);
  EXPECT_EQ(key.children[0].name, "paroli");
  EXPECT_EQ(key.children[0].doc, "more after each win");
  EXPECT_TRUE(key.children[0].nullable);
  EXPECT_EQ(row_of(bets(), "paroli").says, "more after each win");
}

TEST(Variant, GivesTheChosenRowItsKeys) {
  const auto study = variant_study("model: fate\nbets: {type: paroli, paroli: {wins: 7}}\n");
  const Parameters parameters = study.case_parameters(0);
  EXPECT_EQ(row_of(bets(), parameters.text("bets.type")).stake(parameters), 7);
  EXPECT_EQ(parameters.chosen_section("bets.type")->integer("wins"), 7);
  EXPECT_EQ(parameters.section("bets").chosen_section("type")->integer("wins"), 7);
  EXPECT_FALSE(parameters.has("bets.formula"));
  EXPECT_FALSE(parameters.chosen_section("model"));
  EXPECT_FALSE(variant_study("model: fate\nbets: {type: paroli}\n").case_parameters(0).chosen_section("bets.type"));
  EXPECT_EQ(refusal("model: fate\nbets: {type: paroli}\n"), "");
}

TEST(Variant, StandsInTheResolvedStudyWithItsSectionsAfterTheKeysBesideIt) {
  const std::string resolved = variant_study("model: die\ndie: {}\nbets: {type: paroli, wins: 2}\n").resolved();
  EXPECT_THAT(resolved, HasSubstr("bets:\n  enabled: true\n  type: paroli\n  limit: 100\n  paroli:\n    wins: 2\n"
                                  "  formula: null\nplayers: []\ncoin: null\ndie:\n  sides: 6\n"));
  EXPECT_EQ(study::Study::from_text(resolved, "r.yaml", {}, workloads()).resolved(), resolved);
}

TEST(Variant, RefusesTheSectionOfAValueThatIsNotChosen) {
  EXPECT_EQ(refusal("model: fate\nbets:\n  type: flat\n  paroli: {wins: 2}\n"),
            "s.yaml:5:11: bets.paroli plays no part (bets.type is flat) remove it or set type: paroli");
  EXPECT_EQ(refusal("model: fate\ndie: {}\n"),
            "s.yaml:3:6: die plays no part (model is fate) remove it or set model: die");
  EXPECT_EQ(refusal("model: coin\ncoin: {seldom: {times: 1}}\n"),
            "s.yaml:3:16: coin.seldom plays no part (coin.edge is never) remove it or set edge: seldom");
  EXPECT_THAT(refusal("model: fate\nbets: {wins: 2}\n"), HasSubstr("set type: paroli"));
}

TEST(Variant, AsksForTheSectionThatAValueNeeds) {
  EXPECT_EQ(refusal("model: coin\n"), "s.yaml:2:8: model is coin (the section coin is missing) add it: coin: {…}");
  EXPECT_EQ(refusal("model: coin\ncoin: {}\n"), "");
  EXPECT_THAT(refusal("model: coin\ncoin: {edge: seldom, seldom: {}}\n"), HasSubstr("coin.seldom.times is missing"));
}

TEST(Variant, IsCheckedInElementsOfLists) {
  EXPECT_EQ(refusal("model: fate\nplayers: [{}, {style: rash, rash: {chips: 3}}, {calm: {rounds: 2}}]\n"), "");
  EXPECT_EQ(refusal("model: fate\nplayers: [{}, {style: rash, calm: {}, rash: {chips: 3}}]\n"),
            "s.yaml:3:35: players[1].calm plays no part (players[1].style is rash) remove it or set style: calm");
  EXPECT_EQ(refusal("model: fate\nplayers: [{style: rash}]\n"),
            "s.yaml:3:19: players[0].style is rash (the section players[0].rash is missing) add it: rash: {…}");
}

TEST(Variant, IsCheckedInEveryCaseAndToldOnce) {
  const std::string start = "model: fate\nbets: {type: paroli, paroli: {wins: 2}}\n";
  EXPECT_EQ(refusal(start + "cases: {a: {}, b: {bets: {type: flat, paroli: null}}}\n"), "");
  EXPECT_EQ(refusal(start + "cases: {a: {}, b: {bets.type: flat}, c: {bets.type: flat}}\n"),
            "s.yaml:3:30: bets.paroli plays no part (bets.type is flat) remove it or set type: paroli (in case b)");
  EXPECT_EQ(refusal(start + "sweep: {bets.type: [paroli, flat]}\n"),
            "s.yaml:3:30: bets.paroli plays no part (bets.type is flat) remove it or set type: paroli (in case "
            "type=flat)");
  EXPECT_EQ(refusal("cases: {a: {model: die, die: {}}, b: {model: coin, coin: {bias: 0.1}}}\n"), "");
  EXPECT_EQ(refusal("model: coin\ncases: {a: {coin.bias: 1}, b: {}}\n"),
            "s.yaml:2:8: model is coin (the section coin is missing) add it: coin: {…} (in case b)");
}

TEST(Variant, OfAnUnknownValueIsOneProblem) {
  EXPECT_THAT(refusal("model: fate\nbets: {type: parolli, paroli: {}}\n"),
              testing::AllOf(HasSubstr("did you mean paroli?"), testing::Not(HasSubstr("plays no part"))));
  EXPECT_THAT(refusal("model: fate\nplayers: [{style: rush, rash: {chips: 1}}]\n"),
              testing::AllOf(HasSubstr("did you mean rash?"), testing::Not(HasSubstr("plays no part"))));
  EXPECT_THAT(refusal("model: fate\nbets: {type: bold}\n"), HasSubstr("(nobody did) set type: paroli"));
}

TEST(Variant, HasItsSectionsInTheReference) {
  const std::string table = study::reference(VariantKind().schema());
  EXPECT_THAT(table, HasSubstr("bets.paroli"));
  EXPECT_THAT(table, HasSubstr("type: paroli, more after each win"));
  EXPECT_THAT(table, HasSubstr("coin.seldom"));
  EXPECT_THAT(table, HasSubstr("players[].rash"));
}

/// Asks Python whether the schema takes each of the studies.
std::vector<bool> accepted(const std::string& schema, const std::vector<std::string>& studies) {
  const TemporaryFolder folder;
  std::ofstream(folder / "schema.json") << schema;
  std::ofstream(folder / "check.py") << R"(
import json, sys, yaml, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with open(sys.argv[2], "w") as out:
    for study in sys.argv[3:]:
        out.write("1" if validator.is_valid(yaml.safe_load(open(study))) else "0")
)";
  std::string command = "python3 " + (folder / "check.py").string() + " " + (folder / "schema.json").string() + " " +
                        (folder / "out").string();
  for (std::size_t i = 0; i < studies.size(); ++i) {
    const auto file = folder / ("study" + std::to_string(i) + ".yaml");
    std::ofstream(file) << "workload: throws\n" << studies[i];
    command += " " + file.string();
  }
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::string answers;
  std::ifstream(folder / "out") >> answers;
  std::vector<bool> all;
  for (const char answer : answers)
    all.push_back(answer == '1');
  return all;
}

TEST(Variant, IsInTheJsonSchemaAsInTheChecks) {
  if (std::system("python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
    GTEST_SKIP() << "no Python with jsonschema and yaml";
  const std::vector<std::string> studies = {
      "model: fate\n",
      "model: coin\n",
      "model: coin\ncoin: {}\n",
      "model: coin\ncoin: null\n",
      "model: coin\ncoin: {seldom: {times: 1}}\n",
      "model: coin\ncoin: {edge: seldom, seldom: {times: 1}}\n",
      "model: fate\ndie: {}\n",
      "model: fate\ndie: null\n",
      "model: fate\nbets: {paroli: {wins: 2}}\n",
      "model: fate\nbets: {type: paroli, paroli: {wins: 2}}\n",
      "model: fate\nbets: {type: paroli, formula: {of: x}}\n",
      "model: fate\nplayers: [{}, {style: rash, rash: {chips: 3}}, {calm: {rounds: 2}}]\n",
      "model: fate\nplayers: [{style: rash, calm: {}, rash: {chips: 3}}]\n",
      "model: fate\nplayers: [{style: rash}]\n",
      "model: fate\nplayers: [{rash: {chips: 3}}]\n",
      "cases: {a: {model: die, die: {}}, b: {model: coin, coin: {bias: 0.1}}}\n",
      "cases: {a: {model: die, coin: {}}}\n",
      "model: fate\nbets: {paroli: {wins: 2}}\ncases: {a: {bets: {type: paroli}}, b: {bets: {paroli: null}}}\n",
      "model: fate\ncases: {a: {bets: {type: flat, paroli: {wins: 2}}}}\n",
      "model: coin\ncoin: {}\ncases: {a: {coin.edge: seldom, coin.seldom.times: 4}}\n",
  };
  for (const std::string& schema : {study::json_schema(VariantKind()), study::json_schema(workloads())}) {
    const std::vector<bool> answers = accepted(schema, studies);
    ASSERT_EQ(answers.size(), studies.size());
    for (std::size_t i = 0; i < studies.size(); ++i)
      EXPECT_EQ(answers[i], refusal(studies[i]).empty()) << studies[i];
  }
  const std::string resolved =
      variant_study("model: die\ndie: {}\ncases: {a: {}, b: {model: fate, die: null}}\n").resolved();
  EXPECT_TRUE(accepted(study::json_schema(VariantKind()), {resolved.substr(resolved.find('\n') + 1)}).at(0));
}

}  // namespace
}  // namespace ergodic::test

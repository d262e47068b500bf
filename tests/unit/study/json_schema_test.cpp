#include "study/json_schema/json_schema.hpp"
#include "support/temporary_folder.hpp"
#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <string>

namespace ergodic::test {
namespace {

using Json = nlohmann::ordered_json;

Json schema() { return Json::parse(study::json_schema(MadeUpKind())); }

/// Calls `check` with every schema in the document.
template <class Check>
void for_each_object(const Json& json, const Check& check) {
  if (json.is_object() && json.value("type", Json()) == "object") check(json);
  for (const Json& child : json) {
    if (child.is_structured()) for_each_object(child, check);
  }
}

TEST(JsonSchema, SaysWhatTheStudysSchemaSays) {
  const Json json = schema();
  EXPECT_EQ(json["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(json["required"], Json::array({"workload"}));
  const Json& keys = json["properties"];
  EXPECT_EQ(keys["workload"]["const"], "made_up");
  EXPECT_EQ(keys["horizon"]["type"], "integer");
  EXPECT_EQ(keys["horizon"]["minimum"], 1);
  EXPECT_EQ(keys["horizon"]["maximum"], 1'000'000);
  EXPECT_EQ(keys["horizon"]["default"], 100);
  EXPECT_EQ(keys["horizon"]["description"], "generations simulated [generations]");
  EXPECT_EQ(keys["mean"]["exclusiveMinimum"], 0);
  EXPECT_EQ(keys["seeding"]["properties"]["seed"]["maximum"], 9223372036854775807);
  EXPECT_EQ(keys["strategy"]["properties"]["type"]["enum"], Json::array({"basic", "optimal", "custom"}));
  EXPECT_EQ(keys["strategy"]["properties"]["type"]["enumDescriptions"][1], "the best");
  EXPECT_EQ(keys["bankroll"]["properties"]["stop_conditions"]["properties"]["win_limit"]["type"],
            Json::array({"number", "null"}));
  EXPECT_EQ(keys["simulation"]["properties"]["num_sessions"]["$ref"], "#/properties/sessions");
  EXPECT_EQ(keys["strategy"]["properties"]["rules"]["items"]["properties"]["when"]["$ref"],
            "#/properties/strategy/properties/rules/items/properties/condition");
  EXPECT_FALSE(keys["output"]["properties"].contains("directory"));
  EXPECT_EQ(keys["cases"]["additionalProperties"]["properties"]["strategy.type"]["$ref"],
            "#/properties/strategy/properties/type");
  EXPECT_EQ(keys["sweep"]["properties"]["mean"]["minItems"], 1);
  EXPECT_EQ(keys.begin().key(), "workload");
}

TEST(JsonSchema, AllowsNoUnknownKeysAnywhere) {
  int objects = 0;
  for_each_object(schema(), [&](const Json& json) {
    ++objects;
    ASSERT_TRUE(json.contains("additionalProperties")) << json.dump(2);
    EXPECT_TRUE(json["additionalProperties"] == false || json["additionalProperties"].is_object()) << json.dump(2);
  });
  EXPECT_GT(objects, 8);
}

TEST(JsonSchema, EveryReferenceLeadsSomewhere) {
  const Json json = schema();
  const std::string text = json.dump();
  int references = 0;
  const std::string mark = "\"$ref\":\"#";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t start = at + mark.size();
    const Json::json_pointer pointer(text.substr(start, text.find('"', start) - start));
    EXPECT_TRUE(json.contains(pointer)) << pointer;
    ++references;
  }
  EXPECT_GT(references, 20);
}

TEST(JsonSchema, RequiredKeysMayComeFromCasesOrTheSweep) {
  const Json json = Json::parse(study::json_schema(BranchingKind()));
  EXPECT_EQ(json["allOf"].dump(),
            R"([{"anyOf":[{"required":["offspring_mean"]},{"required":["cases"]},{"required":["sweep"]}]}])");
}

TEST(JsonSchema, IsTheSameEveryTime) { EXPECT_EQ(study::json_schema(MadeUpKind()), study::json_schema(MadeUpKind())); }

TEST(JsonSchema, AcceptsStudiesAndRefusesOthers) {
  if (std::system("python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
    GTEST_SKIP() << "no Python with jsonschema and yaml";
  const TemporaryFolder folder;
  std::ofstream(folder / "schema.json") << study::json_schema(MadeUpKind());
  std::ofstream(folder / "check.py") << R"(
import json, sys, yaml, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
sys.exit(0 if jsonschema.Draft202012Validator(schema).is_valid(yaml.safe_load(open(sys.argv[2]))) else 9)
)";
  const auto accepts = [&](const std::string& text) {
    std::ofstream(folder / "study.yaml") << text;
    const std::string command = "python3 " + (folder / "check.py").string() + " " + (folder / "schema.json").string() +
                                " " + (folder / "study.yaml").string();
    return std::system(command.c_str()) == 0;
  };
  const std::string study =
      "workload: made_up\nmetadata: {version: 1.0}\nsimulation: {num_sessions: 5}\njackpot: {rate: 0.5}\nmean: "
      "1.0e+20\n"
      "strategy: {rules: [{when: a}, {condition: b, action: pull}]}\n"
      "cases: {a: {strategy.type: optimal, bankroll: {base_bet: 0.07}}, b: {}}\nsweep: {levels: [[1], [2]]}\n";
  EXPECT_TRUE(accepts(study));
  EXPECT_TRUE(accepts(study_of(study).resolved()));
  EXPECT_FALSE(accepts("workload: branching\n"));
  EXPECT_FALSE(accepts("workload: made_up\nhorizn: 5\n"));
  EXPECT_FALSE(accepts("workload: made_up\nhorizon: 0\n"));
  EXPECT_FALSE(accepts("workload: made_up\ncases: {a: {sessions: 5}}\n"));
  EXPECT_FALSE(accepts("workload: made_up\nsweep: {mean: []}\n"));
}

}  // namespace
}  // namespace ergodic::test

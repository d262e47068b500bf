#include "study/json_schema/json_schema.hpp"
#include "study/schema/input_keys.hpp"
#include "support/table_workload.hpp"
#include "unit/study/made_up_kind.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace ergodic::test {
namespace {

using study::Study;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::ordered_json;

/// One whose sessions draw no random numbers.
class CountingKind final : public WorkloadKind {
 public:
  std::string name() const override { return "counting"; }
  std::string title() const override { return "A workload without random numbers"; }
  const Schema& schema() const override {
    static const Schema schema = {integer("from").fallback(0).says("where it begins")};
    return schema;
  }
  bool draws_random_numbers() const override { return false; }
};

Workloads workloads() {
  Workloads all;
  all.add(std::make_unique<GamesKind>());
  all.add(std::make_unique<MadeUpKind>());
  all.add(std::make_unique<CountingKind>());
  return all;
}

Study read(const std::string& text, const study::Overrides& overrides = {}) {
  return Study::from_text(text, "s.yaml", overrides, workloads());
}

std::string error_in(const std::string& text, const study::Overrides& overrides = {}) {
  try {
    read(text, overrides);
  } catch (const StudyError& error) {
    return error.what();
  }
  return "none";
}

TEST(Inputs, AreFilesOfTheTablesThatAKindDeclares) {
  const auto given = read("workload: games\ninputs: {games: {file: a.h5, group: /season, keep: false}}\n").inputs();
  ASSERT_EQ(given.size(), 1u);
  EXPECT_EQ(given[0].name, "games");
  EXPECT_EQ(given[0].file, "a.h5");
  EXPECT_EQ(given[0].group, "/season");
  EXPECT_EQ(given[0].keep, false);
  EXPECT_FALSE(given[0].rows || given[0].digest);
}

TEST(Inputs, AreNamedWithWhatThereIs) {
  EXPECT_EQ(error_in("workload: games\ninputs: {gmaes: {file: a.csv}}\n"),
            "s.yaml:2:10: unknown key \"gmaes\" (inputs has games, arenas) did you mean games?");
  EXPECT_THAT(error_in("workload: games\n"), HasSubstr("s.yaml:1:1: inputs.games is missing"));
  EXPECT_THAT(error_in("workload: games\ninputs: {arenas: {file: a.csv}}\n"), HasSubstr("inputs.games is missing"));
  EXPECT_THAT(error_in("workload: games\ninputs: {games: {flie: a.csv}}\n"), HasSubstr("did you mean file?"));
  EXPECT_THAT(error_in("workload: games\ninputs: {games: {file: a.csv}}\ncases: {a: {inputs.games.file: b.csv}}\n"),
              HasSubstr("the same for the whole study"));
}

TEST(Inputs, AreUnknownToKindsWithoutTables) {
  EXPECT_THAT(error_in("workload: made_up\ninputs: {games: {file: a.csv}}\n"),
              HasSubstr("s.yaml:2:1: unknown key \"inputs\""));
  EXPECT_THAT(read("workload: made_up\n").resolved(), Not(HasSubstr("inputs")));
}

TEST(Inputs, OnceReadAreWhatIsInThemAndNotWhereTheyLay) {
  const std::string digest(32, 'd');
  const auto resolved = [&](const std::string& file) {
    const Study study = read("workload: games\ninputs: {games: {" + file + "}}\n");
    auto found = study.inputs();
    found[0].rows = 12;
    found[0].digest = digest;
    found[0].keep = true;
    return study.with_inputs(found).resolved();
  };
  const std::string one = resolved("file: a.csv");
  EXPECT_THAT(one, HasSubstr("inputs:\n  games:\n    keep: true\n    rows: 12\n    digest: " + digest + "\nsessions:"));
  EXPECT_EQ(one, resolved("file: other/b.h5, group: /season"));
  const Study again = read(one);
  EXPECT_EQ(again.resolved(), one);
  ASSERT_EQ(again.inputs().size(), 1u);
  EXPECT_EQ(again.inputs()[0].rows, 12u);
  EXPECT_EQ(again.inputs()[0].digest, digest);
  EXPECT_TRUE(again.inputs()[0].file.empty());
}

TEST(Inputs, MayBeSetByTheCommandLine) {
  const auto given = read("workload: games\n", {{"inputs.games.file", "b.csv", "--set"}}).inputs();
  ASSERT_EQ(given.size(), 1u);
  EXPECT_EQ(given[0].file, "b.csv");
}

TEST(Inputs, HaveAReferenceOfTheirColumns) {
  const std::string text = study::reference(GamesKind().tables());
  for (const char* const part :
       {"inputs.games   a team's games, a row each; key: team, date; no two rows have one key",
        "team      text                           nothing     three letters; may be named team_abbr",
        "points    whole       points   0 .. 300  nothing     scored; an outcome",
        "minutes   real        minutes  0 .. 400  values      played",
        "home      yes or no                      the column  whether at home",
        "inputs.arenas  arenas, a row each; key: arena; no two rows have one key (need not be given)"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(Inputs, AreInTheJsonSchema) {
  const Json json = Json::parse(study::json_schema(GamesKind()));
  EXPECT_EQ(json["required"], Json::array({"workload", "inputs"}));
  const Json& inputs = json["properties"]["inputs"];
  EXPECT_EQ(inputs["required"], Json::array({"games"}));
  EXPECT_EQ(inputs["additionalProperties"], false);
  EXPECT_THAT(
      inputs["properties"]["games"]["description"].get<std::string>(),
      HasSubstr(
          "key: team, date; no two rows have one key; columns: team (text), date (date), points (whole, points)"));
  EXPECT_EQ(inputs["properties"]["games"]["properties"]["rows"]["minimum"], 0);
  EXPECT_FALSE(Json::parse(study::json_schema(MadeUpKind()))["properties"].contains("inputs"));
}

TEST(RandomNumbers, ThatAreNotDrawnHaveNoKeys) {
  for (const char* const key :
       {"sessions: 10", "seeding: {seed: 2}", "seeding.seed: 2", "until: {column: n, half_width: 1}"}) {
    const std::string name = std::string(key).substr(0, std::string(key).find(':'));
    EXPECT_EQ(error_in(std::string("workload: counting\n") + key + "\n"),
              "s.yaml:2:1: " + name +
                  " means nothing here (the sessions of counting draw no random numbers, and its tables say how many "
                  "there are) remove it");
  }
  EXPECT_THAT(error_in("workload: counting\n", {{"seeding.seed", "5", "--seed"}}),
              HasSubstr("--seed=5: seeding.seed means nothing here"));
  const Study study = read("workload: counting\n");
  for (const char* const key : {"sessions", "seeding", "until"})
    EXPECT_THAT(study.resolved(), Not(HasSubstr(key)));
  EXPECT_EQ(read(study.resolved()).resolved(), study.resolved());
  EXPECT_FALSE(study.until());
  const Json json = Json::parse(study::json_schema(CountingKind()));
  EXPECT_FALSE(json["properties"].contains("sessions"));
  EXPECT_TRUE(json["properties"].contains("output"));
}

}  // namespace
}  // namespace ergodic::test

#include "study/json_schema/json_schema.hpp"
#include "study/study.hpp"
#include "support/document_workload.hpp"
#include "support/temporary_folder.hpp"
#include "unit/study/made_up_kind.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

class Each : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  study::Study study(const std::string& cases, const std::string& keys = "",
                     const Workloads& workloads = made_up_workloads(), const std::string& workload = "made_up") const {
    write("s.yaml", "workload: " + workload + "\n" + keys + "cases: " + cases + "\n");
    return study::Study::from_file(folder_ / "s.yaml", {}, workloads);
  }
  std::string refusal(const std::string& cases, const std::string& keys = "",
                      const Workloads& workloads = made_up_workloads(), const std::string& workload = "made_up") const {
    try {
      study(cases, keys, workloads, workload);
    } catch (const StudyError& error) {
      return error.what();
    }
    return "";
  }
  std::vector<std::string> labels(const study::Study& study) const {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < study.case_count(); ++i)
      labels.push_back(study.case_label(i));
    return labels;
  }
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  TemporaryFolder folder_;
};

const std::string table =
    "id,horizon,bold,mean,bet,kind,day,note\n"
    "007,10,yes,0.5,2.50,basic,2025-01-31,\n"
    "08,20,no,1.5,3,optimal,20250201,\"a, b\"\n"
    "9,5.000,1,2.5,1.10,basic,2025-02-01,c\n";

const std::string set =
    "set: {horizon: horizon, mean: mean, strategy.bold: bold, bankroll.base_bet: bet, strategy.type: kind}";

/// Columns take the types of what they set; what names a case stays as it is written.
TEST_F(Each, RowOfAFileIsACase) {
  write("t.csv", table);
  const auto rows = study("{each: {file: t.csv, label: id, " + set + "}}");
  EXPECT_EQ(labels(rows), (std::vector<std::string>{"007", "08", "9"}));
  EXPECT_EQ(rows.case_parameters(2).integer("horizon"), 5);
  EXPECT_EQ(rows.case_parameters(0).real("mean"), 0.5);
  EXPECT_TRUE(rows.case_parameters(0).boolean("strategy.bold"));
  EXPECT_FALSE(rows.case_parameters(1).boolean("strategy.bold"));
  EXPECT_EQ(rows.case_parameters(2).money("bankroll.base_bet").count, 110);
  EXPECT_EQ(rows.case_parameters(1).text("strategy.type"), "optimal");
}

/// To the last byte; and the study needs no table any more.
TEST_F(Each, MakesTheStudyThatIsWrittenOut) {
  write("t.csv", table);
  const auto rows = study("{first: {}, each: {file: t.csv, label: id, set: {horizon: horizon, mean: mean}}, last: {}}");
  const std::string written =
      "{first: {}, \"007\": {horizon: 10, mean: 0.5}, \"08\": {horizon: 20, mean: 1.5}, \"9\": {horizon: 5, mean: "
      "2.5}, "
      "last: {}}";
  EXPECT_EQ(rows.resolved(), study(written).resolved());
  EXPECT_EQ(study::Study::from_text(rows.resolved(), "r", {}, made_up_workloads()).resolved(), rows.resolved());
}

TEST_F(Each, GoesBesideASweep) {
  write("t.csv", table);
  const auto rows = study("{each: {file: t.csv, label: id, set: {horizon: horizon}}}", "sweep: {mean: [1, 2]}\n");
  EXPECT_EQ(rows.case_count(), 6u);
  EXPECT_EQ(rows.case_label(1), "007, mean=2");
  EXPECT_THAT(refusal("{each: {file: t.csv, label: id, set: {mean: mean}}}", "sweep: {mean: [1, 2]}\n"),
              HasSubstr("t.csv:2:1: mean is set by the case \"007\" and swept"));
}

TEST_F(Each, MayBeSomeRowsOnly) {
  write("t.csv", table);
  const auto which = [&](const std::string& where, const std::string& columns = "") {
    return labels(study("{each: {file: t.csv, label: id, set: {mean: mean, strategy.bold: bold}, where: \"" + where +
                        "\"" + (columns.empty() ? "" : ", columns: {" + columns + "}") + "}}"));
  };
  using Labels = std::vector<std::string>;
  EXPECT_EQ(which("mean > 1 and not bold"), (Labels{"08"}));
  EXPECT_EQ(which("kind == 'basic'"), (Labels{"007", "9"}));
  EXPECT_EQ(which("day >= 20250201", "day: date"), (Labels{"08", "9"}));
  EXPECT_EQ(which("horizon / mean == 2", "horizon: whole"), (Labels{"9"}));
  EXPECT_EQ(which("note != 'c'"), (Labels{"08"}));  // of an empty cell nothing is true
  const std::string study = in_folder("s.yaml");
  const auto told = [&](const std::string& where) {
    return refusal("{each: {file: t.csv, label: id, where: \"" + where + "\"}}");
  };
  EXPECT_EQ(told("men > 1"),
            study +
                ":2:48: cases.each names the column \"men\" (t.csv has id, horizon, bold, mean, bet, kind, "
                "day, note) did you mean mean?");
  EXPECT_THAT(told("kind == 'basik'"), HasSubstr(":2:56: cases.each.where"));
  EXPECT_THAT(told("kind == 'basik'"), HasSubstr("did you mean 'basic'?"));
  EXPECT_THAT(told("kind = 'basic'"), HasSubstr("write =="));
  EXPECT_THAT(told("kind"), HasSubstr("cases.each.where"));
  EXPECT_THAT(told("kind != 'basic' and kind != 'optimal'"), HasSubstr("where is true of none of 3 rows"));
}

TEST_F(Each, ValueOfAColumnIsACase) {
  write("t.csv", table);
  const auto kinds = study("{each: {file: t.csv, distinct: kind, set: {strategy.type: kind}}}");
  EXPECT_EQ(labels(kinds), (std::vector<std::string>{"basic", "optimal"}));
  EXPECT_EQ(kinds.case_parameters(1).text("strategy.type"), "optimal");
  EXPECT_EQ(labels(study("{each: {file: t.csv, label: [kind, id]}}"))[1], "optimal, 08");
  EXPECT_THAT(refusal("{each: {file: t.csv, distinct: kind, set: {mean: mean}}}"),
              HasSubstr("cases.each.set.mean is mean (rows of one kind may differ in it)"));
}

TEST_F(Each, EmptyCellIsNotSet) {
  write("t.csv", "id,win,mean\na,,1\nb,5,\n");
  const std::string limit = "bankroll.stop_conditions.win_limit";
  const auto rows =
      study("{each: {file: t.csv, label: id, set: {" + limit + ": win}}}", "bankroll.stop_conditions.win_limit: 9\n");
  EXPECT_FALSE(rows.case_parameters(0).has(limit));
  EXPECT_EQ(rows.case_parameters(1).money(limit).count, 500);
  EXPECT_EQ(refusal("{each: {file: t.csv, label: id, set: {mean: mean}}}"),
            in_folder("t.csv") +
                ":3:5: nothing in mean (mean must be a number above 0 individuals) fill it in, or leave such "
                "rows out by where");
}

/// In one go, each at its place in the table or in the study.
TEST_F(Each, TellsAllThatIsWrong) {
  write("t.csv", "id,mean,horizon,kind\na,-1,1,basic\na,2,0,\"basi\nc\"\n,3,1,x\n");
  const std::string told =
      refusal("{each: {file: t.csv, label: id, set: {mean: mean, horizon: horizon, strategy.type: kind}}}");
  const std::string file = in_folder("t.csv");
  EXPECT_THAT(told, HasSubstr(file + ":2:3: mean is -1 (it must be a number above 0 individuals) choose one that is"));
  EXPECT_THAT(told, HasSubstr(file + ":3:5: horizon is 0 (it must be a whole number from 1 to 1000000 generations)"));
  EXPECT_THAT(told, HasSubstr(file + ":3:7: strategy.type is"));
  EXPECT_THAT(told, HasSubstr(file + ":5:1: a row without a label (its id is empty)"));
  EXPECT_THAT(told, HasSubstr(file + ":3:1: two cases are called \"a\" (the first is at " + file + ":2:1; "));
  write("t.csv", "id,mean\na,x\nb,1e400\nc,1,5\n");
  const std::string cells = refusal("{each: {file: t.csv, label: id, set: {mean: mean}}}");
  EXPECT_THAT(cells, HasSubstr(file + ":2:3: 1 row has no number in mean (\"x\")"));
  EXPECT_THAT(cells, HasSubstr(file + ":3:3: 1 row has no number in mean (\"1e400\", too large for a double)"));
  EXPECT_THAT(cells, HasSubstr(file + ":4:4: 1 row has more cells than the header has columns"));
}

TEST_F(Each, TellsWhatIsWrongInTheStudy) {
  write("t.csv", table);
  const std::string at = in_folder("s.yaml") + ":2:";
  const auto told = [&](const std::string& each) { return refusal("{each: " + each + "}"); };
  EXPECT_EQ(told("{file: t.csv, label: ids}"),
            at + "36: cases.each names the column \"ids\" (t.csv has id, horizon, bold, mean, "
                 "bet, kind, day, note) did you mean id?");
  EXPECT_EQ(told("{file: t.csv, label: id, set: {mena: mean}}"),
            at + "46: unknown key \"mena\" (the made_up workload has horizon, mean, bankroll, strategy, jackpot, "
                 "weights, levels, tags, rebate) did you "
                 "mean mean?");
  EXPECT_EQ(told("{fil: t.csv, label: id}"),
            at + "16: unknown key \"fil\" (cases.each has file, group, table, folder, as, label, distinct, where, set, "
                 "columns) "
                 "did you mean file?");
  EXPECT_EQ(told("{label: id}"),
            at + "15: cases.each has no file (it says where the cases come from) give one of file, table and folder");
  EXPECT_THAT(told("{file: t.csv}"), HasSubstr("cases.each has no label (a column, or several, must name"));
  EXPECT_THAT(told("{file: t.csv, folder: x, label: id}"), HasSubstr("has more than one source"));
  EXPECT_THAT(told("{file: t.csv, label: id, as: mean}"),
              HasSubstr("cases.each.as beside file (it is about documents)"));
  EXPECT_THAT(told("{file: t.csv, label: id, set: {bankroll: mean}}"),
              HasSubstr("cases.each.set.bankroll (it is a section, and a row has single values) set keys of it"));
  EXPECT_THAT(told("{file: t.csv, label: id, set: {sessions: mean}}"),
              HasSubstr("sessions in a case (it is the same for the whole study) set it at the top level"));
  EXPECT_THAT(told("{file: t.csv, label: id, columns: {day: dat}}"), HasSubstr("did you mean date?"));
  EXPECT_THAT(told("{table: games, label: id}"), HasSubstr("the made_up workload takes no tables"));
  EXPECT_THAT(told("player"), HasSubstr("cases.each is player (the made_up workload takes no tables) name a file"));
  EXPECT_THAT(told("{file: u.csv, label: id}"), HasSubstr(at + "22: cases.each.file is " + in_folder("u.csv") +
                                                          ": cannot be "
                                                          "opened (No such file or directory) did you mean"));
  EXPECT_THAT(told("{file: ., label: id}"), HasSubstr("cases.each.file is "));
  EXPECT_THAT(refusal("{each: {mean: 2}}"), HasSubstr("a case that is called each is written \"each\""));
  EXPECT_EQ(study("{\"each\": {mean: 2}}").case_label(0), "each");
}

/// Row by row in the same time, however many there are: 10^5 of them in seconds.
TEST_F(Each, HasManyRows) {
  std::string text = "id,mean,horizon\n";
  for (int i = 0; i < 20'000; ++i)
    text += std::to_string(i) + "," + std::to_string(i + 0.5) + ",3\n";
  write("t.csv", text);
  const auto rows = study("{each: {file: t.csv, label: id, set: {mean: mean, horizon: horizon}}}");
  EXPECT_EQ(rows.case_count(), 20'000u);
  EXPECT_EQ(rows.case_parameters(19'999).real("mean"), 19'999.5);
}

TEST_F(Each, DocumentOfAFolderIsACase) {
  std::filesystem::create_directory(folder_ / "urns");
  const std::string keys = "schedule: {rounds: 3}\n", cases = "{each: {folder: urns, as: urn}}";
  const Workloads workloads = lots_workloads();
  const auto told = [&] { return refusal(cases, keys, workloads, "lots"); };
  EXPECT_THAT(told(), HasSubstr("s.yaml:3:24: no documents in " + in_folder("urns")));
  write("urns/b.yaml", "lots: [1]\n");
  write("urns/a.json", R"({"lots": [2]})");
  write("urns/README.md", "not one");
  const auto urns = study(cases, keys, workloads, "lots");
  EXPECT_EQ(labels(urns), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(urns.case_parameters(0).document("urn")["lots"][0].integer(), 2);
  EXPECT_EQ(urns.resolved(),
            study("{a: {urn: {lots: [2]}}, b: {urn: {lots: [1]}}}", keys, workloads, "lots").resolved());
  write("urns/a.yml", "lots: [\n");
  EXPECT_THAT(told(), HasSubstr(in_folder("urns/a.yml") + ": two cases are called \"a\" (the first is at " +
                                in_folder("urns/a.json")));
  EXPECT_THAT(told(), HasSubstr(in_folder("urns/a.yml") + ":2:1: not YAML"));
  EXPECT_THAT(refusal("{each: {folder: urn, as: urn}}", keys, workloads, "lots"), HasSubstr("cannot read the folder"));
  EXPECT_THAT(refusal("{each: {folder: urns, as: others}}", keys, workloads, "lots"),
              HasSubstr("cases.each.as is others (which is no document)"));
}

/// A row names its document beside what else it sets.
TEST_F(Each, RowMayNameADocument) {
  write("a.yaml", "lots: [4]\n");
  write("t.csv", "name,urn\nx,a.yaml\n");
  const auto rows =
      study("{each: {file: t.csv, label: name, set: {urn: urn}}}", "schedule: {rounds: 3}\n", lots_workloads(), "lots");
  EXPECT_EQ(rows.case_parameters(0).document("urn")["lots"][0].integer(), 4);
}

TEST_F(Each, IsInTheJsonSchema) {
  const auto json = nlohmann::json::parse(study::json_schema(LotsKind()))["properties"]["cases"]["properties"]["each"];
  const auto& keys = json["anyOf"][0]["properties"];
  EXPECT_EQ(keys["as"]["enum"], nlohmann::json::array({"urn", "schedule", "remarks"}));
  EXPECT_EQ(keys["set"]["properties"]["urn"]["type"], "string");
  EXPECT_EQ(keys["columns"]["additionalProperties"]["enum"][0], "whole");
  EXPECT_EQ(json["anyOf"].size(), 1u);
}

}  // namespace
}  // namespace ergodic::test

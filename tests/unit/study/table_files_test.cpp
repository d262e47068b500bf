#include "study/json_schema/json_schema.hpp"
#include "study/schema/reference.hpp"
#include "study/study.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>
#include <ergodic/workload.hpp>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

/// A workload with every kind of key that a file may hold. It simulates nothing.
class TabularKind final : public WorkloadKind {
 public:
  std::string name() const override { return "tabular"; }
  std::string title() const override { return "A workload with tables"; }
  const Schema& schema() const override {
    static const Schema schema = {
        list("weights", real("weight").at_least(0)).or_file().says("of the arms"),
        list("matrix", list("row", real("entry").between(0, 1))).or_file().says("numbers"),
        list("states",
             section("state", {text("name").required(), list("next", real("share").between(0, 1)).required()}))
            .or_file()
            .says("named rows"),
        list("shares", real("share")).or_file_named_by("states").says("one a state"),
        list("links", list("row", real("entry"))).or_file_named_by("states").says("of states with each other"),
        list("moves", list("move", real("number"))).or_file_of({"from", "to", "cost"}).says("moves"),
    };
    return schema;
  }
  std::shared_ptr<const Workload> make(const Parameters&) override {
    throw InternalError("the tabular workload cannot be made (it has only a schema)");
  }
};

Workloads tabular() {
  Workloads workloads;
  workloads.add(std::make_unique<TabularKind>());
  return workloads;
}

class TableFiles : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  study::Study study(const std::string& keys, const study::Overrides& overrides = {}) const {
    write("study.yaml", "workload: tabular\n" + keys);
    return study::Study::from_file(folder_ / "study.yaml", overrides, workloads_,
                                   [](const std::filesystem::path& file, const std::string& dataset) {
                                     if (dataset != "P")
                                       throw InputOutputError("no " + dataset + " in " + file.string());
                                     return std::vector<std::vector<double>>{{0.25, 0.75}, {0.1, 0.9}};
                                   });
  }
  std::string refusal(const std::string& keys) const {
    try {
      study(keys);
    } catch (const StudyError& error) {
      return error.what();
    }
    return "";
  }
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  TemporaryFolder folder_;
  Workloads workloads_ = tabular();
};

const std::string written_out =
    "states:\n  - {name: dry, next: [0.8, 0.2]}\n  - {name: wet, next: [0.5, 0.5]}\nweights: [1, 2, 3]\n";

/// The study is the same to the last byte, and needs no file any more.
TEST_F(TableFiles, MakeTheStudyThatIsWrittenOut) {
  write("chain.csv", "# tomorrow's weather\ndry,wet\n0.8,0.2\n\n5e-1, 0.5\r\n");
  write("row.csv", "1,2,3\n");
  write("column.csv", "1\n2\n3\n");
  const std::string expected = study(written_out).resolved();
  EXPECT_EQ(study("states: {file: chain.csv}\nweights: {file: row.csv}\n").resolved(), expected);
  EXPECT_EQ(study("states: {file: " + in_folder("chain.csv") + "}\nweights: {file: column.csv}\n").resolved(),
            expected);
  const auto again = study::Study::from_text(expected, "result", {}, workloads_);
  EXPECT_EQ(again.resolved(), expected);
}

TEST_F(TableFiles, AreReadForOverridesCasesAndSweepsToo) {
  write("row.csv", "1,2,3\n");
  write("other.csv", "4,5\n");
  EXPECT_EQ(study("", {{"weights", "{file: row.csv}", "--set"}}).case_parameters(0).reals("weights"),
            (std::vector<double>{1, 2, 3}));
  EXPECT_EQ(study("cases: {a: {weights: {file: row.csv}}, b: {}}\n").case_parameters(0).reals("weights").size(), 3u);
  const auto swept = study("sweep: {weights: [{file: row.csv}, {file: other.csv}]}\n");
  EXPECT_EQ(swept.case_label(1), "weights=[4, 5]");
  EXPECT_EQ(swept.case_parameters(1).reals("weights"), (std::vector<double>{4, 5}));
}

TEST_F(TableFiles, GiveNamesFromTheHeader) {
  const auto names = [&](const std::string& text, const std::string& more = "") {
    write("t.csv", text);
    std::vector<std::string> found;
    for (const Parameters& state : study("states: {file: t.csv" + more + "}\n").case_parameters(0).items("states"))
      found.push_back(state.text("name"));
    return found;
  };
  EXPECT_EQ(names("1,0\n0,1\n"), (std::vector<std::string>{"0", "1"}));
  EXPECT_EQ(names("\"a, b\",\"say \"\"c\"\"\"\n1,0\n0,1\n"), (std::vector<std::string>{"a, b", "say \"c\""}));
  EXPECT_EQ(names(",dry,wet\ndry,1,0\nwet,0,1\n"), (std::vector<std::string>{"dry", "wet"}));
  EXPECT_EQ(names("10,20\n1,0\n0,1\n", ", header: true"), (std::vector<std::string>{"10", "20"}));
  EXPECT_EQ(names("\xef\xbb\xbf"
                  "dry,wet\n1,0\n0,1"),
            (std::vector<std::string>{"dry", "wet"}));
}

/// What a header names decides: numbers would be taken for those of other states.
TEST_F(TableFiles, OfNamedThingsHaveTheirOrderOrAreRefused) {
  const std::string states =
      "states: [{name: a, next: [1, 0, 0]}, {name: b, next: [0, 1, 0]}, {name: c, next: [0, 0, 1]}]\n";
  const auto said = [&](const std::string& text, const std::string& key) {
    write("t.csv", text);
    return refusal(states + key + ": {file: t.csv}\n");
  };
  const std::string at = in_folder("t.csv") + ":";
  EXPECT_EQ(said(",c,a,b\nc,1,0.1,0.2\na,0.1,1,0.9\nb,0.2,0.9,1\n", "links"),
            at + "1:2: the header of links has c, a, b (the states are a, b, c) bring both into one order");
  EXPECT_EQ(said("a,b,d\n1,0,0\n0,1,0\n0,0,1\n", "links"),
            at + "1:1: the header of links has a, b, d (the states are a, b, c) bring both into one order");
  EXPECT_EQ(said(",a,b,c\na,1,0,0\nb,0,1,0\nc,0,0,1\n", "links"), "");
  EXPECT_EQ(said("1,0,0\n0,1,0\n0,0,1\n", "links"), "") << "without names";
  EXPECT_EQ(said("b,a,c\n0.5,0.25,0.25\n", "shares"),
            at + "1:1: the header of shares has b, a, c (the states are a, b, c) bring both into one order");
  EXPECT_EQ(said(",share\nb,0.5\na,0.25\nc,0.25\n", "shares"),
            at + "2:1: the header of shares has b, a, c (the states are a, b, c) bring both into one order");
  EXPECT_EQ(said(",share\na,0.5\nb,0.25\nc,0.25\n", "shares"), "");
  EXPECT_EQ(said("share\n0.5\n0.25\n0.25\n", "shares"), "") << "a title";
}

TEST_F(TableFiles, OfNamedThingsAreHeldAgainstEachCasesOwn) {
  write("t.csv", "a,b\n1,0\n0,1\n");
  const std::string keys =
      "links: {file: t.csv}\ncases:\n  one: {states: [{name: a, next: [1, 0]}, {name: b, next: [0, 1]}]}\n"
      "  two: {states: [{name: b, next: [1, 0]}, {name: a, next: [0, 1]}]}\n";
  EXPECT_EQ(refusal(keys), in_folder("t.csv") +
                               ":1:1: the header of links has a, b (the states are b, a) bring both "
                               "into one order");
}

TEST_F(TableFiles, WithColumnsOfKnownNamesHaveThemInAnyOrder) {
  const auto moves = [&](const std::string& text) {
    write("t.csv", text);
    return study("moves: {file: t.csv}\n").case_parameters(0).table("moves");
  };
  const std::vector<std::vector<double>> expected{{0, 1, 2.5}, {1, 0, 3}};
  EXPECT_EQ(moves("0,1,2.5\n1,0,3\n"), expected);
  EXPECT_EQ(moves("from,to,cost\n0,1,2.5\n1,0,3\n"), expected);
  EXPECT_EQ(moves("cost,from,to\n2.5,0,1\n3,1,0\n"), expected);
  write("t.csv", "source,target,cost\n0,1,2.5\n");
  EXPECT_EQ(refusal("moves: {file: t.csv}\n"),
            in_folder("t.csv") +
                ":1:1: the header has source, target, cost (the columns of moves are from, to, cost) "
                "name them so, in any order, or leave it out");
}

TEST_F(TableFiles, ThatHaveNoCommasAreToldSo) {
  const auto said = [&](const std::string& text) {
    write("t.csv", text);
    return refusal("matrix: {file: t.csv}\n");
  };
  const std::string at = in_folder("t.csv") + ":";
  const std::string why = "not comma-separated (the cells are parted by ",
                    what = ") write commas between them, and points in numbers";
  EXPECT_EQ(said("0.5;0.5\n1;0\n"), at + "1:1: " + why + "semicolons" + what);
  EXPECT_EQ(said("0,5;0,5\n1;0\n"), at + "1:1: " + why + "semicolons" + what) << "commas in numbers";
  EXPECT_EQ(said("a;b\n0.5;0.5\n"), at + "2:1: " + why + "semicolons" + what);
  EXPECT_EQ(said("0.5\t0.5\n1\t0\n"), at + "1:1: " + why + "tabs" + what);
  EXPECT_EQ(said("0.5 0.5\n1 0\n"), at + "1:1: " + why + "blanks" + what);
  EXPECT_EQ(said("a b c\na 0.5 0.5\n"), at + "2:1: " + why + "blanks" + what);
  EXPECT_EQ(said("0,5 0,25 0,25\n1 0 0\n"), at + "1:1: " + why + "blanks" + what) << "commas in numbers";
  EXPECT_EQ(said("week 1\n0.5\n"), "") << "a title";
  EXPECT_EQ(said("1 1,1 0\n0.5,0.5\n1,0\n"), "") << "names of two numbers";
  EXPECT_EQ(said(" 0.5 ,\t0.5\n1 , 0\n"), "") << "commas with blanks about them";
}

TEST_F(TableFiles, OfHdf5AreRowsOfNumbers) {
  const auto one = study("matrix: {file: chain.h5, dataset: P}\nstates: {file: chain.h5, dataset: P}\n");
  EXPECT_EQ(one.case_parameters(0).table("matrix"), (std::vector<std::vector<double>>{{0.25, 0.75}, {0.1, 0.9}}));
  EXPECT_EQ(one.case_parameters(0).items("states")[1].reals("next"), (std::vector<double>{0.1, 0.9}));
  EXPECT_EQ(refusal("matrix: {file: chain.h5, dataset: Q}\n"),
            in_folder("study.yaml") + ":2:9: no Q in " + in_folder("chain.h5"));
  EXPECT_THAT(refusal("matrix: {file: chain.h5}\n"), HasSubstr("chain.h5 without a dataset"));
}

TEST_F(TableFiles, SayWhereTheyAreWrong) {
  const auto said = [&](const std::string& text, const std::string& key = "matrix") {
    write("t.csv", text);
    return refusal(key + ": {file: t.csv}\n");
  };
  const std::string at = in_folder("t.csv") + ":";
  EXPECT_EQ(said("0,1\n0.5, o.5\n"), at + "2:6: matrix[1][1] is o.5 (it must be a number from 0 to 1) write a number");
  EXPECT_EQ(said("0,1\n0.5,1.5\n"),
            at + "2:5: matrix[1][1] is 1.5 (it must be a number from 0 to 1) choose one that is");
  EXPECT_EQ(said("0,1\n# or\n0.5\n"), at + "3:1: the row has 1 cells (the first, in line 1, has 2) make them equal");
  EXPECT_EQ(said("o.5,1\n1,0\n"), at + "1:1: matrix[0][0] is o.5 (it must be a number from 0 to 1) write a number");
  EXPECT_EQ(said("0,,1\n"), at + "1:3: matrix[0][1] is  (it must be a number from 0 to 1) write a number");
  EXPECT_THAT(said("\"0,1\n"), HasSubstr(at + "1:1: the cell \"0,1 does not end with its quotation"));
  EXPECT_THAT(said("# nothing\n"), HasSubstr("the table is empty"));
  EXPECT_THAT(said("a,b\n"), HasSubstr("has 0 cells"));
  EXPECT_THAT(said("\xff\xfe"), HasSubstr("its bytes are not UTF-8"));
  EXPECT_THAT(said("1,2\n3,4\n", "weights"),
              HasSubstr(at + "1:1: a table of 2 rows and 2 columns (for weights it must be one row or one column)"));
  EXPECT_THAT(said("a,b,c\n1,0,0\n0,1,0\n", "states"),
              HasSubstr(at + "1:1: the header has 3 names (and the table 2 rows"));
  EXPECT_THAT(said(",a,b\na,1,0\nc,0,1\n", "states"), HasSubstr(at + "3:1: the row is of c (the header has b here)"));
}

TEST_F(TableFiles, ThatAreNotThereAreToldAtTheirPlace) {
  write("chain.csv", "1\n");
  EXPECT_EQ(refusal("matrix: {file: chian.csv}\n"),
            in_folder("study.yaml") + ":2:9: cannot read table " + in_folder("chian.csv") +
                " (No such file or directory) did you mean " + in_folder("chain.csv") + "?");
  EXPECT_THAT(refusal("matrix: {fil: chain.csv}\n"), HasSubstr("did you mean file?"));
  EXPECT_THAT(refusal("matrix: {dataset: P}\n"), HasSubstr("matrix.file is missing"));
  EXPECT_THAT(refusal("matrix: 3\n"), HasSubstr("or {file: NAME.csv}"));
}

TEST_F(TableFiles, AreInWhatDescribesAStudy) {
  const auto weights = nlohmann::json::parse(study::json_schema(TabularKind()))["properties"]["weights"];
  EXPECT_EQ(weights["type"], (nlohmann::json{"array", "object"}));
  EXPECT_EQ(weights["items"]["minimum"], 0);
  EXPECT_EQ(weights["properties"]["file"]["type"][0], "string");
  EXPECT_EQ(weights["required"], nlohmann::json{"file"});
  EXPECT_EQ(weights["additionalProperties"], false);
  EXPECT_THAT(study::reference(TabularKind().schema()), HasSubstr("of the arms; or {file: NAME.csv}"));
}

/// A text that comes from nowhere has no folder: a result file's study names no files.
TEST_F(TableFiles, AreNoPartOfATextAlone) {
  try {
    study::Study::from_text("workload: tabular\nweights: {file: row.csv}\n", "text", {}, workloads_);
    ADD_FAILURE();
  } catch (const StudyError& error) {
    EXPECT_THAT(error.what(), HasSubstr("text:2:10: weights is a mapping"));
  }
}

}  // namespace
}  // namespace ergodic::test

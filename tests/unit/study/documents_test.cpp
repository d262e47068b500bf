#include "study/json_schema/json_schema.hpp"
#include "study/schema/reference.hpp"
#include "study/study.hpp"
#include "support/document_workload.hpp"
#include "support/temporary_folder.hpp"

#include <ergodic/errors.hpp>

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace ergodic::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Documents : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

  study::Study study(const std::string& keys, const study::Overrides& overrides = {}) const {
    write("study.yaml", "workload: lots\n" + keys);
    return study::Study::from_file(folder_ / "study.yaml", overrides, workloads_);
  }
  std::string refusal(const std::string& keys) const {
    try {
      const auto made = study("schedule: {rounds: 3}\n" + keys);
      for (std::size_t i = 0; i < made.case_count(); ++i)
        Lots(made.case_parameters(i));
    } catch (const StudyError& error) {
      return error.what();
    }
    return "";
  }
  std::string refusal_of(const std::string& document) const {
    write("urn.yaml", document);
    return refusal("urn: {file: urn.yaml}\n");
  }
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  TemporaryFolder folder_;
  Workloads workloads_ = lots_workloads();
};

const std::string schedule = "schedule: {rounds: 3}\n";

/// The study is the same to the last byte, and needs no file any more.
TEST_F(Documents, MakeTheStudyThatIsWrittenOut) {
  const std::string expected = study(schedule + "urn: {name: \"01\", lots: [1, 2.5, -3]}\n").resolved();
  write("urn.yaml", "# an urn\nname: '01'\nlots:\n  - 1\n  - 2.5\n  - -3\n");
  write("urn.json", "\xEF\xBB\xBF{\r\n\t\"name\":\"01\",\r\n\t\"lots\":[1,2.5,-3]\r\n}\r\n");
  write("schedule.json", R"({"rounds":3})");
  EXPECT_EQ(study(schedule + "urn: {file: urn.yaml}\n").resolved(), expected);
  EXPECT_EQ(study(schedule + "urn: {file: " + in_folder("urn.json") + "}\n").resolved(), expected);
  EXPECT_EQ(study("schedule: {file: schedule.json}\nurn: {file: urn.json}\n").resolved(), expected);
  EXPECT_EQ(study(schedule + "urn: {name: other, lots: [9]}\n", {{"urn", "{file: urn.json}", "--set"}}).resolved(),
            expected);
  EXPECT_EQ(study::Study::from_text(expected, "result", {}, workloads_).resolved(), expected);
}

TEST_F(Documents, AreGivenInCasesSweepsAndListsToo) {
  write("a.yaml", "lots: [1]\n");
  write("b.yaml", "lots: [2, 4]\n");
  const auto cases = study(schedule +
                           "cases: {a: {urn: {file: a.yaml}}, b: {urn: {file: b.yaml}, remarks: null}}\n"
                           "others: [{file: a.yaml}, {x: {y: [z]}}]\n");
  EXPECT_EQ(cases.case_parameters(1).document("urn")["lots"][1].integer(), 4);
  EXPECT_THAT(cases.resolved(), HasSubstr("\n  b:\n    urn: {\"lots\": [2, 4]}\n"));
  EXPECT_THAT(cases.resolved(), HasSubstr("\nothers: [{\"lots\": [1]}, {\"x\": {\"y\": [\"z\"]}}]\n"));
  EXPECT_EQ(study::Study::from_text(cases.resolved(), "result", {}, workloads_).resolved(), cases.resolved());
  EXPECT_EQ(study(schedule + "sweep: {urn: [{file: a.yaml}, {file: b.yaml}]}\n").case_label(1),
            "urn={\"lots\": [2, 4]}");
}

TEST_F(Documents, KeepWhatTheyAreThroughTheStudy) {
  const std::string written =
      R"({"a": null, "b": true, "c": -7, "d": 7.0, "e": 1.0e-300, "f": "true", "g": "007", "h": "a\tb \"q\" é", "i": [], "j": {}})";
  const auto first = study(schedule + "urn: {lots: [1]}\nremarks: " + written + "\n");
  const Document read = first.case_parameters(0).document("remarks");
  EXPECT_EQ(read.json(), written);
  const auto again = study::Study::from_text(first.resolved(), "result", {}, workloads_);
  EXPECT_EQ(again.case_parameters(0).document("remarks").json(), written);
  EXPECT_EQ(read["a"].kind(), Document::Kind::null);
  EXPECT_FALSE(read.has("a"));
  EXPECT_TRUE(read["b"].boolean());
  EXPECT_EQ(read["c"].integer(), -7);
  EXPECT_EQ(read["d"].kind(), Document::Kind::real);
  EXPECT_EQ(read["c"].real(), -7.0);
  EXPECT_EQ(read["e"].real(), 1e-300);
  EXPECT_EQ(read["f"].text(), "true");
  EXPECT_EQ(read["g"].text(), "007");
  EXPECT_EQ(read.pairs().at(8).second.size(), 0u);
}

/// As Python writes it by itself: all that is not ASCII escaped, in halves where JSON has it so.
TEST_F(Documents, MayHaveTheEscapesOfJson) {
  write("urn.json", R"({"lots": [1], "name": "\/ \\ud83d \u00e9 \ud83d\ude00"})");
  EXPECT_EQ(study(schedule + "urn: {file: urn.json}\n").case_parameters(0).document("urn")["name"].text(),
            "/ \\ud83d \u00e9 \U0001F600");
}

TEST_F(Documents, TellWhatIsWrongAtTheirOwnLines) {
  const std::string urn = in_folder("urn.yaml");
  EXPECT_EQ(refusal_of("name: x\nlotz: [1]\n"),
            urn + ":2:1: unknown key \"lotz\" (urn has name, lots) did you mean lots?");
  EXPECT_EQ(refusal_of("lots:\n  - 1\n  - two\n"), urn + ":3:5: urn.lots[1] is two (it must be a number) correct it");
  EXPECT_EQ(refusal_of("lots: []\n"), urn + ":1:7: urn.lots is empty (there is nothing to draw) put lots in");
  EXPECT_EQ(refusal_of("name: x\n"), urn + ":1:1: urn.lots is missing (it has no default) add it");
  EXPECT_EQ(refusal_of("[1, 2]"), urn +
                                      ":1:1: urn is a list (it must be a document, written here or {file: NAME}) "
                                      "write its keys, or name its file");
  EXPECT_THAT(refusal_of("lots: [1\n"), StartsWith(urn + ":2:1: not YAML ("));
  EXPECT_EQ(refusal_of("lots: [1]\nlots: [2]\n"),
            urn + ":2:1: key \"lots\" is given twice (the first is at " + urn + ":1:1) remove one of them");
  EXPECT_THAT(refusal_of("file: urn.yaml"), HasSubstr("urn names a file once more"));
  EXPECT_EQ(refusal("urn: {file: urn.yml}\n"), in_folder("study.yaml") + ":3:13: cannot read document " +
                                                   in_folder("urn.yml") + " (No such file or directory) did you mean " +
                                                   in_folder("urn.yaml") + "?");
}

TEST_F(Documents, TellAllThatIsWrongInOneGo) {
  write("urn.yaml", "lots: [0x1F, 1e400, 007, 99999999999999999999]\n");
  write("schedule.json", "{\"rounds\": 0,\n \"pause\": 1}\n");
  const std::string told = refusal("cases: {a: {schedule: {file: schedule.json}, urn: {file: urn.yaml}}}\nother: 1\n");
  for (const char* part :
       {"urn.yaml:1:8: urn.lots[0] is 0x1F (a number that JSON has no word for)",
        "urn.yaml:1:14: urn.lots[1] is 1e400 (a number that a double cannot hold)",
        "urn.yaml:1:21: urn.lots[2] is 007 (a number with leading zeros",
        "urn.yaml:1:26: urn.lots[3] is 99999999999999999999 (a whole number that 64 bits cannot hold)",
        "schedule.json:1:12: schedule.rounds is 0 (it must be a whole number from 1 to 1000)",
        "schedule.json:2:2: unknown key \"pause\" (schedule has rounds, pauses, note) did you mean pauses?",
        "study.yaml:4:1: unknown key \"other\""})
    EXPECT_THAT(told, HasSubstr(part));
}

/// Quickly: a minute would be no limit.
TEST_F(Documents, AreRefusedWhereTheyAreTooLargeOrTooDeep) {
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(refusal_of(std::string(100'000, '[')), HasSubstr("more than 64 levels deep"));
  EXPECT_THAT(
      refusal_of("lots: " + std::string(50, '[') + std::string(50, ']')),
      HasSubstr("urn has 51 levels of lists and mappings in each other (a document may have 48) make it flatter"));
  write("large.json", "[");
  std::filesystem::resize_file(folder_ / "large.json", 100'000'000);
  EXPECT_EQ(refusal("urn: {file: large.json}\n"),
            in_folder("large.json") + ":1:1: more than 4 MiB (no document needs that) make it smaller");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
  ASSERT_EQ(mkfifo(in_folder("pipe").c_str(), 0600), 0);
  EXPECT_THAT(refusal("urn: {file: pipe}\n"), HasSubstr("(a pipe or a device) give it as a file"));
  EXPECT_THAT(refusal("urn: {file: .}\n"), HasSubstr("(Is a directory) name a file in it"));
}

/// Else the result file could not be read again.
TEST_F(Documents, TogetherFitAStudy) {
  write("urn.json", "{\"lots\": [" + std::string(4'000'000, '1') + "]}");
  std::string cases;
  for (int i = 0; i < 5; ++i)
    cases += "  c" + std::to_string(i) + ": {urn: {lots: [1]}, remarks: {file: text.json}}\n";
  write("text.json", "{\"text\": \"" + std::string(4'000'000, 'x') + "\"}");
  EXPECT_THAT(refusal("cases:\n" + cases),
              HasSubstr("study.yaml: with its files written out the study has 20 MB (it may have 16 MiB)"));
}

TEST_F(Documents, AreInReferenceAndJsonSchema) {
  const std::string text = study::reference(LotsKind().schema());
  EXPECT_THAT(text, HasSubstr("document"));
  EXPECT_THAT(text, HasSubstr("what is drawn from; or {file: NAME}, YAML"));
  EXPECT_THAT(text, HasSubstr("lots drawn"));
  const auto json = nlohmann::json::parse(study::json_schema(LotsKind()));
  EXPECT_EQ(json["properties"]["urn"]["type"], "object");
  const auto& either = json["properties"]["schedule"]["anyOf"];
  EXPECT_EQ(either[0]["properties"]["rounds"]["maximum"], 1000);
  EXPECT_EQ(either[0]["required"], nlohmann::json::array({"rounds"}));
  EXPECT_EQ(either[1]["required"], nlohmann::json::array({"file"}));
  EXPECT_EQ(json["properties"]["others"]["items"]["type"], "object");
}

TEST(Document, IsReadFromText) {
  const Document document = Document::from_text("a: {b: [1, x]}", "g.yaml", "genome");
  EXPECT_EQ(document["a"]["b"][1].path(), "genome.a.b[1]");
  EXPECT_EQ(document["a"]["b"][1].place(), "g.yaml:1:12");
  EXPECT_THROW(Document::from_text("a: {", "g.yaml", "genome"), StudyError);
  EXPECT_THROW(document["a"]["b"][2], InternalError);
}

/// Whatever is read is written so that it is read as the same.
TEST(Document, IsTheSameOnceWritten) {
  const std::string seed =
      "{a: [1, -2.50, 1e-7, true, ~, 'x y', \"\\n\\t\\0\"], \"b c\": {d: [], e: {}}, f: 007x, g: .5}";
  std::mt19937 random(16);
  int read = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = seed;
    for (int change = 0; change < 2; ++change)
      text[random() % text.size()] = "0123456789.-+eE[]{},:'\"~ xtrue\n#&*"[random() % 38];
    try {
      const std::string once = Document::from_text(text, "t", "t").json();
      ++read;
      ASSERT_EQ(Document::from_text(once, "t", "t").json(), once) << text;
    } catch (const StudyError&) {
    }
  }
  EXPECT_GT(read, 400);
}

}  // namespace
}  // namespace ergodic::test

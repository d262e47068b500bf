#include "cli/command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace ergodic::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// A program with one command that takes an option of each kind.
struct Fixture {
  std::string file, how = "auto";
  bool all = false;
  double share = 0.5;
  std::uint64_t count = 1;
  std::optional<std::uint64_t> session;
  std::optional<std::string> label;
  std::vector<std::string> cases, columns;
  CommandLine line{"A program.", "The end.", "program 1"};

  Fixture() {
    const Command show = line.command("show", "Shows it");
    show.option("FILE", &file, "The file").required();
    show.option("--how", &how, "In which way").one_of({"auto", "never"}).env("ERGODIC_TEST_HOW");
    const Option flag = show.option("--all", &all, "All of it").known_env("ERGODIC_TEST_ALL");
    show.option("--share", &share, "How much").between(0.1, 0.9);
    show.option("--count", &count, "How many").excludes(flag);
    show.option("--session", &session, "Which").check([](const std::string& text) {
      return text.starts_with('-') ? "numbered from 0" : std::string();
    });
    show.option("--label", &label, "Whose");
    show.option("--case", &cases, "Of these").repeated();
    show.option("--columns", &columns, "Of these").separated_by(',');
    show.runs([] { return ExitCode::running; });
    line.command("hide", "Hides it").runs([] { return ExitCode::complete; });
  }

  CommandLine::Choice parse(std::vector<std::string> words) {
    words.insert(words.begin(), "program");
    std::vector<char*> arguments;
    for (std::string& word : words)
      arguments.push_back(word.data());
    return line.parse(static_cast<int>(arguments.size()), arguments.data());
  }

  std::string complaint(const std::vector<std::string>& words) {
    try {
      parse(words);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "none";
  }
};

TEST(CommandLine, ValuesReachTheirTargets) {
  Fixture f;
  const auto choice = f.parse({"show", "OUT.h5", "--how", "never", "--share=0.25", "--count", "7", "--session", "17",
                               "--label", "basic", "--case", "a,b", "--case", "c", "--columns", "x,y"});
  EXPECT_EQ(choice.command, "show");
  EXPECT_EQ(choice.action(), ExitCode::running);
  EXPECT_EQ(f.file, "OUT.h5");
  EXPECT_EQ(f.how, "never");
  EXPECT_EQ(f.share, 0.25);
  EXPECT_EQ(f.count, 7u);
  EXPECT_EQ(f.session, 17u);
  EXPECT_EQ(f.label, "basic");
  EXPECT_FALSE(f.all);
  EXPECT_THAT(f.cases, ElementsAre("a,b", "c"));
  EXPECT_THAT(f.columns, ElementsAre("x", "y"));
}

TEST(CommandLine, WhatIsNotGivenStaysAsItIs) {
  Fixture f;
  f.parse({"show", "OUT.h5", "--all"});
  EXPECT_TRUE(f.all);
  EXPECT_EQ(f.how, "auto");
  EXPECT_FALSE(f.session);
  EXPECT_FALSE(f.label);
}

TEST(CommandLine, KnowsTheVariablesOfItsOptions) {
  Fixture f;
  EXPECT_THAT(f.line.environment(), ElementsAre("ERGODIC_TEST_HOW", "ERGODIC_TEST_ALL"));
  setenv("ERGODIC_TEST_HOW", "never", 1);
  f.parse({"show", "OUT.h5"});
  unsetenv("ERGODIC_TEST_HOW");
  EXPECT_EQ(f.how, "never");
}

TEST(CommandLine, SaysWhatIsWrongAndWhatIsNear) {
  EXPECT_THAT(Fixture().complaint({"shwo"}), HasSubstr("unknown command \"shwo\" (ergodic has show, hide)"));
  EXPECT_THAT(Fixture().complaint({"show", "OUT.h5", "--cuont", "3"}), HasSubstr("did you mean --count?"));
  EXPECT_THAT(Fixture().complaint({"show"}), HasSubstr("FILE is required"));
  EXPECT_THAT(Fixture().complaint({"show", "OUT.h5", "--how", "so"}), HasSubstr("so not in {auto,never}"));
  EXPECT_THAT(Fixture().complaint({"show", "OUT.h5", "--share", "2"}), HasSubstr("not in range"));
  EXPECT_THAT(Fixture().complaint({"show", "OUT.h5", "--session", "-1"}), HasSubstr("numbered from 0"));
  EXPECT_THAT(Fixture().complaint({"show", "OUT.h5", "--all", "--count", "3"}), HasSubstr("excludes"));
}

TEST(CommandLine, HelpIsAnAction) {
  Fixture f;
  const auto choice = f.parse({"show", "--help"});
  EXPECT_EQ(choice.command, "");
  testing::internal::CaptureStdout();
  EXPECT_EQ(choice.action(), ExitCode::complete);
  EXPECT_THAT(testing::internal::GetCapturedStdout(), HasSubstr("In which way"));
}

}  // namespace
}  // namespace ergodic::cli

#include "support/temporary_folder.hpp"
#include "unit/study/made_up_kind.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace ergodic::test {
namespace {

std::string error_of_file(const std::filesystem::path& path) {
  try {
    study::Study::from_file(path, {}, made_up_workloads());
  } catch (const StudyError& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    return error.what();
  }
  return "";
}

TEST(StudyFile, IsNamedInMessages) {
  const TemporaryFolder folder;
  const auto path = folder / "toy.yaml";
  std::ofstream(path) << "workload: made_up\nmean: -1\n";
  EXPECT_EQ(error_of_file(path),
            path.string() + ":2:7: mean is -1 (it must be a number above 0 individuals) choose one that is");
  std::ofstream(path) << "workload: made_up\nmean: 2\n";
  EXPECT_EQ(study::Study::from_file(path, {}, made_up_workloads()).case_parameters(0).real("mean"), 2.0);
}

TEST(StudyFile, ThatIsMissingSuggestsTheNearest) {
  const TemporaryFolder folder;
  std::ofstream(folder / "branching.yaml") << "workload: branching\n";
  EXPECT_EQ(error_of_file(folder / "brunching.yaml"), "cannot read study " + (folder / "brunching.yaml").string() +
                                                          " (No such file or directory) did you mean " +
                                                          (folder / "branching.yaml").string() + "?");
  EXPECT_EQ(error_of_file(folder / "poker.txt"), "cannot read study " + (folder / "poker.txt").string() +
                                                     " (No such file or directory) check the name and the folder");
  EXPECT_EQ(error_of_file(folder / "nowhere/a.yaml"), "cannot read study " + (folder / "nowhere/a.yaml").string() +
                                                          " (No such file or directory) check the name and the folder");
}

TEST(StudyFile, MustBeAFile) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "study");
  EXPECT_EQ(error_of_file(folder / "study"),
            "cannot read study " + (folder / "study").string() + " (Is a directory) name a file in it");
}

TEST(StudyFile, MustBeReadable) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads everything";
  const TemporaryFolder folder;
  std::ofstream(folder / "a.yaml") << "workload: made_up\n";
  std::filesystem::permissions(folder / "a.yaml", std::filesystem::perms::none);
  EXPECT_EQ(error_of_file(folder / "a.yaml"),
            "cannot read study " + (folder / "a.yaml").string() + " (Permission denied) check its permissions");
}

TEST(StudyFile, WithoutAnEndIsRefused) {
  EXPECT_EQ(error_of_file("/dev/zero"),
            "/dev/zero:1:1: more than 16 MiB (no study needs that) use a sweep, or fewer cases");
}

}  // namespace
}  // namespace ergodic::test

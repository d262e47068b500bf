#include "parallel/environment.hpp"
#include "support/mpi_test.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <optional>

namespace ergodic::test {
namespace {
std::optional<parallel::Communicator> the_world;
}  // namespace

std::vector<MpiTest>& mpi_tests() {
  static std::vector<MpiTest> tests;
  return tests;
}

bool announce(const char* suite, const char* name, int ranks) {
  mpi_tests().push_back({std::string(suite) + "." + name, ranks});
  return true;
}

const parallel::Communicator& world() { return *the_world; }

}  // namespace ergodic::test

int main(int argc, char** argv) {
  using namespace ergodic;
  if (argc == 2 && std::strcmp(argv[1], "--list-mpi-tests") == 0) {
    for (const test::MpiTest& t : test::mpi_tests())
      std::printf("%s %d\n", t.name.c_str(), t.ranks);
    return 0;
  }
  testing::InitGoogleTest(&argc, argv);
  parallel::Environment mpi(argc, argv);
  test::the_world = mpi.world();

  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  if (!test::world().is_root()) delete listeners.Release(listeners.default_result_printer());
  const int mine = RUN_ALL_TESTS();
  int result = mine;
  try {
    test::world().together([&] {
      if (mine != 0) throw Error(ExitCode::internal, "a test failed here");
    });
  } catch (const parallel::SharedError& error) {
    if (test::world().is_root()) std::fprintf(stderr, "%s\n", error.what());
    result = 1;
  }
  test::the_world.reset();
  return result;
}

#include "support/mpi_test.hpp"

#include <gmock/gmock.h>

namespace ergodic::parallel {
namespace {

using testing::HasSubstr;

MPI_TEST(Communicator, BroadcastsTheRootsTextAndNumbers, ranks(3)) {
  EXPECT_EQ(world.broadcast(world.is_root() ? std::string("a study\n\0x", 10) : std::string()),
            std::string("a study\n\0x", 10));
  EXPECT_EQ(world.broadcast(std::vector<std::uint64_t>{world.is_root() ? 7u : 0u, 1u << 31}).front(), 7u);
}

MPI_TEST(Communicator, BroadcastsALongTextInPieces, ranks(3)) {
  constexpr std::size_t at_once = 7;
  for (const std::size_t size : {0u, 1u, 7u, 8u, 14u, 1000u}) {
    std::string text;
    while (text.size() < size)
      text += static_cast<char>(text.size() * 37);
    EXPECT_EQ(world.broadcast(world.is_root() ? text : std::string("of this rank"), at_once), text) << size;
  }
}

MPI_TEST(Communicator, GivesTheRootsErrorToAllRanks, ranks(3)) {
  try {
    world.at_root([] { throw StudyError("a.yaml:1:1: no good"); });
    FAIL() << "no error on rank " << world.rank();
  } catch (const SharedError& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    EXPECT_STREQ(error.what(), "a.yaml:1:1: no good");
  }
}

MPI_TEST(Communicator, GivesAnyRanksErrorToAllRanksAndNamesTheRank, ranks(3)) {
  try {
    world.together([&] {
      if (world.rank() == 2) throw InputOutputError("cannot open it");
    });
    FAIL() << "no error on rank " << world.rank();
  } catch (const SharedError& error) {
    EXPECT_EQ(error.code(), ExitCode::input_output);
    EXPECT_THAT(error.what(), HasSubstr("rank 2 of 3 on " + Communicator::host() + ": cannot open it"));
  }
}

MPI_TEST(Communicator, TellsTheRootEveryRanksHost, ranks(2)) {
  const auto hosts = world.hosts();
  EXPECT_EQ(hosts.size(), world.is_root() ? 2u : 0u);
  if (world.is_root()) {
    EXPECT_EQ(hosts[1], Communicator::host());
  }
}

MPI_TEST(Communicator, LetsSuccessPass, ranks(2)) {
  int calls = 0;
  world.at_root([&] { ++calls; });
  world.together([&] { ++calls; });
  EXPECT_EQ(calls, world.is_root() ? 2 : 1);
}

}  // namespace
}  // namespace ergodic::parallel

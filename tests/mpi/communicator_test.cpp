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

MPI_TEST(Communicator, BroadcastsIntoMemoryThatIsThereInPieces, ranks(3)) {
  std::vector<std::byte> bytes(1000);
  for (std::size_t i = 0; i < bytes.size() && world.is_root(); ++i)
    bytes[i] = static_cast<std::byte>(i * 37);
  world.broadcast(bytes, 7);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    EXPECT_EQ(bytes[i], static_cast<std::byte>(i * 37)) << i;
}

MPI_TEST(Communicator, KnowsTheRanksOfThisMachine, ranks(3)) {
  const Communicator here = world.of_this_machine();
  EXPECT_EQ(here.size(), 3);
  EXPECT_EQ(here.rank(), world.rank());
}

MPI_TEST(Communicator, IsCutDownToThoseWhoSaySo, ranks(3)) {
  const Communicator some = world.of_those(world.rank() != 1);
  EXPECT_EQ(some.size(), world.rank() == 1 ? 1 : 2);
  EXPECT_EQ(some.rank(), world.rank() == 2 ? 1 : 0);
  EXPECT_EQ(some.broadcast(std::vector<int>{world.rank()}).front(), world.rank() == 1 ? 1 : 0);
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

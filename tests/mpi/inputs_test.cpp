#include "engine/agreement.hpp"
#include "engine/inputs/shared_tables.hpp"
#include "support/mpi_test.hpp"
#include "support/shared_folder.hpp"
#include "support/table_workload.hpp"
#include "tables/image.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <string>

namespace ergodic::engine {
namespace {

using test::SharedFolder;
using testing::HasSubstr;

Workloads workloads() {
  Workloads all;
  all.add(std::make_unique<test::GamesKind>());
  return all;
}

/// Rank 0's games, and nobody else's.
Inputs games(const parallel::Communicator& world, const Workloads& known) {
  const SharedFolder folder(world);
  if (!world.is_root()) return {};
  std::ofstream(folder / "games.csv") << "team,date,points,minutes,arena\nNYK,2024-10-22,109,,Garden\n"
                                         "BOS,2024-10-22,132,48,\nBOS,2024-10-24,122,48,Größe\n";
  std::ofstream(folder / "s.yaml") << "workload: games\ninputs: {games: {file: games.csv}}\n";
  return read_inputs(study::Study::from_file(folder / "s.yaml", {}, known), known).inputs;
}

MPI_TEST(Inputs, AreThoseOfRankZeroOnAllRanks, ranks(3)) {
  const Workloads known = workloads();
  const Inputs shared = share_tables(world, known.find("games")->tables(), games(world, known));
  ASSERT_EQ(shared.tables().size(), 1u);
  const Table& table = shared["games"];
  EXPECT_EQ(table.rows(), 3u);
  EXPECT_EQ(table.texts("team")[2], "NYK");
  EXPECT_EQ(table.texts("arena")[1], "Größe");
  EXPECT_EQ(table.rows_of({"BOS"}).size(), 2u);
  const Digest mine = tables::content_digest(table);
  EXPECT_EQ(mine, world.broadcast(mine));
}

MPI_TEST(Inputs, AreInOneMemoryOfAMachine, ranks(2)) {
  const Workloads known = workloads();
  const Inputs shared = share_tables(world, known.find("games")->tables(), games(world, known));
  // Each rank has mapped the same file, whose name is gone.
  std::ifstream maps("/proc/self/maps");
  std::string found;
  for (std::string line; std::getline(maps, line);) {
    if (line.find("/ergodic-") != std::string::npos) found = line;
  }
  EXPECT_THAT(found, HasSubstr("(deleted)"));
  EXPECT_THAT(found, HasSubstr("r--s"));
  // address perms offset device inode path
  const auto inode = [](const std::string& line) { return line.substr(line.find("r--s") + 5); };
  EXPECT_EQ(inode(found), world.broadcast(inode(found)));
}

MPI_TEST(Inputs, ReachTheWorkloadsOfAllRanks, ranks(3)) {
  const Workloads known = workloads();
  const SharedFolder folder(world);
  const auto read = [&] {
    std::ofstream(folder / "games.csv") << "team,date,points,minutes,arena\nNYK,2024-10-22,109,,Garden\n";
    std::ofstream(folder / "s.yaml") << "workload: games\nsessions: 4\ninputs: {games: {file: games.csv}}\n";
    return read_inputs(study::Study::from_file(folder / "s.yaml", {}, known), known);
  };
  const Chain chain = agree_on_chain(world, read, known);
  const Plan& plan = chain[0];
  EXPECT_EQ(plan.inputs()["games"].wholes("points")[0], 109);
  EXPECT_EQ(plan.layout().kept_tables.size(), 1u);
  EXPECT_EQ(plan.layout().identity(), world.broadcast(plan.layout().identity()));
}

MPI_TEST(Inputs, ThatAreWrongAreToldOnceOnAllRanks, ranks(3)) {
  const Workloads known = workloads();
  const SharedFolder folder(world);
  const auto read = [&] {
    std::ofstream(folder / "games.csv") << "team,date,points,minutes,arena\nNYK,2024-10-32,109,,Garden\n";
    std::ofstream(folder / "s.yaml") << "workload: games\nsessions: 4\ninputs: {games: {file: games.csv}}\n";
    return read_inputs(study::Study::from_file(folder / "s.yaml", {}, known), known);
  };
  try {
    agree_on_chain(world, read, known);
    FAIL() << "no error on rank " << world.rank();
  } catch (const parallel::SharedError& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    EXPECT_THAT(error.what(), HasSubstr("games.csv:2:5: "));
  }
}

}  // namespace
}  // namespace ergodic::engine

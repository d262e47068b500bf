#pragma once

#include "parallel/communicator.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

/// Tests that state how many ranks they want. Each becomes a CTest entry of its own, run by mpirun -n N, with its own
/// time limit:
///
///     MPI_TEST(Exchange, SumsThePulsesOfAllRanks, ranks(3)) { … world.rank() … }
namespace ergodic::test {

struct MpiTest {
  std::string name;  ///< Suite.Name
  int ranks;
};

std::vector<MpiTest>& mpi_tests();
bool announce(const char* suite, const char* name, int ranks);

constexpr int ranks(int n) { return n; }

/// All ranks of the test. Valid while a test runs.
const parallel::Communicator& world();

}  // namespace ergodic::test

#define MPI_TEST(suite, name, how_many)                                                        \
  static const bool suite##_##name##_announced = ::ergodic::test::announce(#suite, #name, [] { \
    using ::ergodic::test::ranks;                                                              \
    return how_many;                                                                           \
  }());                                                                                        \
  static void suite##_##name##_body(const ::ergodic::parallel::Communicator& world);           \
  TEST(suite, name) {                                                                          \
    ASSERT_TRUE(suite##_##name##_announced);                                                   \
    suite##_##name##_body(::ergodic::test::world());                                           \
  }                                                                                            \
  static void suite##_##name##_body([[maybe_unused]] const ::ergodic::parallel::Communicator& world)

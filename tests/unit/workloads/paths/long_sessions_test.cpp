#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

struct Counted final : Interruption {
  void check() override { ++checks; }
  std::uint64_t checks = 0;
};

/// How often simulating so many sessions asks whether to go on.
std::uint64_t checks_of(const Workload& workload, std::uint64_t sessions) {
  Counted counted;
  simulated(workload, {0, sessions}, Streams(test_streams().key(), &counted));
  return counted.checks;
}

TEST(APathThatDrawsNothing, AsksWhetherToGoOn) {
  const auto queue = paths(
      "process: single_server_queue\nsingle_server_queue:\n  interarrival: {law: deterministic, mean: 2}\n"
      "  service: {law: deterministic, mean: 1}\n  customers: 20000\n");
  EXPECT_GE(checks_of(*queue, 20), 20u);
  const auto renewal = paths("process: renewal\nrenewal: {gap: {law: deterministic, mean: 1}, horizon: 20000}\n");
  EXPECT_GE(checks_of(*renewal, 20), 20u);
  const auto watched =
      paths("process: renewal\ntimes: [100, 20000]\nrenewal: {gap: {law: deterministic, mean: 1}, horizon: 20000}\n");
  EXPECT_GE(checks_of(*watched, 20), 20u);
}

TEST(ManyShortPaths, AskWhetherToGoOnToo) {
  EXPECT_GE(checks_of(*paths("process: gbm\ngbm: {volatility: 0.2}\n"), 25'600), 100u);
  const auto sets = paths("process: gbm\ngbm: {volatility: 0.2}\nsampling: {method: independent, points: 1600}\n");
  EXPECT_GE(checks_of(*sets, 4), 400u);
}

TEST(ManyShortSessions, AskWhetherToGoOnToo) {
  EXPECT_GE(checks_of(*let_it_ride(), 6'400), 100u);
  EXPECT_GE(checks_of(*let_it_ride("table: {num_seats: 3}\n"), 100), 100u);
  EXPECT_GE(checks_of(*let_it_ride("table: {num_seats: 2, total_rounds: 100}\n"), 100), 100u);
}

/// So many that a block takes some seconds: 1.6·10^8 steps or events, each of some 10 ns.
TEST(ABlock, HasFewerPathsWhereTheyAreLong) {
  const auto block = [](const std::string& keys) { return *paths(keys)->sessions_per_block(); };
  const auto walk = [](const std::string& steps) { return of("random_walk", "steps: " + steps); };
  EXPECT_EQ(block(walk("10000")), 16'384u);
  EXPECT_EQ(block(walk("20000")), 8'192u);
  EXPECT_EQ(block(walk("10000000")), 16u);
  EXPECT_EQ(block("times: [100]\n" + walk("20000")), 8'192u);
  EXPECT_EQ(block(of("poisson", "rate: 1000, horizon: 1000")), 163u) << "a million events are expected";
  EXPECT_EQ(block(of("gbm", "volatility: 0.2, steps: 100000") + "sampling: {method: antithetic, points: 2}\n"), 819u);
  EXPECT_EQ(block(of("gbm", "volatility: 0.2, steps: 100000") + "sampling: {method: antithetic, points: 1000}\n"), 1u);
  EXPECT_EQ(block(of("gbm", "volatility: 0.2, steps: 12") + "sampling: {method: sobol, points: 4096}\n"), 16u);
}

/// 65 536 paths of 10^5 steps are 6.6·10^9 draws; 10^4 paths are 10^9, of which one waits for the last.
TEST(ASetOfPaths, IsNotWithoutEnd) {
  const auto of = [](const std::string& points) {
    return "process: gbm\ngbm: {volatility: 0.2, steps: 100000}\nsampling: {method: antithetic, points: " + points +
           "}\n";
  };
  EXPECT_THAT(paths_refusal(of("65536")), HasSubstr("sampling.points is 65536 (of 100000 draws each; a session would "
                                                    "make 6.55e+09, and 1e+09 can be waited for)"));
  EXPECT_EQ(paths_refusal(of("10000")), "");
}

}  // namespace
}  // namespace ergodic::test

#include "parallel/watch/vigil.hpp"

#include "core/ticker.hpp"
#include "parallel/watch/silence.hpp"
#include "parallel/watch/waiting.hpp"
#include "support/mpi_test.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

namespace ergodic::parallel {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

/// Work of about so long, that tells of itself.
void work(Vigil& vigil, std::chrono::milliseconds length, Phase phase = Phase::copying) {
  const auto end = std::chrono::steady_clock::now() + length;
  for (std::uint64_t i = 0; std::chrono::steady_clock::now() < end; ++i) {
    vigil.alive({phase, i, 1000}, i);
    std::this_thread::sleep_for(10ms);
  }
}

/// As the watchdog looks: the most looks that a wait has lasted, and who was silent at a time.
class Looks {
 public:
  Looks()
      : ticker_(0.05, [this] {
          most_ = std::max(most_.load(), Waiting::looks());
          return true;
        }) {}
  std::int64_t most() const { return most_; }

 private:
  std::atomic<std::int64_t> most_ = 0;
  Ticker ticker_;
};

MPI_TEST(Vigil, KeepsTheOthersFromWaitingLongForRankZerosWork, ranks(3)) {
  const Looks looks;
  world.at_root([&](Vigil& vigil) { work(vigil, 3s); });
  EXPECT_LT(looks.most(), 30) << "of 60 in the three seconds that the work took";
}

MPI_TEST(Vigil, KeepsRanksFromWaitingLongForAnyThatWorks, ranks(3)) {
  const Looks looks;
  world.together([&](Vigil& vigil) {
    if (world.rank() == 2) work(vigil, 3s, Phase::closing);
  });
  EXPECT_LT(looks.most(), 30);
}

MPI_TEST(Vigil, LetsTheOthersWaitForWorkThatSaysNothing, ranks(2)) {
  const Looks looks;
  world.at_root([&](Vigil&) { std::this_thread::sleep_for(2s); });
  if (!world.is_root()) {
    EXPECT_GT(looks.most(), 20);
  }
}

MPI_TEST(Vigil, TellsAllHowMuchIsDoneTogether, ranks(3)) {
  std::uint64_t most = 0;
  world.together([&](Vigil& vigil) {
    for (int i = 0; i < 100; ++i) {
      vigil.alive({Phase::closing}, 7);
      most = std::max(most, vigil.done());
      std::this_thread::sleep_for(10ms);
    }
  });
  EXPECT_EQ(most, 21u);
}

MPI_TEST(Vigil, EndsRankZerosWorkWhenAnotherRankWantsAllToStop, ranks(3)) {
  const auto stop = [&] { return world.rank() == 2 ? StopReason::user_signal_1 : StopReason::none; };
  const auto start = std::chrono::steady_clock::now();
  try {
    world.at_root([&](Vigil& vigil) { work(vigil, 20s); }, stop);
    FAIL() << "no rank is stopped";
  } catch (const StoppedAtWork& stopped) {
    EXPECT_EQ(stopped.reason(), StopReason::user_signal_1) << "on rank " << world.rank();
    EXPECT_EQ(stopped.code(), ExitCode::unfinished);
    EXPECT_THAT(stopped.what(), HasSubstr("(SIGUSR1 was received while copying "));
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

MPI_TEST(Vigil, IsNoStopWhereTheWorkIsDoneByThen, ranks(2)) {
  const auto stop = [] { return StopReason::termination; };
  EXPECT_NO_THROW(world.at_root([](Vigil&) {}, stop));
  EXPECT_NO_THROW(world.together([](Vigil&) {}, stop));
}

MPI_TEST(Vigil, LetsAllKnowWhoIsSilentAndWhatRankZeroIsAt, ranks(3)) {
  std::optional<Silence> seen;
  world.together([&](Vigil& vigil) {
    if (world.rank() == 2) return std::this_thread::sleep_for(3s);  // and says nothing
    const auto end = std::chrono::steady_clock::now() + 2500ms;
    while (std::chrono::steady_clock::now() < end) {
      vigil.alive({Phase::copying, 5, 9});
      std::this_thread::sleep_for(10ms);
    }
    seen = Silence::longest(world.rank(), 1);
  });
  if (world.rank() == 2) return;
  ASSERT_TRUE(seen) << "on rank " << world.rank();
  EXPECT_EQ(seen->rank, 2);
  EXPECT_GT(seen->seconds, 1.5);
  if (!world.is_root()) {
    EXPECT_EQ(seen->doing, (Activity{Phase::copying, 5, 9}));
  }
}

MPI_TEST(Vigil, LetsTheOthersKnowThatRankZeroIsTheSilentOne, ranks(2)) {
  std::optional<Silence> seen;
  world.together([&](Vigil& vigil) {
    if (world.is_root()) {
      work(vigil, 1s);
      return std::this_thread::sleep_for(3s);
    }
    std::this_thread::sleep_for(100ms);
    const auto end = std::chrono::steady_clock::now() + 3s;
    while (std::chrono::steady_clock::now() < end) {
      vigil.alive({Phase::closing});
      std::this_thread::sleep_for(10ms);
    }
    seen = Silence::longest(world.rank(), 1);
  });
  if (world.is_root()) return;
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->rank, 0);
  EXPECT_GT(seen->seconds, 1.5);
  ASSERT_TRUE(seen->doing);
  EXPECT_EQ(seen->doing->phase, Phase::copying);
  EXPECT_FALSE(Silence::longest(world.rank(), 1)) << "nobody tells of itself any more";
}

}  // namespace
}  // namespace ergodic::parallel

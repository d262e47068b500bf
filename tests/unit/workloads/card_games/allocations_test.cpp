// Nothing is allocated between the deal and the end, whatever the game.
#include "random/case_streams.hpp"
#include "random_genomes.hpp"
#include "workloads/card_games/genome/canonical.hpp"
#include "workloads/card_games/machine/compile.hpp"
#include "workloads/card_games/play/game.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> allocations{0};

}  // namespace

[[gnu::noinline]] void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace ergodic::workloads::card_games {

namespace {

TEST(RandomGenomes, ArePlayedWithoutAllocatingAnything) {
  const Streams streams = random::case_streams(20274, "card_games", "memory");
  test::card_games::RandomGenomes genomes(streams.open(0));
  for (std::uint64_t number = 0; number < 300; ++number) {
    const Genome genome = genomes.valid();
    const Machine machine(compile(genome));
    RandomSeats seats(streams, number);
    const std::uint64_t before = allocations.load();
    const GameResult result = play_game(machine, streams, number, seats, Unobserved());
    const std::uint64_t allocated = allocations.load() - before;
    ASSERT_EQ(allocated, 0u) << canonical_form(genome);
    ASSERT_NE(result.outcome, Outcome::open);
  }
}

}  // namespace

}  // namespace ergodic::workloads::card_games

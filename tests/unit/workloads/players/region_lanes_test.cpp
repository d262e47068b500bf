#include "unit/each_target.hpp"
#include "unit/workloads/players/regions.hpp"
#include "workloads/players/region/corner_lanes.hpp"
#include "workloads/players/region/sampler.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::workloads::players {
namespace {

using namespace test;

constexpr std::size_t size = 7;
constexpr std::uint64_t draws = 100;

void expect_the_same(const RegionSampler& sampler, const Streams& streams, std::uint64_t first) {
  std::vector<double> all(size * draws);
  sampler.draw(streams, 1, {first, draws}, all.data());
  for (std::uint64_t i = 0; i < draws; ++i) {
    std::vector<double> x(size);
    Stream stream = streams.open(first + i, 1);
    sampler.draw(stream, x);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(size * i);
    ASSERT_EQ(x, std::vector<double>(begin, begin + size)) << i;
  }
}

/// The ball and the corner; replicates below and across 2^32.
TEST(RegionSampler, LeavesTheSameBitsInLanes) {
  std::uint32_t seed = 850;
  for (const Law law : {Law::uniform, Law::normal, Law::student}) {
    for (const double usage : {.24, .4}) {
      RegionDescription description = seven_shares(law);
      description.degrees = 9;
      add_box(description);
      description.halfspaces.push_back(at_most(7, 1, usage));
      for (const std::uint64_t first : {std::uint64_t{3}, (std::uint64_t{1} << 32) - 40}) {
        const Region region(description);
        const RegionSampler sampler(region, streams_of(++seed), 9);
        ergodic::test::with_each_target([&] { expect_the_same(sampler, streams_of(seed), first); });
      }
    }
  }
}

}  // namespace
}  // namespace ergodic::workloads::players

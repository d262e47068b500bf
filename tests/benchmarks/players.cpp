/// How many draws from regions and how many box scores of players a core makes in a second, of the workload and of a
/// plain program with std::mt19937_64, in turn in one run, by processor time. Prints a mean of both beside it: they
/// draw the same law.
///
///     players [rounds = 5] [draws a round = 102400]
#include "naive_players.hpp"
#include "unit/workloads/players/regions.hpp"
#include "workloads/players/play/player_game.hpp"
#include "workloads/players/region/sampler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace ergodic;
using namespace ergodic::workloads::players;

/// Of this thread, in seconds: what others do on the machine meanwhile does not count.
double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// A program that draws, and the mean of what it drew.
struct Timing {
  std::vector<double> seconds = {};  ///< a draw, in each round
  double sum = 0, count = 0;

  template <class Draw>
  void time(std::int64_t draws, const Draw& draw) {
    const double start = processor_time();
    for (std::int64_t i = 0; i < draws; ++i)
      sum += draw(static_cast<std::uint64_t>(count) + static_cast<std::uint64_t>(i));
    seconds.push_back((processor_time() - start) / static_cast<double>(draws));
    count += static_cast<double>(draws);
  }
  double median() const {
    std::vector<double> sorted = seconds;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
  }
  double mean() const { return sum / count; }
};

void print(const std::string& name, const Timing& ours, const Timing& plain, double speed_up) {
  fmt::print("{:<24} {:>12.0f}/s   plain {:>10.0f}/s   {:>7.2f} x   mean {:.5f}, plain {:.5f}\n", name,
             1 / ours.median(), 1 / plain.median(), speed_up, ours.mean(), plain.mean());
}

naive::Region plain_of(const Region& region) {
  const std::size_t d = region.dimension();
  naive::Region plain{d, std::sqrt(*region.squared_radius()), region.description().centre, {}, {}, region.bounds()};
  for (std::size_t i = 0; i < d; ++i)
    plain.lower.insert(plain.lower.end(), region.lower().row(i), region.lower().row(i) + d);
  for (std::size_t i = 0; i < region.bounds().size(); ++i)
    plain.normals.insert(plain.normals.end(), region.normals().row(i), region.normals().row(i) + d);
  return plain;
}

/// `seldom`: draws of the plain program for each thousand of ours.
void compare_regions(const std::string& name, RegionDescription description, int rounds, std::int64_t draws,
                     std::int64_t seldom) {
  const Region region(std::move(description));
  const Streams streams = test::streams_of(1);
  const RegionSampler sampler(region, streams, 8);
  const naive::Region plain_region = plain_of(region);
  naive::RegionSampler plain_sampler(plain_region);
  std::mt19937_64 generator(1);
  Timing ours;
  Timing plain;
  std::vector<double> x(region.dimension());
  for (int round = 0; round < rounds; ++round) {
    constexpr std::uint64_t some = 256;
    std::vector<double> of_some(some * region.dimension());
    ours.time(draws, [&](std::uint64_t replicate) {
      if (replicate % some == 0) sampler.draw(streams, 0, {replicate, some}, of_some.data());
      return of_some[replicate % some * region.dimension()];
    });
    plain.time(std::max<std::int64_t>(1, draws * seldom / 1000), [&](std::uint64_t) {
      plain_sampler.draw(generator, x.data());
      return x[0];
    });
  }
  print(name, ours, plain, plain.median() / ours.median());
}

void compare_box_scores(int rounds, std::int64_t draws) {
  const Rates rates = usual_rates();
  const GameDrawer drawer({1, 34, 4, 100, 0});
  const Streams streams = test::streams_of(2);
  std::mt19937_64 generator(2);
  Timing ours;
  Timing plain;
  for (int round = 0; round < rounds; ++round) {
    ours.time(draws, [&](std::uint64_t replicate) { return drawer.draw(rates, streams, replicate).points; });
    plain.time(draws, [&](std::uint64_t) { return naive::box_score(generator, rates, 34, 4, 100).points; });
  }
  print("box scores", ours, plain, plain.median() / ours.median());
}

RegionDescription eleven_rates() {
  RegionDescription description{.centre = {.56, .22, .20, .10, .03, .12, .015, .015, .35, .15, .25},
                                .scale = Matrix(11, 11),
                                .law = Law::uniform,
                                .credibility = .8};
  for (std::size_t i = 0; i < 11; ++i) {
    for (std::size_t j = 0; j < 11; ++j)
      description.scale(i, j) = i == j ? .005 : i + 1 == j || j + 1 == i ? .0005 : 0;
  }
  const auto bound = [&](std::size_t place, double low, double high) {
    description.halfspaces.push_back(test::at_least(11, place, low));
    description.halfspaces.push_back(test::at_most(11, place, high));
  };
  bound(1, .18, .40);
  bound(0, .45, .75);
  bound(2, .05, .50);
  bound(3, .05, .25);
  bound(8, 0, .60);
  bound(9, 0, .50);
  bound(10, .10, .60);
  description.halfspaces.push_back({"usage + 2 turnovers", {0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0}, .50225});
  description.halfspaces.push_back(test::at_most(11, 9, .21));
  description.halfspaces.push_back(test::at_most(11, 4, .04));
  description.halfspaces.push_back(test::at_most(11, 10, .225));
  return description;
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::int64_t draws = argc > 2 ? std::atoll(argv[2]) : 102'400;
  RegionDescription seven = test::seven_shares(Law::uniform);
  test::add_box(seven);
  compare_regions("region, 7-D, box", seven, rounds, draws, 1000);
  compare_regions("region, 11-D", eleven_rates(), rounds, draws, 100);
  seven.halfspaces.push_back(test::at_most(7, 1, .24));
  seven.halfspaces.push_back(test::at_least(7, 0, .66));
  compare_regions("region, 7-D, rare", seven, rounds, draws, 1);
  compare_box_scores(rounds, draws);
}

#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

const std::string weather = R"(
process: markov_chain
markov_chain:
  states: [{name: dry, next: [0.8, 0.2]}, {name: wet, next: [0.5, 0.5]}]
  steps: 10
)";

/// The values of one time, over the paths.
std::vector<double> at(const Rows& rows, std::size_t place) {
  const std::vector<double> all = values(rows, "state");
  const std::size_t times = rows.length("state");
  std::vector<double> some;
  for (std::size_t i = place; i < all.size(); i += times)
    some.push_back(all[i]);
  return some;
}

/// Within 4.5 standard errors of the exact moments or laws at each time; and the last is where the path ends.
TEST(Times, FollowTheStateAlongThePath) {
  for (const std::string& study : {
           weather + "times: [0, 1, 4, 10]\n",
           std::string("process: gbm\ngbm: {drift: 0.1, volatility: 0.3, steps: 10}\ntimes: [0, 0.1, 0.3, 1]\n"),
           std::string("process: cir\ncir: {start: 1, mean_reversion: 1, level: 2, volatility: 0.5, horizon: 3, steps: "
                       "6}\ntimes: [0.5, 3]\n"),
           std::string("process: brownian_bridge\nbrownian_bridge: {start: 1, end: 3, volatility: 2, horizon: 2, "
                       "steps: 8}\ntimes_every: 0.5\n"),
           std::string("process: multi_asset_gbm\nmulti_asset_gbm: {assets: [{name: a}, {name: b, weight: 2, "
                       "volatility: 0.4}], correlation: [[1, 0.5], [0.5, 1]], steps: 4}\nsteps_every: 2\n"),
           std::string("process: merton\nmerton: {jump_rate: 1, jump_sd: 0.2, steps: 4}\ntimes: [0.5, 1]\n"),
           std::string("process: markov_queue\nmarkov_queue: {arrival_rate: 0.8, service_rate: 1, horizon: 10}\ntimes: "
                       "[0.7, 5, 10]\n"),
           std::string("process: birth_death\nbirth_death: {birth_rate: 0.5, death_rate: 0.4, start: 5, horizon: "
                       "4}\ntimes: [1.5, 4]\n"),
           std::string("process: jump_chain\njump_chain: {states: [{name: off, rates: [0, 0.6]}, {name: on, rates: "
                       "[0.9, 0]}]}\ntimes: [0.25, 1]\n"),
       }) {
    SCOPED_TRACE(study);
    const auto one = paths(study);
    const Rows rows = simulated(*one, {0, many_paths / 4});
    const ExactResults exact = *one->exact();
    const std::size_t times = rows.length("state");
    const bool has_terminal = one->columns().front().name == "terminal";
    EXPECT_EQ(at(rows, times - 1), values(rows, has_terminal ? "terminal" : "basket"));
    for (std::size_t k = 0; k < times; ++k) {
      const Sample sample(at(rows, k));
      if (exact.moments_along.count("state") == 1) {
        const ExactMoments moments = exact.moments_along.at("state")[k];
        sample.expect_mean(moments.mean, "mean at a time");
        sample.expect_variance(*moments.standard_deviation * *moments.standard_deviation, "variance at a time");
      } else {
        sample.expect_mean(exact.category_laws_along.at("state")[k][1], "share at a time");
      }
    }
  }
}

/// Of a law without atoms, so that no two paths have the same state; across the ends of the parts that a run is cut
/// into.
TEST(Times, DoNotDependOnHowThePathsAreCut) {
  const auto one = paths("process: brownian_motion\nbrownian_motion: {steps: 3, horizon: 3}\ntimes: [1, 2, 3]\n");
  const std::vector<double> whole = values(simulated(*one, {100, 600}), "state");
  ASSERT_EQ(whole.size(), 1800u);
  ASSERT_EQ(std::set<double>(whole.begin(), whole.end()).size(), 1800u);
  for (const Replicates part : {Replicates{100, 1}, Replicates{355, 2}, Replicates{150, 333}, Replicates{699, 1}}) {
    const std::vector<double> some = values(simulated(*one, part), "state");
    const auto first = whole.begin() + static_cast<std::ptrdiff_t>(3 * (part.first - 100));
    EXPECT_EQ(some, std::vector<double>(first, first + static_cast<std::ptrdiff_t>(3 * part.count)));
  }
}

std::vector<double> times_of(const std::string& keys) { return paths(keys)->axes().at(0).coordinates; }

TEST(Times, AreThoseOfAList) {
  const std::string bridge = "process: brownian_bridge\nbrownian_bridge: {horizon: 1, steps: 12}\n";
  EXPECT_EQ(times_of(bridge + "steps_every: 4\n"),
            times_of(bridge + "times: [0, 0.333333333333, 0.666666666667, 1]\n"));
  EXPECT_EQ(times_of(bridge + "times_every: 0.25\n"), times_of(bridge + "times: [0, 0.25, 0.5, 0.75, 1]\n"));
  EXPECT_EQ(times_of(bridge + "steps_every: 1\n").size(), 13u);
  EXPECT_EQ(times_of(bridge + "steps_every: 5\n").size(), 3u) << "the end is not there unless it is a multiple";
  EXPECT_EQ(times_of(weather + "steps_every: 5\n"), (std::vector<double>{0, 5, 10}));
  EXPECT_EQ(times_of(weather + "times_every: 4\n"), (std::vector<double>{0, 4, 8}));
  EXPECT_EQ(times_of("process: poisson\npoisson: {rate: 2, horizon: 3}\ntimes_every: 0.7\n"),
            (std::vector<double>{0, 0.7, 1.4, 2.1, 2.8}));
}

/// 7 · 0.1 is 0.7000000000000001, and 3 · 0.7 is 2.0999999999999996: readers see what a person would write.
TEST(Times, AreShownAsTheyWouldBeWritten) {
  const std::string motion = "process: brownian_motion\nbrownian_motion: {steps: 10, horizon: 1}\n";
  const std::vector<double> tenths{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};
  EXPECT_EQ(times_of(motion + "steps_every: 1\n"), tenths);
  EXPECT_EQ(times_of(motion + "times_every: 0.1\n"), tenths);
  EXPECT_EQ(times_of(motion + "times: [0.3, 0.7]\n"), (std::vector<double>{0.3, 0.7}));
  EXPECT_EQ(times_of("process: brownian_motion\nbrownian_motion: {steps: 3, horizon: 1}\nsteps_every: 1\n"),
            (std::vector<double>{0, 1 / 3., 2 / 3., 1}))
      << "no decimal is that number";
}

/// A path of every step shows all that a person sees of it.
TEST(Times, OfEveryStepAreTheWholePath) {
  const auto one = paths("process: gbm\ngbm: {steps: 5}\nsteps_every: 1\nobservables: [maximum]\n");
  const Rows rows = simulated(*one, {7, 1});
  const std::vector<double> path = values(rows, "state");
  EXPECT_EQ(*std::max_element(path.begin(), path.end()), values(rows, "maximum").front());
  std::ostringstream out;
  one->transcript(7, test_streams(), out);
  std::istringstream lines(out.str());
  std::string heading;
  std::getline(lines, heading);
  for (std::size_t k = 0; k < path.size(); ++k) {
    double time = 0, value = 0;
    lines >> time >> value;
    EXPECT_NEAR(time, one->axes().at(0).coordinates[k], 1e-8);
    EXPECT_NEAR(value, path[k], 1e-6);
  }
}

TEST(Times, RefuseTimesThatAPathDoesNotHave) {
  for (const auto& [times, says] : std::vector<std::pair<std::string, std::string>>{
           {"[0.5]", "times has 0.5 (paths have points at multiples of 1 only)"},
           {"[11]", "times has 11 (paths end at 10)"},
           {"[3, 2]", "times has 2 after 3"},
           {"[3, 3]", "times has 3 after 3"},
       }) {
    EXPECT_THAT(paths_refusal(weather + "times: " + times + "\n"), HasSubstr(says));
  }
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {"times: [1]\ntimes_every: 2\n", "times_every plays no part (times says when the state is kept) remove one"},
           {"times_every: 2\nsteps_every: 2\n", "steps_every plays no part (times_every says"},
           {"times_every: 0.5\n", "times_every is 0.5 (paths have points at multiples of 1 only)"},
           {"steps_every: 11\n", "steps_every is 11 (paths end at 10, before the first)"},
           {"steps_every: 0\n", "steps_every is 0"},
       }) {
    EXPECT_THAT(paths_refusal(weather + keys), HasSubstr(says)) << keys;
  }
  EXPECT_THAT(paths_refusal("process: gbm\ngbm: {steps: 5000000}\nsteps_every: 1\n"),
              HasSubstr("steps_every makes 5000001 times (at most 1000000 values of a path are kept) take more"));
  EXPECT_THAT(paths_refusal("process: poisson\npoisson: {rate: 1}\nsteps_every: 1\n"),
              HasSubstr("set times_every instead"));
  EXPECT_THAT(paths_refusal("process: markov_queue\nmarkov_queue: {arrival_rate: 1, service_rate: 2, events: "
                            "5}\ntimes: [1]\n"),
              HasSubstr("times plays no part"));
}

}  // namespace
}  // namespace ergodic::test

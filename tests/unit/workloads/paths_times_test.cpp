#include "unit/workloads/paths_cases.hpp"

#include <gmock/gmock.h>

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
    EXPECT_EQ(at(rows, times - 1), values(rows, "terminal"));
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

TEST(Times, DoNotDependOnHowThePathsAreCut) {
  const auto one = paths(weather + "times: [1, 2, 3]\n");
  const std::vector<double> whole = values(simulated(*one, {100, 600}), "state");
  const std::vector<double> part = values(simulated(*one, {150, 333}), "state");
  EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + 150));
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
  EXPECT_THAT(paths_refusal("process: markov_queue\nmarkov_queue: {arrival_rate: 1, service_rate: 2, events: "
                            "5}\ntimes: [1]\n"),
              HasSubstr("times plays no part"));
}

}  // namespace
}  // namespace ergodic::test

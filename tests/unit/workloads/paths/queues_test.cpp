#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

namespace ergodic::test {
namespace {

using testing::HasSubstr;

std::string markov(const std::string& keys) { return "process: markov_queue\nmarkov_queue: {" + keys + "}\n"; }
std::string births(const std::string& keys) { return "process: birth_death\nbirth_death: {" + keys + "}\n"; }
std::string single(const std::string& arrival, const std::string& service, const std::string& more = "") {
  return "process: single_server_queue\nsingle_server_queue:\n  interarrival: {" + arrival + "}\n  service: {" +
         service + "}\n" + more;
}

TEST(MarkovQueue, KnowsItsTransients) {
  const auto events = paths(markov("arrival_rate: 0.8, service_rate: 1, events: 100"));
  EXPECT_NEAR(mean(*events, "terminal"), 3.92045267158, 1e-10);
  EXPECT_NEAR(variance(*events, "terminal"), 14.3052171031, 1e-9);
  EXPECT_NEAR(figure(*events, "probability_of_empty"), 0.211866644453, 1e-12);
  EXPECT_NEAR(mean(*events, "clock"), 64.9502829197, 1e-9);
  const auto clock = paths(markov("arrival_rate: 0.8, service_rate: 1, horizon: 10"));
  EXPECT_NEAR(mean(*clock, "terminal"), 2.03028156358, 1e-10);
  EXPECT_NEAR(variance(*clock, "terminal"), 4.44075055495, 1e-10);
  EXPECT_NEAR(figure(*clock, "probability_of_empty"), 0.286422593285, 1e-12);
  const auto everybody = paths(markov("arrival_rate: 3, service_rate: 0.5, servers: 1000000000, horizon: 2"));
  EXPECT_NEAR(mean(*everybody, "terminal"), 3.79272335297, 1e-10);
  EXPECT_NEAR(variance(*everybody, "terminal"), 3.79272335297, 1e-10);
  EXPECT_NEAR(figure(*everybody, "probability_of_empty"), 0.0225341497675, 1e-12);
}

TEST(MarkovQueue, KnowsItsSteadyStates) {
  const auto one = paths(markov("arrival_rate: 0.8, service_rate: 1, events: 10"));
  EXPECT_NEAR(figure(*one, "stationary_mean"), 4, 1e-10);
  EXPECT_NEAR(figure(*one, "stationary_queue"), 3.2, 1e-10);
  EXPECT_NEAR(figure(*one, "stationary_sojourn"), 5, 1e-10);
  EXPECT_NEAR(figure(*one, "stationary_wait"), 4, 1e-10);
  EXPECT_NEAR(figure(*one, "stationary_variance"), 20, 1e-9);
  const auto three = paths(markov("arrival_rate: 2.4, service_rate: 1, servers: 3, events: 10"));
  EXPECT_NEAR(figure(*three, "stationary_all_busy"), 0.647191011236, 1e-11);
  EXPECT_NEAR(figure(*three, "stationary_queue"), 2.58876404494, 1e-10);
  EXPECT_NEAR(figure(*three, "stationary_wait"), 1.07865168539, 1e-10);
  EXPECT_NEAR(figure(*three, "stationary_empty"), 0.0561797752809, 1e-12);
  const auto loss = paths(markov("arrival_rate: 2.4, service_rate: 1, servers: 3, capacity: 3, events: 10"));
  EXPECT_NEAR(figure(*loss, "stationary_blocked"), 0.268406337372, 1e-12);
  const auto five = paths(markov("arrival_rate: 1.5, service_rate: 1, servers: 2, capacity: 5, events: 10"));
  EXPECT_NEAR(figure(*five, "stationary_blocked"), 0.0851138353765, 1e-12);
  EXPECT_NEAR(figure(*five, "stationary_mean"), 2.00595446585, 1e-11);
  EXPECT_NEAR(figure(*five, "stationary_sojourn"), 1.46171516080, 1e-11);
}

/// Within 4.5 standard errors of all that is known exactly.
TEST(MarkovQueue, SaysInWordsThatItHasNoSteadyState) {
  const auto load_of = [](const std::string& keys) { return exact_figure(*paths(markov(keys)), "load"); };
  const ExactFigure growing = load_of("arrival_rate: 3, service_rate: 1, servers: 2, horizon: 3");
  EXPECT_EQ(growing.value, 1.5);
  EXPECT_THAT(growing.long_name, HasSubstr("no steady state"));
  for (const char* room : {"servers: 4", "servers: 2, capacity: 5"}) {
    const ExactFigure steady = load_of(std::string("arrival_rate: 3, service_rate: 1, horizon: 3, ") + room);
    EXPECT_EQ(steady.value, room == std::string("servers: 4") ? 0.75 : 1.5);
    EXPECT_THAT(steady.long_name, testing::Not(HasSubstr("no steady state")));
  }
}

TEST(MarkovQueue, IsSimulatedByItsLaw) {
  for (const std::string keys :
       {"arrival_rate: 0.8, service_rate: 1, events: 100", "arrival_rate: 0.8, service_rate: 1, horizon: 10",
        "arrival_rate: 3, service_rate: 0.5, servers: 1000000000, horizon: 2",
        "arrival_rate: 1.5, service_rate: 1, servers: 2, capacity: 5, horizon: 4, start: 5"}) {
    const auto one = paths(markov(keys));
    SCOPED_TRACE(keys);
    expect_exact_moments(*one, simulated(*one, {0, many_paths}));
    expect_sound(*one);
  }
}

TEST(MarkovQueue, OverflowsWithItsProbability) {
  const auto one = paths(markov("arrival_rate: 0.8, service_rate: 1, capacity: 10, events: 100"));
  share(Sample(values(simulated(*one, {0, many_paths}), "lost")), [](double x) {
    return x > 0;
  }).expect_mean(0.221915060723, "overflow");
}

TEST(BirthDeath, KnowsItsMoments) {
  const auto growing = paths(births("birth_rate: 0.5, death_rate: 0.4, start: 5, horizon: 4"));
  EXPECT_NEAR(mean(*growing, "terminal"), 7.45912348821, 1e-10);
  EXPECT_NEAR(variance(*growing, "terminal"), 33.0172303883, 1e-9);
  EXPECT_NEAR(growing->exact()->category_laws.at("died_out")[1], 0.0595005929050, 1e-12);
  EXPECT_NEAR(figure(*growing, "extinction_probability"), 0.32768, 1e-12);
  const auto shrinking = paths(births("birth_rate: 0.1, death_rate: 0.11, start: 100, horizon: 50"));
  EXPECT_NEAR(mean(*shrinking, "terminal"), 60.6530659713, 1e-9);
  EXPECT_NEAR(variance(*shrinking, "terminal"), 501.167558937, 1e-8);
  EXPECT_NEAR(shrinking->exact()->category_laws.at("died_out")[1], 2.01530488826e-6, 1e-16);
  const auto yule = paths(births("birth_rate: 0.7, start: 3, horizon: 2"));
  EXPECT_NEAR(mean(*yule, "terminal"), 12.1655999005, 1e-10);
  EXPECT_NEAR(variance(*yule, "terminal"), 37.1683404128, 1e-9);
  const auto immigrants = paths(births("death_rate: 0.1, immigration_rate: 1, start: 0, horizon: 50"));
  EXPECT_NEAR(mean(*immigrants, "terminal"), 9.93262053001, 1e-10);
  EXPECT_NEAR(variance(*immigrants, "terminal"), 9.93262053001, 1e-10);
}

TEST(BirthDeath, IsSimulatedByItsLaw) {
  for (const std::string keys :
       {"birth_rate: 0.5, death_rate: 0.4, start: 5, horizon: 4",
        "birth_rate: 0.3, death_rate: 0.3, start: 2, horizon: 3", "birth_rate: 0.7, start: 3, horizon: 2",
        "death_rate: 0.1, immigration_rate: 1, start: 0, horizon: 50",
        "birth_rate: 0.4, death_rate: 0.4, immigration_rate: 0.5, start: 1, horizon: 3"}) {
    const auto one = paths(births(keys));
    SCOPED_TRACE(keys);
    expect_exact_moments(*one, simulated(*one, {0, many_paths}));
    expect_sound(*one);
  }
}

TEST(SingleServerQueue, KnowsPollaczekAndKhinchine) {
  struct Known {
    std::string rate, service;
    double wait, mean, variance;
  };
  const std::string gap = "mean: 1.4285714285714286", longer = "mean: 1.6666666666666667";
  for (const Known& known :
       {Known{gap, "law: deterministic, mean: 1", 1.16666666667, 1.51666666667, 2.13888888889},
        Known{gap, "law: gamma, mean: 1, shape: 2", 1.75, 1.925, 5.39583333333},
        Known{gap, "law: uniform, low: 0, high: 2", 1.55555555556, 1.78888888889, 3.97530864198},
        Known{longer, "law: lognormal, log_mean: 0, log_sd: 0.5", 1.54514056753, 1.60697341236, 4.31192778607}}) {
    const auto queue = paths(single(known.rate, known.service));
    EXPECT_NEAR(figure(*queue, "stationary_wait"), known.wait, 1e-10) << known.service;
    EXPECT_NEAR(figure(*queue, "stationary_mean"), known.mean, 1e-10) << known.service;
    EXPECT_NEAR(figure(*queue, "stationary_variance_of_wait"), known.variance, 1e-10) << known.service;
  }
  const auto markov = paths(single("mean: 1.25", "mean: 1", "  customers: 11\n"));
  EXPECT_NEAR(figure(*markov, "mean_busy_period"), 5, 1e-10);
  EXPECT_NEAR(figure(*markov, "variance_of_busy_period"), 225, 1e-8);
  EXPECT_NEAR(figure(*markov, "customers_per_busy_period"), 5, 1e-10);
  EXPECT_NEAR(mean(*markov, "wait"), 1.95708121567, 1e-10);
}

TEST(SingleServerQueue, KnowsTheQueueWithExponentialServices) {
  for (const auto& [arrival, sigma, wait] :
       {std::tuple{"law: deterministic, mean: 1.4285714285714286", 0.466996422218, 0.876160014089},
        std::tuple{"law: gamma, shape: 2, mean: 1.4285714285714286", 0.615476742133, 1.60062292603},
        std::tuple{"law: uniform, low: 0, high: 2.857142857142857", 0.587160986126, 1.42225169229}}) {
    const auto queue = paths(single(arrival, "mean: 1"));
    EXPECT_NEAR(figure(*queue, "delay_probability"), sigma, 1e-11);
    EXPECT_NEAR(figure(*queue, "mean_delay"), wait, 1e-10);
  }
}

/// Customer 400 of an empty queue is as one of the steady state, to well below the standard error.
TEST(SingleServerQueue, IsSimulatedByItsLaw) {
  const std::string last = "  customers: 400\n";
  const std::string gap = "mean: 1.4285714285714286";
  for (const std::string service :
       {"law: deterministic, mean: 1", "law: gamma, mean: 1, shape: 2", "law: uniform, low: 0, high: 2"}) {
    const auto queue = paths(single(gap, service, last));
    const Rows rows = simulated(*queue, {0, many_paths / 10});
    const Sample wait(values(rows, "wait"));
    wait.expect_mean(figure(*queue, "stationary_wait"), service);
    wait.expect_variance(figure(*queue, "stationary_variance_of_wait"), service);
    Sample(values(rows, "waited")).expect_mean(0.7, service);
    Sample(values(rows, "busy_period")).expect_mean(figure(*queue, "mean_busy_period"), service);
    expect_sound(*queue);
  }
  const auto fixed = paths(single("law: deterministic, mean: 1.4285714285714286", "mean: 1", last));
  const Rows rows = simulated(*fixed, {0, many_paths / 10});
  Sample(values(rows, "wait")).expect_mean(0.876160014089, "D/M/1");
  Sample(values(rows, "waited")).expect_mean(0.466996422218, "D/M/1");
}

TEST(SingleServerQueue, HasTheTransientWaitsAndBusyPeriodsOfTheMarkovianOne) {
  const auto eleven = paths(single("mean: 1.25", "mean: 1", "  customers: 11\n"));
  expect_exact_moments(*eleven, simulated(*eleven, {0, many_paths}));
  const auto busy = paths(single("mean: 1.25", "mean: 1", "  customers: 1500\n"));
  const Rows rows = simulated(*busy, {0, many_paths / 10});
  Sample(values(rows, "busy_period")).expect_mean(5, "busy period");
  Sample(values(rows, "served_in_busy_period")).expect_mean(5, "served");
  share(Sample(values(rows, "wait")), [](double x) { return x > 5; }).expect_mean(0.294303552937, "long waits");
}

TEST(Queues, RefuseWhatIsNone) {
  for (const auto& [keys, says] : std::vector<std::pair<std::string, std::string>>{
           {markov("arrival_rate: 1, service_rate: 2"), "neither horizon nor events is set"},
           {markov("arrival_rate: 1, service_rate: 2, horizon: 2, events: 3"), "events plays no part"},
           {markov("arrival_rate: 1, service_rate: 2, servers: 3, capacity: 2, events: 3"), "there are 3 servers"},
           {markov("arrival_rate: 1, service_rate: 2, capacity: 2, start: 4, events: 3"), "capacity is 2"},
           {markov("arrival_rate: -1, service_rate: 2, events: 3"), "arrival_rate is -1"},
           {births("start: 3, horizon: 2"), "all rates are"},
           {births("start: 3, birth_rate: -1, horizon: 2"), "birth_rate is -1"},
           {single("mean: 1", "mean: -1"), "service.mean is -1"},
           {births("birth_rate: 3, horizon: 20"), "horizon 20 is too far"},
           {single("mean: 1", "mean: 1.5"), "takes 1.5 times as long as customers are apart"},
           {single("mean: 1", "law: uniform, mean: 1"), "mean plays no part"},
           {single("mean: 1", "law: uniform, low: 1"), "service.high is not set"},
           {single("mean: 1", "law: uniform, low: 1, high: 1"), "it must be above low, 1"},
           {single("mean: 1", "mean: 0.5", "  customers: 5\n  warm_up: 5\n"), "there are 5 customers"},
       }) {
    EXPECT_THAT(paths_refusal(keys), HasSubstr(says)) << keys;
  }
  EXPECT_EQ(paths_refusal(single("mean: 1", "mean: 1.5", "  must_be_stable: false\n")), "");
}

}  // namespace
}  // namespace ergodic::test

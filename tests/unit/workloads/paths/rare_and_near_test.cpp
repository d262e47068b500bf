#include "unit/workloads/paths/cases.hpp"

#include <gmock/gmock.h>

#include <tuple>

/// Next to where something ends: loads next to 1, rates next to each other, what is all but certain.
namespace ergodic::test {
namespace {

using testing::HasSubstr;

std::string queue(const std::string& keys) { return of("markov_queue", keys); }
std::string birth_death(const std::string& keys) { return of("birth_death", keys); }
std::string single_server(const std::string& arrival, const std::string& service, const std::string& more = "") {
  return of("single_server_queue", "interarrival: {" + arrival + "}, service: {" + service + "}" + more);
}

void expect_figure(const Workload& workload, const std::string& name, double value) {
  EXPECT_NEAR(figure(workload, name) / value, 1, 1e-11) << name;
}

// The numbers were found by an independent program, with 40 digits and more.
TEST(MarkovQueue, KnowsItsSteadyStateNextToSaturation) {
  for (const auto& [load, length] : {std::pair{"0.99999", 99999.000000455102622},
                                     {"0.999999", 999998.99997124433548},
                                     {"0.99999999999999911182", 1125899906842623.0}}) {
    const auto one = paths(queue(std::string("service_rate: 1, horizon: 1, arrival_rate: ") + load));
    expect_figure(*one, "stationary_mean", length);
    expect_figure(*one, "stationary_variance", length * (length + 1));
  }
}

TEST(MarkovQueue, KnowsItsSteadyStateInRoomsOfAnySize) {
  struct Known {
    const char *arrivals, *capacity;
    double mean, variance, blocked, empty;
  };
  for (const Known& known :
       {Known{"0.9999999", "10000000", 4180232.7307579501841, 7932642050575.9196057, 5.8197662714423981766e-8,
              1.5819765684202212861e-7},
        {"1", "3000000", 1500000, 750000500000, 3.3333322222225925925e-7, 3.3333322222225925925e-7},
        {"1.0000001", "100000000", 90004540.206774694935, 99545969171659.501459, 1.00004530258826958e-7,
         4.5402008932720357446e-12},
        {"0.9", "700", 9.0000000000000022, 90.000000000000042, 9.3273142186820334e-34, 0.099999999999999978}}) {
    const auto one = paths(queue(std::string("service_rate: 1, horizon: 1, arrival_rate: ") + known.arrivals +
                                 ", capacity: " + known.capacity));
    SCOPED_TRACE(known.capacity);
    expect_figure(*one, "stationary_mean", known.mean);
    expect_figure(*one, "stationary_variance", known.variance);
    expect_figure(*one, "stationary_blocked", known.blocked);
    expect_figure(*one, "stationary_empty", known.empty);
  }
}

TEST(MarkovQueue, KnowsErlangsFormulaeOfManyServers) {
  const auto many = paths(queue("arrival_rate: 99000, service_rate: 1, servers: 100000, horizon: 1"));
  expect_figure(*many, "stationary_all_busy", 0.00082190823741079540165);
  expect_figure(*many, "stationary_queue", 0.081368915503668744764);
  expect_figure(*many, "stationary_mean", 99000.081368915503669);
  const auto idle = paths(queue("arrival_rate: 10, service_rate: 1, servers: 60, horizon: 1"));
  expect_figure(*idle, "stationary_all_busy", 6.5472900001924345686e-27);
  const auto loss = paths(queue("arrival_rate: 10, service_rate: 1, servers: 60, capacity: 60, horizon: 1"));
  expect_figure(*loss, "stationary_blocked", 5.4560750001603621405e-27);
}

TEST(MarkovQueue, KnowsThatItIsHardlyEverEmpty) {
  const auto full = paths(queue("arrival_rate: 0.5, service_rate: 1, start: 40, horizon: 1"));
  expect_figure(*full, "probability_of_empty", 2.836593389890112507e-49);
}

TEST(BirthDeath, KnowsRatesThatAreEqualButForRounding) {
  const auto lines = paths(birth_death("birth_rate: 0.30000000000000004, death_rate: 0.3, start: 2, horizon: 10"));
  EXPECT_NEAR(lines->exact()->category_laws.at("died_out")[1], 0.56249999999999991153, 1e-15);
  EXPECT_NEAR(figure(*lines, "survival_probability") / 3.7007434154171875779e-16, 1, 1e-12);
  const auto fed = paths(
      birth_death("birth_rate: 0.30000000000000004, death_rate: 0.3, immigration_rate: 1, start: 0, horizon: 10"));
  EXPECT_NEAR(mean(*fed, "terminal") / 10.000000000000002776, 1, 1e-14);
  EXPECT_NEAR(std::pow(sd(*fed, "terminal"), 2) / 40.00000000000002387, 1, 1e-14);
}

TEST(BirthDeath, OfNobodyStaysEmpty) {
  const auto nobody = paths(birth_death("birth_rate: 2, death_rate: 1, start: 0, horizon: 1000"));
  EXPECT_EQ(mean(*nobody, "terminal"), 0);
  EXPECT_EQ(sd(*nobody, "terminal"), 0);
  EXPECT_EQ(nobody->exact()->category_laws.at("died_out")[1], 1);
}

TEST(Branching, KnowsWhatSurvivesByChance) {
  const auto next_to_one = paths(of("branching", "mean: 1.0000000000009094947, generations: 100"));
  expect_figure(*next_to_one, "survival_probability", 1.8189894035436506609e-12);
  const auto dying = paths(of("branching", "mean: 0.5, generations: 60"));
  EXPECT_NEAR(dying->exact()->category_laws.at("extinct")[0] / 5.6836378795971165942e-19, 1, 1e-12);
  EXPECT_EQ(figure(*dying, "survival_probability"), 0);
  const auto living = paths(of("branching", "mean: 30, generations: 3"));
  EXPECT_NEAR(living->exact()->category_laws.at("extinct")[1] / 9.3576229688664441372e-14, 1, 1e-12);
  const auto sums = paths(of("branching", "mean: 1.000000000001, generations: 100"));
  EXPECT_NEAR(mean(*sums, "total") / 101.00000000505044895, 1, 1e-14);
  EXPECT_NEAR(sd(*sums, "terminal") / 10.000000000747566453, 1, 1e-14);
}

TEST(SingleServerQueue, KnowsItsWaitNextToSaturation) {
  const auto queue = paths(single_server("law: uniform, low: 0.2, high: 1.8", "mean: 0.99999"));
  EXPECT_NEAR(figure(*queue, "mean_delay") / 60665.216126651713021, 1, 1e-10);
  expect_figure(*queue, "delay_probability", 0.99998351652593467879);
}

/// All that is known of them, whatever stands between the arrivals: with the gaps of an M/M/1 queue, its own.
TEST(SingleServerQueue, AgreesWithItselfNextToSaturation) {
  const auto both = paths(single_server("mean: 1", "mean: 0.9999999"));
  EXPECT_NEAR(figure(*both, "mean_delay") / figure(*both, "stationary_wait"), 1, 1e-9);
  EXPECT_NEAR(figure(*both, "delay_probability"), 0.9999999, 1e-15);
}

TEST(SingleServerQueue, KnowsThatHardlyAnybodyWaits) {
  const auto idle =
      paths(single_server("law: hyperexponential, mean: 0.02803597875304091, other_mean: "
                          "0.11122695112172143, probability: 0.6629925344688505",
                          "mean: 4.267977757589532e-09"));
  expect_figure(*idle, "mean_delay", 4.8595357210647943e-16);
  const auto both = paths(single_server("mean: 50.572571695986326", "mean: 5.301003672513693e-07"));
  expect_figure(*both, "delay_probability", 1.0481973715674034e-8);
  expect_figure(*both, "mean_delay", 5.5564981744410731e-15);
}

TEST(SingleServerQueue, WithoutChanceIsStableAtLoadOne) {
  const std::string always = "law: deterministic, mean: ", exponential = "mean: ";
  EXPECT_EQ(paths_refusal(single_server(always + "1", always + "1")), "");
  EXPECT_EQ(values(simulated(*paths(single_server(always + "1", always + "1")), {0, 1}), "maximum_wait")[0], 0);
  EXPECT_THAT(paths_refusal(single_server(always + "1", always + "1.001")), HasSubstr("waits grow without end"));
  EXPECT_THAT(paths_refusal(single_server(always + "1", exponential + "1")), HasSubstr("takes 1 times as long"));
  EXPECT_THAT(paths_refusal(single_server(always + "1", always + "1.00000001")),
              HasSubstr("takes 1.00000001 times as long"));
}

TEST(RandomWalk, KnowsHowRarelyItIsElsewhere) {
  const auto walk =
      paths(of("random_walk", "start: 1, steps: 89, up: 1.8848835993243748e-12, lower: -3, upper: 5, at_bounds: turn"));
  EXPECT_NEAR(sd(*walk, "terminal") / 3.7697671986558552e-12, 1, 1e-12);
}

TEST(RandomWalk, KnowsStepsThatAreAllButEquallyLikely) {
  const auto walk = paths(of("random_walk", "up: 0.499999999999, steps: 1000"));
  EXPECT_NEAR(mean(*walk, "terminal") / -1.9999557565597569919e-9, 1, 1e-14);
  EXPECT_NEAR(mean(*walk, "time_average") / -0.99997787827987849595e-9, 1, 1e-14);
}

/// Two steps at a time, it keeps to the even places or to the odd ones.
TEST(RandomWalk, KnowsTheLimitLawFromItsStart) {
  const auto walk = paths(
      "process: random_walk\nrandom_walk: {lower: 0, upper: 4, start: 0, steps: 10, jumps: [{by: -2, probability: "
      "0.5}, "
      "{by: 2, probability: 0.5}]}\n");
  EXPECT_NEAR(figure(*walk, "limit_at_lower"), 1.0 / 3, 1e-15);
  EXPECT_NEAR(figure(*walk, "limit_mean"), 2, 1e-15);
  EXPECT_EQ(exact_figure(*walk, "stationary_mean").name, "");
}

TEST(Paths, WithoutEndAreRefused) {
  for (const auto& [study, events] : {
           std::pair{queue("arrival_rate: 1.0e9, service_rate: 2.0e9, horizon: 1000"), "2e+12 events"},
           {queue("arrival_rate: 1, service_rate: 1.0e9, servers: 1000, horizon: 1.0e9"), "2e+09 events"},
           {birth_death("immigration_rate: 1.0e12, death_rate: 1.0e9, horizon: 1"), "e+12 events"},
           {birth_death("birth_rate: 1.0e6, death_rate: 1.0e6, start: 1000, horizon: 1"), "2e+09 events"},
           {of("renewal", "gap: {law: lognormal, log_mean: -60, log_sd: 10}"), "e+08 events"},
           {of("renewal",
               "gap: {law: hyperexponential, probability: 0.000000000001, mean: 1.0e6, other_mean: 1.0e-20}"),
            "e+12 events"},
           {of("poisson", "rate: 1.0e5, horizon: 1.0e4"), "1e+09 events"},
       }) {
    EXPECT_THAT(paths_refusal(study), testing::AllOf(HasSubstr(events), HasSubstr("and 1e+08 can be followed")));
  }
  for (const std::string& study :
       {queue("arrival_rate: 1.0e9, service_rate: 2.0e9, events: 1000"), of("poisson", "rate: 1.0e5, horizon: 900"),
        birth_death("immigration_rate: 1, birth_rate: 1, death_rate: 2, horizon: 1.0e7"),
        of("renewal", "gap: {law: lognormal, log_mean: -8, log_sd: 1}")}) {
    EXPECT_EQ(paths_refusal(study), "") << study;
  }
}

}  // namespace
}  // namespace ergodic::test

/// How many steps of paths a core simulates a second: seven studies, each against the program that one would first
/// write, with std::mt19937_64 and std distributions, in turn in one run.
///
///     paths [rounds = 5] [paths per round = 100000]
#include "random/case_streams.hpp"
#include "study/study.hpp"

#include <ergodic/application.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iterator>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace ergodic;

constexpr std::int64_t steps = 100;  // of every path

/// Of this thread, in seconds: what others do on the machine meanwhile does not count.
double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Work>
double seconds(Work&& work) {
  const double start = processor_time();
  work();
  return processor_time() - start;
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

/// Simulates so many paths and returns the sum of their ends.
using Plain = std::function<double(std::mt19937_64&, std::int64_t paths)>;

template <class State, class Step>
Plain plain(State start, Step step) {
  return [=](std::mt19937_64& generator, std::int64_t paths) mutable {
    double sum = 0;
    for (std::int64_t path = 0; path < paths; ++path) {
      State state = start;
      for (std::int64_t i = 0; i < steps; ++i)
        state = step(state, generator);
      sum += static_cast<double>(state);
    }
    return sum;
  };
}

/// The first cumulative probability above a uniform number gives the next state: faster than
/// std::discrete_distribution.
Plain plain_chain(const std::vector<std::vector<double>>& rows) {
  std::vector<std::vector<double>> upto(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::partial_sum(rows[i].begin(), rows[i].end() - 1, std::back_inserter(upto[i]));
  return plain(std::size_t{0}, [upto](std::size_t state, std::mt19937_64& generator) {
    const std::vector<double>& row = upto[state];
    const double u = std::uniform_real_distribution<>()(generator);
    std::size_t next = 0;
    while (next < row.size() && u >= row[next])
      ++next;
    return next;
  });
}

struct Contest {
  std::string name;
  std::string study;
  Plain plain;
  std::vector<double> ours = {}, theirs = {};  ///< million steps a second, round by round
};

std::vector<std::vector<double>> random_rows(std::size_t n) {
  std::vector<std::vector<double>> rows(n, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      rows[i][j] = static_cast<double>((3 * i + 5 * j) % 8 + 1) / 36;
  }
  return rows;
}

std::string chain_study(const std::vector<std::vector<double>>& rows) {
  std::string text = fmt::format("process: markov_chain\nmarkov_chain:\n  steps: {}\n  states:\n", steps);
  for (std::size_t i = 0; i < rows.size(); ++i)
    text += fmt::format("    - {{name: s{}, next: [{}]}}\n", i, fmt::join(rows[i], ", "));
  return text + "observables: [terminal]\n";
}

/// Where a state leads, with what probabilities up to there.
struct Leads {
  std::vector<std::size_t> to;
  std::vector<double> upto;
};

/// Five transitions from each of n states, to anywhere.
std::vector<Leads> random_leads(std::size_t n) {
  std::mt19937_64 generator(2);
  std::vector<Leads> states(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < 5; ++k)
      states[i].to.push_back((5 * (generator() % (n / 5)) + k) % n);
    states[i].upto = {0.4, 0.7, 0.85, 0.95, 1};
  }
  return states;
}

std::string sparse_chain_study(const std::vector<Leads>& states) {
  std::string text = fmt::format("process: sparse_chain\nsparse_chain:\n  steps: {}\n  states: {}\n  transitions:\n",
                                 steps, states.size());
  for (std::size_t i = 0; i < states.size(); ++i) {
    double before = 0;
    for (std::size_t k = 0; k < states[i].to.size(); ++k)
      text += fmt::format("    - [{}, {}, {}]\n", i, states[i].to[k],
                          states[i].upto[k] - std::exchange(before, states[i].upto[k]));
  }
  return text + "observables: [terminal]\n";
}

std::string gbm_study(const char* observables) {
  return fmt::format("process: gbm\ngbm: {{drift: 0.05, volatility: 0.2, steps: {}}}\nobservables: [{}]\n", steps,
                     observables);
}

double plain_queue(std::mt19937_64& generator, std::int64_t paths) {
  double sum = 0;
  for (std::int64_t path = 0; path < paths; ++path) {
    double clock = 0;
    std::int64_t n = 0;
    for (std::int64_t i = 0; i < steps; ++i) {
      const double rate = n > 0 ? 1.8 : 0.8;
      clock += std::exponential_distribution<>(rate)(generator);
      n += n == 0 || std::uniform_real_distribution<>()(generator) * rate < 0.8 ? 1 : -1;
    }
    sum += clock + static_cast<double>(n);
  }
  return sum;
}

/// The price at the end, its mean and its extremes.
struct PlainExtremes {
  double drift;
  double spread;
  std::normal_distribution<> normal{};

  double operator()(std::mt19937_64& generator, std::int64_t paths) {
    double sum = 0;
    for (std::int64_t path = 0; path < paths; ++path) {
      double price = 100, mean = price / 2, highest = price, lowest = price;
      for (std::int64_t i = 0; i < steps; ++i) {
        price *= std::exp(drift + spread * normal(generator));
        mean += price;
        highest = std::max(highest, price);
        lowest = std::min(lowest, price);
      }
      sum += price + (mean - price / 2) / steps + highest + lowest;
    }
    return sum;
  }
};

/// Each asks for what the plain program computes.
std::vector<Contest> contests() {
  const std::vector<std::vector<double>> two = {{0.7, 0.3}, {0.4, 0.6}}, eight = random_rows(8);
  const std::vector<Leads> many = random_leads(20'000);
  const double drift = (0.05 - 0.02) / steps, spread = 0.2 / std::sqrt(steps);
  return {
      {"walk, reflecting",
       fmt::format("process: random_walk\nrandom_walk: {{lower: -10, upper: 10, at_bounds: turn, steps: {}}}\n"
                   "observables: [terminal]\n",
                   steps),
       plain(0,
             [](int place, std::mt19937_64& generator) {
               if (place == -10) return place + 1;
               if (place == 10) return place - 1;
               return generator() >> 63 != 0 ? place + 1 : place - 1;
             })},
      {"chain, 2 states", chain_study(two), plain_chain(two)},
      {"chain, 8 states", chain_study(eight), plain_chain(eight)},
      {"chain, 20 000 states", sparse_chain_study(many),
       plain(std::size_t{0},
             [many](std::size_t state, std::mt19937_64& generator) {
               const Leads& leads = many[state];
               const double u = std::uniform_real_distribution<>()(generator);
               std::size_t k = 0;
               while (u >= leads.upto[k])
                 ++k;
               return leads.to[k];
             })},
      {"M/M/1, events",
       fmt::format("process: markov_queue\nmarkov_queue: {{arrival_rate: 0.8, service_rate: 1, events: {}}}\n"
                   "observables: [terminal, clock]\n",
                   steps),
       plain_queue},
      {"GBM, every step", gbm_study("terminal"),
       plain(100.0,
             [=, normal = std::normal_distribution<>()](double price, std::mt19937_64& generator) mutable {
               return price * std::exp(drift + spread * normal(generator));
             })},
      {"GBM, mean, extremes", gbm_study("terminal, time_average, maximum, minimum"), PlainExtremes{drift, spread}},
  };
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::int64_t paths = argc > 2 ? std::atoll(argv[2]) : 100'000;
  const Workloads workloads = built_in_workloads();
  std::vector<Contest> all = contests();
  std::mt19937_64 generator(1);
  double checksum = 0;
  for (int round = 0; round < rounds; ++round) {
    for (Contest& contest : all) {
      const auto study = study::Study::from_text("workload: paths\n" + contest.study, "benchmark", {}, workloads);
      const auto workload = workloads.find("paths")->make(study.case_parameters(0));
      const Streams streams = random::case_streams(1, "paths", contest.name);
      Rows rows(workload->columns(), workload->tallies());
      rows.reset(static_cast<std::uint64_t>(paths));
      const double million = 1e-6 * static_cast<double>(paths * steps);
      const auto first = static_cast<std::uint64_t>(round * paths);
      contest.ours.push_back(million / seconds([&] { workload->simulate({first, rows.count()}, streams, rows); }));
      contest.theirs.push_back(million / seconds([&] { checksum += contest.plain(generator, paths); }));
    }
  }
  fmt::print("{} rounds of {} paths of {} steps; million steps a second of one core, medians\n", rounds, paths, steps);
  fmt::print("{:<20}{:>10}{:>10}{:>10}\n", "", "ergodic", "plain", "ratio");
  for (const Contest& contest : all) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < contest.ours.size(); ++i)
      ratios.push_back(contest.ours[i] / contest.theirs[i]);
    fmt::print("{:<20}{:>10.1f}{:>10.1f}{:>10.2f}\n", contest.name, median(contest.ours), median(contest.theirs),
               median(ratios));
  }
  return std::isfinite(checksum) ? 0 : 1;  // the plain programs' work is not to be optimised away
}

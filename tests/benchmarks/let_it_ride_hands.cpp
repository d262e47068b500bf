/// How many hands of Let It Ride a core plays a second: each strategy, with and without the bonus bet, against a naive
/// program, interleaved in one run. Prints beside it whether what was played has the exact mean and class frequencies.
///
///     let_it_ride_hands [rounds = 5] [hands per case and round = 4000000]
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
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace ergodic;

/// Of this thread, in seconds: what others do on the machine meanwhile does not count.
double processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// One line of the table: its nanoseconds per hand in each round, and what was played.
struct Timing {
  std::string name;
  std::vector<double> nanoseconds = {};
  std::int64_t hands = 0;
  std::int64_t profit = 0;
  std::vector<std::int64_t> classes = std::vector<std::int64_t>(11);
  std::optional<ExactResults> exact = {};
};

double fastest(const Timing& timing) { return *std::min_element(timing.nanoseconds.begin(), timing.nanoseconds.end()); }

double median(const Timing& timing) {
  std::vector<double> sorted = timing.nanoseconds;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
  return sorted[sorted.size() / 2];
}

/// One case of a study, simulated as the engine does: block by block, each with new replicates.
class Case {
 public:
  Case(const std::string& kernel, const std::string& strategy, bool bonus, const Workloads& workloads)
      : timing{fmt::format("{}: {}{}", kernel, strategy, bonus ? ", bonus" : "")},
        streams_(random::case_streams(1, "let_it_ride", timing.name)) {
    const std::string text = fmt::format(
        "workload: let_it_ride\n"
        "simulation: {{hands_per_session: 200}}\n"
        "bankroll: {{starting_amount: 500, base_bet: 1, stop_conditions: {{win_limit: 100, loss_limit: 100}}}}\n"
        "kernel: {}\n"
        "strategy: {{type: {}}}\n"
        "bonus_strategy: {{enabled: true, type: {}}}\n",
        kernel, strategy, bonus ? "always" : "never");
    const auto study = study::Study::from_text(text, "benchmark", {}, workloads);
    workload_ = workloads.find("let_it_ride")->make(study.case_parameters(0));
    timing.exact = workload_->exact();
  }

  void play(std::int64_t hands) {
    Rows rows(workload_->columns(), workload_->tallies());
    std::int64_t played = 0;
    double seconds = 0;
    while (played < hands) {
      rows.reset(1'024);
      const double start = processor_time();
      workload_->simulate({first_, rows.count()}, streams_, rows);
      seconds += processor_time() - start;
      first_ += rows.count();
      for (const std::int32_t count : rows.column<std::int32_t>("hands_played"))
        played += count;
      for (const std::int64_t profit : rows.column<std::int64_t>("session_profit"))
        timing.profit += profit;
      const auto counts = rows.tally("hand_frequency");
      std::transform(counts.begin(), counts.end(), timing.classes.begin(), timing.classes.begin(), std::plus<>());
    }
    timing.hands += played;
    timing.nanoseconds.push_back(seconds * 1e9 / static_cast<double>(played));
  }

  Timing timing;

 private:
  Streams streams_;
  std::shared_ptr<const Workload> workload_;
  std::uint64_t first_ = 0;
};

/// The program that one would first write: a seeded Mersenne Twister a session, five cards of a shuffled deck, sorted
/// ranks. Both bets are always pulled, which spares it the decisions.
class Naive {
 public:
  void play(std::int64_t hands) {
    const double start = processor_time();
    std::int64_t played = 0;
    while (played < hands)
      played += session();
    timing.hands += played;
    timing.nanoseconds.push_back((processor_time() - start) * 1e9 / static_cast<double>(played));
  }

  Timing timing{"naive (mt19937_64, shuffle, sort)"};

 private:
  std::int64_t session() {
    std::mt19937_64 generator(seed_++);
    std::array<int, 52> deck{};
    std::iota(deck.begin(), deck.end(), 0);
    std::int64_t profit = 0, hands = 0;
    for (; hands < 200 && profit < 100 && profit > -100; ++hands) {
      for (std::size_t i = 0; i < 5; ++i) {
        std::swap(deck[i], deck[std::uniform_int_distribution<std::size_t>(i, 51)(generator)]);
      }
      const std::size_t hand_class = classify({deck[0], deck[1], deck[2], deck[3], deck[4]});
      constexpr std::array<int, 11> net = {-1, -1, 1, 2, 3, 5, 8, 11, 50, 200, 1000};
      ++timing.classes[hand_class];
      profit += net[hand_class];
    }
    timing.profit += 100 * profit;
    return hands;
  }

  static std::size_t classify(const std::array<int, 5>& cards) {
    std::array<int, 5> ranks{};
    for (std::size_t i = 0; i < 5; ++i)
      ranks[i] = cards[i] / 4;
    std::sort(ranks.begin(), ranks.end());
    std::array<int, 13> counts{};
    for (const int rank : ranks)
      ++counts[static_cast<std::size_t>(rank)];
    const auto pairs = std::count(counts.begin(), counts.end(), 2);
    const bool trips = std::count(counts.begin(), counts.end(), 3) == 1;
    if (std::count(counts.begin(), counts.end(), 4) == 1) return 8;
    if (trips) return pairs == 1 ? 7 : 4;
    if (pairs == 2) return 3;
    if (pairs == 1) return std::count(counts.begin() + 8, counts.end(), 2) == 1 ? 2 : 1;
    const bool flush = std::all_of(cards.begin(), cards.end(), [&](int card) { return card % 4 == cards[0] % 4; });
    const bool wheel = ranks == std::array<int, 5>{0, 1, 2, 3, 12};
    const bool straight = wheel || ranks[4] - ranks[0] == 4;
    if (straight && flush) return ranks[0] == 8 ? 10 : 9;
    return flush ? 6 : straight ? 5 : 0;
  }

  std::uint64_t seed_ = 1;
};

double chi_square(const Timing& timing, const std::vector<double>& law) {
  double sum = 0;
  for (std::size_t i = 0; i < law.size(); ++i) {
    const double expected = law[i] * static_cast<double>(timing.hands);
    const double difference = static_cast<double>(timing.classes[i]) - expected;
    sum += difference * difference / expected;
  }
  return sum;
}

void print(const Timing& timing, double naive, const ExactResults& exact) {
  double deviation = 0;
  for (const ExactFigure& figure : exact.figures) {
    if (figure.name == "standard_deviation_per_hand") deviation = figure.value;
  }
  const double mean = static_cast<double>(timing.profit) / 100 / static_cast<double>(timing.hands);
  const double error = deviation / std::sqrt(static_cast<double>(timing.hands));
  fmt::print("{:<34} {:>7.2f} {:>7.2f} {:>8.1f} {:>7.1f}   {:>9.6f} ± {:.6f} {:>6.2f} {:>10.1f}\n", timing.name,
             fastest(timing), median(timing), 1e3 / median(timing), naive / median(timing), mean, error,
             (mean - exact.ratios.at("profit_per_hand")) / error,
             chi_square(timing, exact.tally_laws.at("hand_frequency")));
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::int64_t hands = argc > 2 ? std::atoll(argv[2]) : 4'000'000;
  const Workloads workloads = built_in_workloads();
  std::vector<Case> cases;
  for (const char* kernel : {"law", "deal"}) {
    for (const char* strategy : {"basic", "optimal", "always_pull", "always_ride", "conservative", "aggressive"}) {
      for (const bool bonus : {false, true})
        cases.emplace_back(kernel, strategy, bonus, workloads);
    }
  }
  Naive naive;
  for (int round = 0; round < rounds; ++round) {
    naive.play(hands / 8);
    for (Case& one : cases)
      one.play(hands);
  }

  Timing all{"all"};
  for (const Case& one : cases) {
    const auto& classes = one.timing.classes;
    std::transform(classes.begin(), classes.end(), all.classes.begin(), all.classes.begin(), std::plus<>());
    all.hands += one.timing.hands;
  }
  fmt::print("{} rounds, {} hands; sessions of up to 200 hands, limits of 100 base bets; processor time of one core\n",
             rounds, all.hands);
  fmt::print("{:<34} {:>7} {:>7} {:>8} {:>7}   {:>20} {:>6} {:>10}\n", "", "min ns", "median", "M/s", "× naive",
             "mean net per hand", "z", "χ² (df 10)");
  const double reference = median(naive.timing);
  print(naive.timing, reference, *cases[4].timing.exact);  // always_pull, no bonus
  for (const Case& one : cases)
    print(one.timing, reference, *one.timing.exact);
  fmt::print("χ² of all {} hands of the table: {:.1f} (10 degrees of freedom)\n", all.hands,
             chi_square(all, cases.front().timing.exact->tally_laws.at("hand_frequency")));
}

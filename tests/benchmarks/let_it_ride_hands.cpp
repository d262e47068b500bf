/// How many hands of Let It Ride a core plays a second: drawn from their law and dealt, in vector lanes and one by one,
/// against a plain program of the same rules, interleaved in one run. Prints beside it whether what was played has the
/// exact mean and class frequencies, and how long strategies take to be compiled.
///
///     let_it_ride_hands [rounds = 5] [hands per case and round = 4000000]
#include "naive_let_it_ride.hpp"
#include "random/case_streams.hpp"
#include "study/study.hpp"
#include "workloads/let_it_ride/exact/game.hpp"
#include "workloads/let_it_ride/play/lanes.hpp"
#include "workloads/let_it_ride/settings/settings.hpp"

#include <ergodic/application.hpp>

#include <fmt/format.h>
#include <hwy/targets.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace ergodic;
using namespace ergodic::workloads;

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
  bool independent = true;  ///< hands; at a table they share cards, so that their errors are not those of this many
};

double fastest(const Timing& timing) { return *std::min_element(timing.nanoseconds.begin(), timing.nanoseconds.end()); }

double median(const Timing& timing) {
  std::vector<double> sorted = timing.nanoseconds;
  std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2), sorted.end());
  return sorted[sorted.size() / 2];
}

study::Study study_of(const std::string& keys, const Workloads& workloads) {
  const std::string text =
      "workload: let_it_ride\n"
      "simulation: {hands_per_session: 200}\n"
      "bankroll:\n"
      "  starting_amount: 500\n"
      "  base_bet: 1\n"
      "  stop_conditions: {win_limit: 100, loss_limit: 100}\n" +
      keys;
  return study::Study::from_text(text, "benchmark", {}, workloads);
}

/// The milliseconds in which a strategy is compiled to all that any kernel plays by: the least of five.
double compilation_time(const std::string& strategy, const Workloads& workloads) {
  const study::Study study = study_of("strategy: " + strategy + "\n", workloads);
  const let_it_ride::Strategy compiled = let_it_ride::settings_of(study.case_parameters(0)).strategy;
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < 5; ++i) {
    const double start = processor_time();
    const let_it_ride::Game game(compiled, let_it_ride::standard_paytable());
    game.outcomes();
    game.packed_deals();
    least = std::min(least, 1e3 * (processor_time() - start));
  }
  return least;
}

/// How a case is played: the sets of instructions that may be used (0: the best there is), and the sessions in a run.
struct Manner {
  std::string name;
  std::int64_t targets;
  std::uint64_t sessions;
};

/// One case of a study, simulated as the engine does: run by run, each with new replicates.
class Case {
 public:
  Case(const std::string& name, const std::string& keys, const Manner& manner, const Workloads& workloads)
      : timing{fmt::format("{}, {}", name, manner.name)},
        streams_(random::case_streams(1, "let_it_ride", timing.name)),
        manner_(manner) {
    const study::Study study = study_of(keys, workloads);
    workload_ = workloads.find("let_it_ride")->make(study.case_parameters(0));
    timing.exact = workload_->exact();
    const Tallies tallies = workload_->tallies();
    at_table_ = std::any_of(tallies.begin(), tallies.end(),
                            [](const Tally& tally) { return tally.name == "table_hand_frequency"; });
    timing.independent = !at_table_;
  }

  void play(std::int64_t hands) {
    hwy::SetSupportedTargetsForTest(manner_.targets);
    Rows rows(workload_->columns(), workload_->tallies(), workload_->axes());
    std::int64_t played = 0;
    double seconds = 0;
    while (played < hands) {
      rows.reset(manner_.sessions);
      const double start = processor_time();
      workload_->simulate({first_, rows.count()}, streams_, rows);
      seconds += processor_time() - start;
      first_ += rows.count();
      for (const std::int64_t profit : rows.column<std::int64_t>(at_table_ ? "table_profit" : "session_profit"))
        timing.profit += profit;
      const auto counts = rows.tally(at_table_ ? "table_hand_frequency" : "hand_frequency");
      played += std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
      std::transform(counts.begin(), counts.end(), timing.classes.begin(), timing.classes.begin(), std::plus<>());
    }
    timing.hands += played;
    timing.nanoseconds.push_back(seconds * 1e9 / static_cast<double>(played));
    hwy::SetSupportedTargetsForTest(0);
  }

  Timing timing;

 private:
  Streams streams_;
  Manner manner_;
  std::shared_ptr<const Workload> workload_;
  bool at_table_ = false;
  std::uint64_t first_ = 0;
};

/// A program of naive_let_it_ride.hpp: session = play(seed, classes).
template <class Play>
class Naive {
 public:
  Naive(const char* name, Play play) : timing{name}, play_(play) {}

  void play(std::int64_t hands) {
    const double start = processor_time();
    std::int64_t played = 0;
    while (played < hands) {
      const naive::Session session = play_(seed_++, timing.classes);
      played += session.hands;
      timing.profit += 100 * session.profit;
    }
    timing.hands += played;
    timing.nanoseconds.push_back((processor_time() - start) * 1e9 / static_cast<double>(played));
  }

  Timing timing;

 private:
  Play play_;
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

/// The mean net of a hand against the exact one, where stakes that do not vary give it one.
std::string against_exact(const Timing& timing, const ExactResults& exact) {
  const auto expected = exact.ratios.find("profit_per_hand");
  double deviation = 0;
  for (const ExactFigure& figure : exact.figures) {
    if (figure.name == "standard_deviation_per_hand") deviation = figure.value;
  }
  if (expected == exact.ratios.end() || deviation == 0) return fmt::format("{:>20} {:>6}", "", "");
  const double mean = static_cast<double>(timing.profit) / 100 / static_cast<double>(timing.hands);
  const double error = deviation / std::sqrt(static_cast<double>(timing.hands));
  return fmt::format("{:>9.6f} ± {:.6f} {:>6.2f}", mean, error, (mean - expected->second) / error);
}

void print(const Timing& timing, double plain, const ExactResults& exact) {
  const std::string test = !timing.independent ? ""
                                               : fmt::format("{} {:>10.1f}", against_exact(timing, exact),
                                                             chi_square(timing, exact.tally_laws.at("hand_frequency")));
  fmt::print("{:<34} {:>7.2f} {:>7.2f} {:>8.1f} {:>7.1f}   {}\n", timing.name, fastest(timing), median(timing),
             1e3 / median(timing), plain / median(timing), test);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 5;
  const std::int64_t hands = argc > 2 ? std::atoll(argv[2]) : 4'000'000;
  const Workloads workloads = built_in_workloads();
  const std::string bonus = "bonus_strategy: {enabled: true, type: always}\n";
  const std::string martingale = "  betting_system: {type: martingale}\n";  // goes on with the section of the bankroll
  const Manner best{"lanes", 0, 16'384};
  std::vector<Case> cases;
  for (const char* kernel : {"law", "deal"}) {
    const std::string key = fmt::format("kernel: {}\n", kernel);
    cases.emplace_back(kernel, key, best, workloads);
    cases.emplace_back(fmt::format("{}, bonus", kernel), key + bonus, best, workloads);
    cases.emplace_back(fmt::format("{}, martingale", kernel), martingale + key, best, workloads);
    cases.emplace_back(fmt::format("{}, optimal", kernel), key + "strategy: {type: optimal}\n", best, workloads);
    for (std::int64_t left = let_it_ride::lane_targets(); left != 0; left &= left - 1) {
      const std::int64_t target = left & -left;
      cases.emplace_back(kernel, key, Manner{hwy::TargetName(target), target, 16'384}, workloads);
    }
    cases.emplace_back(kernel, key, Manner{"in turn", 0, 15}, workloads);
  }
  cases.emplace_back("table of 6", "table: {num_seats: 6}\n", Manner{"in turn", 0, 1'024}, workloads);
  Naive plain("plain program (mt19937_64, sort)", [](auto&&... of) { return naive::play(of...); });
  Naive plain_table("plain program, table of 6", [](auto&&... of) { return naive::play_table(of...); });
  for (int round = 0; round < rounds; ++round) {
    plain.play(hands / 8);
    plain_table.play(hands / 8);
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
  fmt::print("{:<34} {:>7} {:>7} {:>8} {:>7}   {:>20} {:>6} {:>10}\n", "", "min ns", "median", "M/s", "× plain",
             "mean net per hand", "z", "χ² (df 10)");
  const double reference = median(plain.timing);
  print(plain.timing, reference, *cases[0].timing.exact);  // basic, no bonus
  plain_table.timing.independent = false;
  print(plain_table.timing, reference, *cases[0].timing.exact);
  for (const Case& one : cases)
    print(one.timing, reference, *one.timing.exact);
  fmt::print("χ² of all {} hands of the table: {:.1f} (10 degrees of freedom)\n", all.hands,
             chi_square(all, cases.front().timing.exact->tally_laws.at("hand_frequency")));
  const std::string custom = R"({type: custom, custom: {
    bet1_rules: [{condition: has_paying_hand or is_royal_draw, action: ride}, {condition: default, action: pull}],
    bet2_rules: [{condition: has_paying_hand or suited_cards == 4, action: ride},
                 {condition: default, action: pull}]}})";
  fmt::print("ms in which a strategy is compiled: basic {:.0f}, optimal {:.0f}, custom {:.0f}\n",
             compilation_time("{type: basic}", workloads), compilation_time("{type: optimal}", workloads),
             compilation_time(custom, workloads));
}

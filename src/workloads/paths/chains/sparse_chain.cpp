#include "workloads/paths/chains/sparse_chain.hpp"

#include "workloads/paths/chains/alias_rows.hpp"
#include "workloads/paths/chains/chain_figures.hpp"
#include "workloads/paths/chains/chain_observables.hpp"
#include "workloads/paths/chains/numbered_states.hpp"
#include "workloads/paths/path/paths_of.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

namespace {

/// Mean and standard deviation of a state's number.
ExactMoments moments_of(const Vector& law) {
  const MeanAndVariance moments = moments_of_number(law);
  return {moments.mean, std::sqrt(moments.variance)};
}

/// The rows of the matrix, then the initial law.
AliasRows alias_rows(const SparseMatrix& matrix, const Vector& initial) {
  AliasRows table;
  std::vector<std::uint32_t> numbers;
  std::vector<double> probabilities;
  const auto add = [&](std::uint32_t number, double probability) {
    numbers.push_back(number);
    probabilities.push_back(probability);
  };
  const auto end_row = [&] {
    table.add_row(numbers, probabilities);
    numbers.clear();
    probabilities.clear();
  };
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t at = matrix.begin_of(i); at < matrix.end_of(i); ++at)
      add(static_cast<std::uint32_t>(matrix.column[at]), matrix.value[at]);
    end_row();
  }
  for (std::size_t i = 0; i < initial.size(); ++i) {
    if (initial[i] > 0) add(static_cast<std::uint32_t>(i), initial[i]);
  }
  end_row();
  return table;
}

class SparseChain {
 public:
  struct Path {
    std::int64_t terminal;
    std::int64_t visits;
    std::int64_t first_hit;
    std::int64_t moves;
    std::uint8_t hit;
  };

  explicit SparseChain(const Parameters& parameters)
      : states_(parameters),
        steps_(parameters.integer("steps")),
        matrix_(states_.transition_matrix(parameters)),
        has_target_(!parameters.integers("target").empty()),
        target_(states_.set(parameters, "target")),
        initial_(states_.initial_law(parameters)),
        start_(likeliest(initial_)),
        next_(alias_rows(matrix_, initial_)) {}

  std::vector<Observable<Path>> observables() const {
    return chain_observables<Path>(whole("terminal"), has_target_ ? "" : "sparse_chain.target");
  }

  std::vector<std::string> heading() const { return {"step", "state"}; }

  Column state() const { return whole("state").says("state at the times"); }
  double horizon() const { return static_cast<double>(steps_); }
  double grid_step() const { return 1; }

  std::vector<ExactMoments> moments_along(const std::vector<double>& times) const {
    if (are_too_many(steps_, matrix_)) return {};
    std::vector<ExactMoments> moments;
    Vector law = initial_;
    std::int64_t step = 0;
    for (const double time : times) {
      const auto to = static_cast<std::int64_t>(time);
      law = transient_law(matrix_, law, to - std::exchange(step, to));
      moments.push_back(moments_of(law));
    }
    return moments;
  }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Walker walker = begin(streams, replicate);
    observe(std::int64_t{0}, std::int64_t{walker.state});
    std::int64_t step = 0;
    while (step < steps_ && !next_.is_absorbing(walker.state)) {
      go_on(walker, ++step);
      observe(step, std::int64_t{walker.state});
    }
    stay(walker, steps_ - step);
    return path_of(walker);
  }

  void paths(const Streams& streams, std::uint64_t first, std::span<Path> paths) const {
    std::vector<Walker> walkers;
    std::vector<std::size_t> running;
    for (std::size_t done = 0; done < paths.size(); done += together) {
      const auto part = paths.subspan(done, std::min(together, paths.size() - done));
      walkers.clear();
      for (std::size_t i = 0; i < part.size(); ++i) {
        walkers.push_back(begin(streams, first + done + i));
        running.push_back(i);
      }
      for (std::int64_t step = 0; !running.empty(); ++step) {
        for (std::size_t i = running.size(); i-- > 0;) {
          Walker& walker = walkers[running[i]];
          if (step < steps_ && !next_.is_absorbing(walker.state)) {
            go_on(walker, step + 1);
          } else {
            stay(walker, steps_ - step);
            running[i] = running.back();
            running.pop_back();
          }
        }
      }
      std::transform(walkers.begin(), walkers.end(), part.begin(),
                     [&](const Walker& walker) { return path_of(walker); });
    }
  }

  ExactResults exact() const {
    ExactResults exact;
    const Chain chain = {matrix_,  initial_, target_, has_target_, [](std::size_t i) { return std::to_string(i); },
                         most_work};
    const auto stationary = add_chain_figures(chain, exact);
    if (stationary) {
      const ExactMoments moments = moments_of(*stationary);
      exact.figures.push_back({"stationary_mean", moments.mean, "", "1", "long-run mean of the state's number"});
      exact.figures.push_back({"stationary_standard_deviation", *moments.standard_deviation, "", "1",
                               "long-run standard deviation of the state's number"});
    }
    if (are_too_many(steps_, matrix_)) {
      exact.notes.push_back("terminal has no exact moments: so many steps of so many transitions take too long");
    } else {
      exact.moments["terminal"] = moments_of(transient_law(matrix_, initial_, steps_));
    }
    if (has_target_) add_visits(chain, steps_, exact);
    return exact;
  }

 private:
  /// On its way.
  struct Walker {
    Stream stream;
    std::uint32_t state;
    std::int64_t visits, first_hit, moves;
  };

  Walker begin(const Streams& streams, std::uint64_t replicate) const {
    Walker walker{streams.open(replicate), static_cast<std::uint32_t>(start_), 0, steps_, 0};
    if (initial_[start_] < 1) walker.state = next_.draw(static_cast<std::uint32_t>(states_.count()), walker.stream);
    walker.visits = is_target(walker.state);
    if (walker.visits > 0) walker.first_hit = 0;
    return walker;
  }

  void go_on(Walker& walker, std::int64_t step) const {
    const std::uint32_t next = next_.draw(walker.state, walker.stream);
    walker.moves += next != walker.state ? 1 : 0;
    walker.state = next;
    if (!has_target_) return;
    const std::int64_t inside = is_target(next);
    walker.first_hit = inside && !walker.visits ? step : walker.first_hit;
    walker.visits += inside;
  }

  void stay(Walker& walker, std::int64_t steps) const { walker.visits += steps * is_target(walker.state); }

  Path path_of(const Walker& walker) const {
    return {walker.state, walker.visits, walker.first_hit, walker.moves,
            walker.visits > 0 ? std::uint8_t{1} : std::uint8_t{0}};
  }

  std::int64_t is_target(std::uint32_t state) const { return target_[state] ? 1 : 0; }

  /// Paths: while one waits for memory, others go on; 2.2 × in benchmark_paths.
  static constexpr std::size_t together = 16;
  /// Multiplications for a system of equations: two seconds.
  static constexpr double most_work = 1e9;

  NumberedStates states_;
  std::int64_t steps_;
  SparseMatrix matrix_;
  bool has_target_;
  States target_;
  Vector initial_;
  std::size_t start_;  ///< the likeliest state at time 0
  AliasRows next_;
};

}  // namespace

Process sparse_chain_process() {
  std::vector<Key> keys = NumberedStates::keys();
  keys.push_back(integer("steps").between(0, 100'000'000).fallback(100).unit("steps").says("length of a path"));
  keys.push_back(list("target", integer("state").between(0, NumberedStates::most - 1))
                     .or_file()
                     .says("states whose first visit, and visits, are of interest"));
  return process<SparseChain>("sparse_chain", "Markov chain in discrete time on many states, by its transitions",
                              std::move(keys));
}

}  // namespace ergodic::workloads::paths

#include "workloads/paths/chains/markov_chain.hpp"

#include "core/suggest.hpp"
#include "workloads/paths/chains/chain_figures.hpp"
#include "workloads/paths/chains/chain_lanes.hpp"
#include "workloads/paths/chains/chain_observables.hpp"
#include "workloads/paths/chains/labelled_states.hpp"
#include "workloads/paths/chains/law_table.hpp"
#include "workloads/paths/path/law_sum.hpp"
#include "workloads/paths/path/paths_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

class MarkovChain {
 public:
  struct Path {
    std::uint8_t terminal;
    std::uint8_t hit;
    std::int64_t visits;
    std::int64_t first_hit;
    std::int64_t moves;
  };

  explicit MarkovChain(const Parameters& parameters)
      : states_(parameters),
        steps_(parameters.integer("steps")),
        full_matrix_(transition_matrix(parameters)),
        matrix_(without_zeros(full_matrix_)),
        has_target_(!parameters.texts("target").empty()),
        target_(states_.set(parameters, "target")),
        initial_(states_.initial_law(parameters)),
        start_(initial_, states_.count()),
        next_(full_matrix_.row_by_row(), states_.count()),
        plan_(next_, states_.count(), states_.is_certain(initial_) ? nullptr : &start_,
              states_.is_certain(initial_) ? states_.first(initial_) : 0, steps_, target_) {}

  std::vector<Observable<Path>> observables() const {
    return chain_observables<Path>(category("terminal", states_.labels()), has_target_ ? "" : "markov_chain.target");
  }

  std::vector<std::string> heading() const { return {"step", "state"}; }

  Column state() const { return category("state", states_.labels()).says("state at the times"); }
  double horizon() const { return static_cast<double>(steps_); }
  double grid_step() const { return 1; }

  std::vector<std::vector<double>> laws_at(const std::vector<double>& times) const {
    if (are_too_many(steps_, matrix_)) return {};
    std::vector<std::vector<double>> laws;
    Vector law = initial_;
    std::int64_t step = 0;
    for (const double time : times) {
      const auto to = static_cast<std::int64_t>(time);
      law = transient_law(matrix_, law, to - std::exchange(step, to));
      laws.push_back(law);
    }
    return laws;
  }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    std::uint32_t state = states_.is_certain(initial_) ? states_.first(initial_) : start_.draw(0, stream);
    observe(std::int64_t{0}, states_.at(state));
    std::int64_t visits = is_target(state), moves = 0;
    std::int64_t first_hit = visits ? 0 : steps_;
    for (std::int64_t step = 1; step <= steps_; ++step) {
      const std::uint32_t next = next_.draw(state, stream);
      moves += next != state ? 1 : 0;
      state = next;
      const std::int64_t inside = is_target(state);
      first_hit = inside && !visits ? step : first_hit;
      visits += inside;
      observe(step, states_.at(state));
    }
    return {static_cast<std::uint8_t>(state), static_cast<std::uint8_t>(visits > 0), visits, first_hit, moves};
  }

  void paths(const Streams& streams, std::uint64_t first, std::span<Path> paths) const {
    std::array<ChainEnd, 64> ends;
    for (std::size_t done = 0; done < paths.size(); done += ends.size()) {
      const auto part = paths.subspan(done, std::min(ends.size(), paths.size() - done));
      simulate_in_lanes(plan_, streams, first + done, std::span(ends).first(part.size()));
      for (std::size_t i = 0; i < part.size(); ++i) {
        const ChainEnd& end = ends[i];
        part[i] = end.is_decided ? Path{static_cast<std::uint8_t>(end.terminal),
                                        static_cast<std::uint8_t>(end.visits > 0), end.visits, end.first_hit, end.moves}
                                 : path(streams, first + done + i, Unobserved{});
      }
    }
  }

  ExactResults exact() const {
    ExactResults exact;
    const Chain chain = {matrix_, initial_, target_, has_target_,
                         [this](std::size_t i) { return states_.labels()[i]; }};
    add_chain_figures(chain, exact);
    exact.category_laws["terminal"] = transient_law(matrix_, initial_, steps_);
    if (has_target_) add_visits(chain, steps_, exact);
    return exact;
  }

 private:
  std::int64_t is_target(std::uint32_t state) const { return target_[state] ? 1 : 0; }

  Matrix transition_matrix(const Parameters& parameters) const {
    Matrix matrix = states_.matrix(parameters, "next");
    const auto items = parameters.items("states");
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      const Parameters& item = items[i];
      const double sum = row_sum(matrix, i);
      if (!is_law(sum, parameters)) {
        item.reject("next", fmt::format("adds up to {:.12g}", sum),
                    fmt::format("the probabilities of what follows {} must add up to 1", item.text("name")),
                    "correct the row, or set normalise: true");
      }
      for (double& probability : matrix.row(i))
        probability /= sum;
    }
    return matrix;
  }

  LabelledStates states_;
  std::int64_t steps_;
  Matrix full_matrix_;
  SparseMatrix matrix_;
  bool has_target_;
  States target_;
  Vector initial_;
  LawTable start_;
  LawTable next_;
  ChainPlan plan_;
};

}  // namespace

Process markov_chain_process() {
  std::vector<Key> keys = {
      list("states", section("state",
                             {
                                 text("name").required().says("a label"),
                                 list("next", real("probability").between(0, 1))
                                     .required()
                                     .says("probabilities of what follows it: one a state, in their order"),
                             }))
          .required()
          .or_file()
          .says("the states and the rows of the transition matrix"),
      integer("steps").between(0, 100'000'000).fallback(100).unit("steps").says("length of a path"),
      list("target", text("state")).says("states whose first visit, and visits, are of interest"),
  };
  for (Key& key : initial_keys())
    keys.push_back(std::move(key));
  keys.push_back(normalise_key());
  return process<MarkovChain>("markov_chain", "Markov chain in discrete time on labelled states", std::move(keys));
}

}  // namespace ergodic::workloads::paths

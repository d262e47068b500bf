#include "workloads/paths/chains/jump_chain.hpp"

#include "workloads/paths/chains/jump_chain_law.hpp"
#include "workloads/paths/chains/labelled_states.hpp"
#include "workloads/paths/chains/law_table.hpp"
#include "workloads/paths/path/law_sum.hpp"
#include "workloads/paths/path/paths_of.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

/// The rates between states. A row may have, in the place of its own state, what a generator has there: minus their
/// sum.
Matrix rates_between(const LabelledStates& states, const Parameters& parameters) {
  constexpr double rounding = 1e-9;  // what decimals of a study leave
  Matrix rates = states.matrix(parameters, "rates");
  const auto items = parameters.items("states");
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const Parameters& item = items[i];
    const auto row = rates.row(i);
    const double own = std::exchange(row[i], 0.0), others = row_sum(rates, i);
    const double least = *std::min_element(row.begin(), row.end());
    if (least < 0) {
      item.reject("rates", fmt::format("has {:g}", least), "rates from a state to others are not negative",
                  "correct it");
    }
    if (own != 0 && std::abs(own + others) > rounding * others) {
      item.reject("rates", fmt::format("has {:g} in its place {}", own, i + 1),
                  fmt::format("that is the rate from a state to itself; a generator has {:g} there", 0 - others),
                  "write 0 there");
    }
  }
  return rates;
}

/// Of a path's stream, jump by jump: an exponential for the sojourn, then a word for the next state.
class JumpChain {
 public:
  struct Path {
    std::uint8_t terminal;
    std::uint8_t hit;
    double first_hit;
    double target_share;
    std::int64_t jumps;
  };

  explicit JumpChain(const Parameters& parameters)
      : states_(parameters),
        horizon_(parameters.real("horizon")),
        rates_(rates_between(states_, parameters)),
        has_target_(!parameters.texts("target").empty()),
        target_(states_.set(parameters, "target")),
        initial_(states_.initial_law(parameters)),
        start_(initial_, states_.count()),
        next_(jump_matrix(rates_).row_by_row(), states_.count()) {
    for (std::size_t i = 0; i < rates_.size(); ++i)
      leave_.push_back(row_sum(rates_, i));
  }

  std::vector<Observable<Path>> observables() const {
    const std::string needs = has_target_ ? "" : "jump_chain.target";
    return {
        {category("terminal", states_.labels()).says("state at the end"), &Path::terminal},
        {yes_or_no("hit").says("whether the target was visited"), &Path::hit, needs},
        {real_column("first_hit")
             .in("time")
             .says("time of the first visit to the target; the end where there was none"),
         &Path::first_hit, needs},
        {real_column("target_share").says("share of the time spent in the target"), &Path::target_share, needs},
        {whole("jumps").in("jumps").says("changes of state"), &Path::jumps},
    };
  }

  std::vector<std::string> heading() const { return {"time", "state"}; }

  Column state() const { return category("state", states_.labels()).says("state at the times"); }
  double horizon() const { return horizon_; }
  double expected_events() const { return expected_jumps(rates()); }

  std::vector<Vector> laws_at(const std::vector<double>& times) const { return paths::laws_at(rates(), times); }

  template <class Observe>
  Path path(const Streams& streams, std::uint64_t replicate, Observe&& observe) const {
    Stream stream = streams.open(replicate);
    std::uint32_t state = states_.is_certain(initial_) ? states_.first(initial_) : start_.draw(0, stream);
    Path path{};
    double clock = 0, inside = 0;
    path.first_hit = horizon_;
    for (;;) {
      observe(clock, states_.at(state));
      const double leaving = leave_[state] > 0 ? clock + exponential(stream) / leave_[state] : horizon_;
      const double until = std::min(leaving, horizon_);
      if (target_[state]) {
        if (!path.hit) path.first_hit = clock;
        path.hit = 1;
        inside += until - clock;
      }
      clock = until;
      if (leaving >= horizon_) break;
      state = next_.draw(state, stream);
      ++path.jumps;
    }
    path.terminal = static_cast<std::uint8_t>(state);
    path.target_share = inside / horizon_;
    return path;
  }

  ExactResults exact() const { return exact_results(rates()); }

 private:
  JumpChainRates rates() const { return {rates_, initial_, target_, has_target_, horizon_, states_.labels()}; }

  LabelledStates states_;
  double horizon_;
  Matrix rates_;
  bool has_target_;
  States target_;
  Vector initial_;
  LawTable start_;
  LawTable next_;
  std::vector<double> leave_;
};

}  // namespace

Process jump_chain_process() {
  std::vector<Key> keys = {
      list("states",
           section("state",
                   {
                       text("name").required().says("a label"),
                       list("rates", real("rate").between(-1e12, 1e12))
                           .required()
                           .says("rates at which it is left for each state, in their order; 0 for itself, or minus the "
                                 "sum of the others, as a generator has it"),
                   }))
          .required()
          .or_file()
          .says("the states and the rates between them"),
      real("horizon").above(0).fallback(1.0).unit("time").says("the time at which a path ends"),
      list("target", text("state")).says("states whose first visit, and time spent there, are of interest"),
  };
  for (Key& key : initial_keys())
    keys.push_back(std::move(key));
  keys.push_back(normalise_key());
  return process<JumpChain>("jump_chain", "Markov chain in continuous time on labelled states", std::move(keys));
}

}  // namespace ergodic::workloads::paths

#include "workloads/paths/chains/jump_chain.hpp"

#include "workloads/paths/chains/labelled_states.hpp"
#include "workloads/paths/chains/law_table.hpp"
#include "workloads/paths/path/paths_of.hpp"

#include <ergodic/variates.hpp>

#include <fmt/format.h>
#include <unsupported/Eigen/MatrixFunctions>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

/// Where the chain goes when it leaves a state: rates over their sum; a state that is never left stays.
Matrix jump_matrix(const Matrix& rates) {
  Matrix jumps = rates;
  for (Eigen::Index i = 0; i < jumps.rows(); ++i) {
    const double sum = rates.row(i).sum();
    if (sum > 0) {
      jumps.row(i) /= sum;
    } else {
      jumps(i, i) = 1;
    }
  }
  return jumps;
}

/// The rates between states. A row may have, in the place of its own state, what a generator has there: minus their
/// sum.
Matrix rates_between(const LabelledStates& states, const Parameters& parameters) {
  constexpr double rounding = 1e-9;  // what decimals of a study leave
  Matrix rates = states.matrix(parameters, "rates");
  const auto items = parameters.items("states");
  for (Eigen::Index i = 0; i < rates.rows(); ++i) {
    const Parameters& item = items[static_cast<std::size_t>(i)];
    const double own = std::exchange(rates(i, i), 0.0), others = rates.row(i).sum();
    if (rates.row(i).minCoeff() < 0) {
      item.reject("rates", fmt::format("has {:g}", rates.row(i).minCoeff()),
                  "rates from a state to others are not negative", "correct it");
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
        start_({initial_.data(), initial_.data() + initial_.size()}, states_.count()),
        next_(row_by_row(jump_matrix(rates_)), states_.count()) {
    for (Eigen::Index i = 0; i < rates_.rows(); ++i)
      leave_.push_back(rates_.row(i).sum());
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

  /// From one time to the next by e^(Q·gap): of regular times, there is one gap but for rounding.
  std::vector<std::vector<double>> laws_at(const std::vector<double>& times) const {
    constexpr double rounding = 1e-12;
    std::vector<std::vector<double>> laws;
    Vector law = initial_;
    Matrix forward;
    double from = 0, gap = -1;
    for (const double time : times) {
      if (std::abs(time - from - gap) > rounding * horizon_) {
        gap = time - from;
        forward = (generator() * gap).exp().transpose();
      }
      from = time;
      law = (forward * law).eval();
      laws.emplace_back(law.data(), law.data() + law.size());
    }
    return laws;
  }

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

  ExactResults exact() const {
    ExactResults exact;
    const Matrix generator = this->generator();
    exact.category_laws["terminal"] = laws_at({horizon_}).front();
    const double pace = *std::max_element(leave_.begin(), leave_.end());
    if (pace > 0) {
      const Matrix uniformised = Matrix::Identity(generator.rows(), generator.cols()) + generator / pace;
      if (const auto stationary = stationary_law(SparseMatrix(uniformised.sparseView()))) {
        for (std::size_t i = 0; i < states_.count(); ++i) {
          exact.figures.push_back({"stationary_" + states_.labels()[i], (*stationary)[static_cast<Eigen::Index>(i)], "",
                                   "1", "long-run share of time in state " + states_.labels()[i]});
        }
      }
    }
    if (!has_target_) return exact;
    Vector inside = Vector::Zero(generator.rows());
    Matrix stopped = generator;
    for (Eigen::Index i = 0; i < inside.size(); ++i) {
      if (!target_[static_cast<std::size_t>(i)]) continue;
      inside[i] = 1;
      stopped.row(i).setZero();
    }
    const Vector outside = Vector::Ones(inside.size()) - inside;
    exact.moments["target_share"] = {expected_time(generator, inside) / horizon_, std::nullopt};
    exact.moments["first_hit"] = {expected_time(stopped, outside), std::nullopt};
    const Vector at_end = (stopped * horizon_).exp().transpose() * initial_;
    const double hit = std::clamp(inside.dot(at_end), 0.0, 1.0);  // but for rounding
    exact.category_laws["hit"] = {1 - hit, hit};
    add_first_visit(exact);
    return exact;
  }

 private:
  /// Whenever it may be.
  void add_first_visit(ExactResults& exact) const {
    const FirstPassage passage(jump_matrix(rates_).sparseView(), target_);
    const double ever = initial_.dot(passage.probabilities());
    const Vector leave = Vector::Map(leave_.data(), initial_.size());
    const Vector times = passage.expected_times(leave.cwiseInverse());
    const double time = (initial_.array() > 0).select(initial_.array() * times.array(), 0).sum();
    const char* words = ever == 0             ? "of ever visiting the target, which cannot be reached from the start"
                        : std::isfinite(time) ? "of ever visiting the target"
                                              : "of ever visiting the target; as paths may miss it, its expected time "
                                                "is infinite";
    exact.figures.push_back({"hitting_probability", std::isfinite(time) ? 1 : ever, "", "1", words});
    if (std::isfinite(time)) exact.figures.push_back({"expected_hitting_time", time, "", "1", "time to the target"});
  }

  /// Q: rates, and on the diagonal what makes rows add up to 0.
  Matrix generator() const { return rates_ - Matrix(rates_.rowwise().sum().asDiagonal()); }

  /// E of the time until the horizon spent where `where` is 1: the corner of an exponential of a larger matrix. Source:
  /// Van Loan, "Computing integrals involving the matrix exponential", IEEE Trans. Autom. Control 23, 1978.
  double expected_time(const Matrix& generator, const Vector& where) const {
    const Eigen::Index n = generator.rows();
    Matrix larger = Matrix::Zero(n + 1, n + 1);
    larger.topLeftCorner(n, n) = generator;
    larger.topRightCorner(n, 1) = where;
    const Matrix grown = (larger * horizon_).exp();
    return initial_.dot(grown.col(n).head(n));
  }

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
  return process<JumpChain>("jump_chain", "Markov chain in continuous time on labelled states", std::move(keys));
}

}  // namespace ergodic::workloads::paths

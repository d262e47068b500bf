#include "workloads/paths/chains/jump_chain_law.hpp"

#include <unsupported/Eigen/MatrixFunctions>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ergodic::workloads::paths {

namespace {

using Square = Eigen::MatrixXd;
using Column = Eigen::VectorXd;

Column column_of(const Vector& values) { return Column::Map(values.data(), static_cast<Eigen::Index>(values.size())); }

/// Q: rates, and on the diagonal what makes rows add up to 0.
Square generator_of(const Matrix& matrix) {
  const auto n = static_cast<Eigen::Index>(matrix.size());
  using ByRow = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Square rates = ByRow::Map(matrix.row_by_row().data(), n, n);
  return rates - Square(rates.rowwise().sum().asDiagonal());
}

/// Not inlined: its code is a hundred kilobytes.
[[gnu::noinline]] Square exponential(const Square& exponent) { return exponent.exp(); }

/// E of the time until the horizon spent where `where` is 1: the corner of an exponential of a larger matrix. Source:
/// Van Loan, "Computing integrals involving the matrix exponential", IEEE Trans. Autom. Control 23, 1978.
double expected_time(const Square& generator, const Column& where, const Column& initial, double horizon) {
  const Eigen::Index n = generator.rows();
  Square larger = Square::Zero(n + 1, n + 1);
  larger.topLeftCorner(n, n) = generator;
  larger.topRightCorner(n, 1) = where;
  const Square grown = exponential(larger * horizon);
  return initial.dot(grown.col(n).head(n));
}

/// The chain that goes on at the rate of the state that is left fastest, and may stay where it is.
SparseMatrix uniformised(const Square& generator, double pace) {
  SparseMatrix matrix;
  for (Eigen::Index i = 0; i < generator.rows(); ++i) {
    for (Eigen::Index j = 0; j < generator.cols(); ++j) {
      const double probability = (i == j ? 1 : 0) + generator(i, j) / pace;
      if (probability != 0) matrix.push(static_cast<std::size_t>(j), probability);
    }
    matrix.end_row();
  }
  return matrix;
}

void add_stationary_law(const JumpChainRates& chain, const Square& generator, ExactResults& exact) {
  double pace = 0;
  for (std::size_t i = 0; i < chain.rates.size(); ++i)
    pace = std::max(pace, row_sum(chain.rates, i));
  if (pace == 0) return;
  const auto stationary = stationary_law(uniformised(generator, pace));
  for (std::size_t i = 0; stationary && i < stationary->size(); ++i) {
    exact.figures.push_back({"stationary_" + chain.labels[i], (*stationary)[i], "", "1",
                             "long-run share of time in state " + chain.labels[i]});
  }
}

/// Until the horizon.
void add_target(const JumpChainRates& chain, const Square& generator, ExactResults& exact) {
  const Column inside = column_of(indicator(chain.target)), initial = column_of(chain.initial);
  const Column outside = Column::Ones(inside.size()) - inside;
  Square stopped = generator;
  for (Eigen::Index i = 0; i < inside.size(); ++i) {
    if (inside[i] == 1) stopped.row(i).setZero();
  }
  exact.moments["target_share"] = {expected_time(generator, inside, initial, chain.horizon) / chain.horizon,
                                   std::nullopt};
  exact.moments["first_hit"] = {expected_time(stopped, outside, initial, chain.horizon), std::nullopt};
  const Column at_end = exponential(stopped * chain.horizon).transpose() * initial;
  const double hit = std::clamp(inside.dot(at_end), 0.0, 1.0);  // but for rounding
  exact.category_laws["hit"] = {1 - hit, hit};
}

/// Whenever it may be.
void add_first_visit(const JumpChainRates& chain, ExactResults& exact) {
  const FirstPassage passage(without_zeros(jump_matrix(chain.rates)), chain.target);
  const double ever = dot(chain.initial, passage.probabilities());
  Vector stay;
  for (std::size_t i = 0; i < chain.rates.size(); ++i)
    stay.push_back(1 / row_sum(chain.rates, i));
  const Vector times = passage.expected_times(stay);
  double time = 0;
  for (std::size_t i = 0; i < times.size(); ++i)
    time += chain.initial[i] > 0 ? chain.initial[i] * times[i] : 0;
  const char* words = ever == 0             ? "of ever visiting the target, which cannot be reached from the start"
                      : std::isfinite(time) ? "of ever visiting the target"
                                            : "of ever visiting the target; as paths may miss it, its expected time "
                                              "is infinite";
  exact.figures.push_back({"hitting_probability", std::isfinite(time) ? 1 : ever, "", "1", words});
  if (std::isfinite(time)) exact.figures.push_back({"expected_hitting_time", time, "", "1", "time to the target"});
}

}  // namespace

Matrix jump_matrix(const Matrix& rates) {
  Matrix jumps = rates;
  for (std::size_t i = 0; i < jumps.size(); ++i) {
    const double all = row_sum(rates, i);
    if (all > 0) {
      for (double& rate : jumps.row(i))
        rate /= all;
    } else {
      jumps.row(i)[i] = 1;
    }
  }
  return jumps;
}

/// From one time to the next by e^(Q·gap): of regular times, there is one gap but for rounding.
std::vector<Vector> laws_at(const JumpChainRates& chain, const std::vector<double>& times) {
  constexpr double rounding = 1e-12;
  const Square generator = generator_of(chain.rates);
  std::vector<Vector> laws;
  Column law = column_of(chain.initial);
  Square forward;
  double from = 0, gap = -1;
  for (const double time : times) {
    if (std::abs(time - from - gap) > rounding * chain.horizon) {
      gap = time - from;
      forward = exponential(generator * gap).transpose();
    }
    from = time;
    law = (forward * law).eval();
    laws.emplace_back(law.data(), law.data() + law.size());
  }
  return laws;
}

ExactResults exact_results(const JumpChainRates& chain) {
  ExactResults exact;
  const Square generator = generator_of(chain.rates);
  exact.category_laws["terminal"] = laws_at(chain, {chain.horizon}).front();
  add_stationary_law(chain, generator, exact);
  if (!chain.has_target) return exact;
  add_target(chain, generator, exact);
  add_first_visit(chain, exact);
  return exact;
}

}  // namespace ergodic::workloads::paths

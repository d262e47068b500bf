#include "workloads/paths/chain_law.hpp"

#include <algorithm>
#include <limits>

namespace ergodic::workloads::paths {

namespace {

States complement(States states) {
  states.flip();
  return states;
}

std::vector<Eigen::Index> numbers(const States& states) {
  std::vector<Eigen::Index> numbers;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i]) numbers.push_back(static_cast<Eigen::Index>(i));
  }
  return numbers;
}

Vector indicator(const States& states) {
  Vector values = Vector::Zero(static_cast<Eigen::Index>(states.size()));
  for (const Eigen::Index i : numbers(states))
    values[i] = 1;
  return values;
}

/// I − P among these states.
Eigen::PartialPivLU<Matrix> leaving(const Matrix& P, const std::vector<Eigen::Index>& among) {
  const auto n = static_cast<Eigen::Index>(among.size());
  return Eigen::PartialPivLU<Matrix>(Matrix::Identity(n, n) - P(among, among));
}

double mean_of(const Vector& law, const Vector& values) { return law.dot(values); }

MeanAndVariance from_moments(double first, double second) { return {first, std::max(0.0, second - first * first)}; }

}  // namespace

States states_that_reach(const Matrix& P, const States& targets) {
  States reached = targets;
  std::vector<Eigen::Index> front = numbers(targets);
  while (!front.empty()) {
    const Eigen::Index to = front.back();
    front.pop_back();
    for (Eigen::Index from = 0; from < P.rows(); ++from) {
      if (P(from, to) == 0 || reached[static_cast<std::size_t>(from)]) continue;
      reached[static_cast<std::size_t>(from)] = true;
      front.push_back(from);
    }
  }
  return reached;
}

Vector hitting_probabilities(const Matrix& P, const States& targets) {
  Vector probability = indicator(targets);
  States open = states_that_reach(P, targets);
  for (std::size_t i = 0; i < open.size(); ++i)
    open[i] = open[i] && !targets[i];
  const auto among = numbers(open);
  if (among.empty()) return probability;
  const Vector straight = (P * probability)(among);
  const Vector eventual = leaving(P, among).solve(straight);
  probability(among) = eventual;
  return probability;
}

std::vector<MeanAndVariance> hitting_times(const Matrix& P, const States& targets) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<MeanAndVariance> times(targets.size(), {infinity, infinity});
  // Where the targets may be missed: from states that lead, around the targets, to one from which none is reached.
  Matrix stopped = P;
  for (const Eigen::Index i : numbers(targets))
    stopped.row(i).setZero();
  const States may_miss = states_that_reach(stopped, complement(states_that_reach(P, targets)));
  States sure = complement(may_miss);
  for (const Eigen::Index i : numbers(targets)) {
    times[static_cast<std::size_t>(i)] = {0, 0};
    sure[static_cast<std::size_t>(i)] = false;
  }
  const auto among = numbers(sure);
  if (among.empty()) return times;
  const auto system = leaving(P, among);
  const Vector mean = system.solve(Vector::Ones(static_cast<Eigen::Index>(among.size())));
  const Vector twice = 2 * mean - Vector::Ones(mean.size());
  const Vector second = system.solve(twice);
  for (std::size_t i = 0; i < among.size(); ++i) {
    const auto k = static_cast<Eigen::Index>(i);
    times[static_cast<std::size_t>(among[i])] = from_moments(mean[k], second[k]);
  }
  return times;
}

std::optional<Vector> stationary_law(const Matrix& P) {
  // A closed class that every state reaches is the only one: look for a state that all reach, the class is what it
  // reaches.
  const auto n = static_cast<std::size_t>(P.rows());
  for (std::size_t i = 0; i < n; ++i) {
    States one(n, false);
    one[i] = true;
    const States reaching = states_that_reach(P, one);
    if (std::find(reaching.begin(), reaching.end(), false) != reaching.end()) continue;
    const auto members = numbers(states_that_reach(P.transpose(), one));
    Matrix rest = P(members, members);
    const Eigen::Index m = rest.rows();
    for (Eigen::Index k = m - 1; k > 0; --k) {
      const double out = rest.row(k).head(k).sum();
      rest.col(k).head(k) /= out;
      rest.topLeftCorner(k, k) += rest.col(k).head(k) * rest.row(k).head(k);
    }
    Vector weight = Vector::Zero(m);
    weight[0] = 1;
    for (Eigen::Index k = 1; k < m; ++k)
      weight[k] = weight.head(k).dot(rest.col(k).head(k));
    Vector law = Vector::Zero(P.rows());
    for (Eigen::Index k = 0; k < m; ++k)
      law[members[static_cast<std::size_t>(k)]] = weight[k] / weight.sum();
    return law;
  }
  return std::nullopt;
}

double asymptotic_variance(const Matrix& P, const Vector& stationary, const States& targets) {
  const Eigen::Index n = P.rows();
  const Vector f = indicator(targets).array() - stationary.dot(indicator(targets));
  const Matrix fundamental = Matrix::Identity(n, n) - P + Vector::Ones(n) * stationary.transpose();
  const Vector g = fundamental.partialPivLu().solve(f);
  return stationary.dot((2 * f.cwiseProduct(g) - f.cwiseProduct(f)).eval());
}

Vector transient_law(const Matrix& P, const Vector& initial, std::int64_t n) {
  Eigen::RowVectorXd law = initial.transpose();
  for (std::int64_t k = 0; k < n; ++k)
    law = (law * P).eval();
  return law.transpose();
}

UpToHorizon up_to_horizon(const Matrix& P, const Vector& initial, const States& targets, std::int64_t n) {
  const Vector inside = indicator(targets);
  const Vector outside = Vector::Ones(inside.size()) - inside;
  UpToHorizon result;
  Vector yet_outside = initial.cwiseProduct(outside);
  double first = 0, second = 0;  // E min(τ, n) = Σ P(τ > k), and of its square Σ (2k + 1) P(τ > k), over k < n
  for (std::int64_t k = 0; k < n; ++k) {
    first += yet_outside.sum();
    second += static_cast<double>(2 * k + 1) * yet_outside.sum();
    yet_outside = (P.transpose() * yet_outside).cwiseProduct(outside).eval();
  }
  result.hit = std::clamp(1 - yet_outside.sum(), 0.0, 1.0);  // but for rounding
  result.first_hit = from_moments(first, second);
  // Backwards: moments of the visits from now on, given the present state.
  Vector mean = inside, square = inside;
  for (std::int64_t k = 0; k < n; ++k) {
    const Vector next = P * mean;
    square = (inside + 2 * inside.cwiseProduct(next) + P * square).eval();
    mean = inside + next;
  }
  result.visits = from_moments(mean_of(initial, mean), mean_of(initial, square));
  return result;
}

}  // namespace ergodic::workloads::paths

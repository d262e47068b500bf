#include "workloads/paths/algebra/rate_law.hpp"

#include "workloads/paths/algebra/stochastic_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

constexpr double shortest = 0.5;  ///< expected jumps, of the uniformised chain, in the time that is doubled

Matrix identity(std::size_t size) {
  Matrix one(size);
  for (std::size_t i = 0; i < size; ++i)
    one.row(i)[i] = 1;
  return one;
}

Matrix scaled_product(double factor, const SparseMatrix& P, const Matrix& with) {
  Matrix product(with.size());
  for (std::size_t i = 0; i < with.size(); ++i) {
    for (std::size_t at = P.begin_of(i); at < P.end_of(i); ++at) {
      const auto row = with.row(static_cast<std::size_t>(P.column[at]));
      for (std::size_t j = 0; j < with.size(); ++j)
        product.row(i)[j] += factor * P.value[at] * row[j];
    }
  }
  return product;
}

/// Adds a term; false where none of the numbers has changed to speak of.
bool add(const Matrix& term, Matrix& sum) {
  constexpr double too_little = 1e-18;
  bool counts = false;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    for (std::size_t j = 0; j < sum.size(); ++j) {
      counts |= term.row(i)[j] > too_little * sum.row(i)[j];
      sum.row(i)[j] += term.row(i)[j];
    }
  }
  return counts;
}

/// Σ Pᵏ xᵏ/k!, its rows divided by their sums: what a Poisson number of jumps, x of them expected, does.
Matrix after_few_jumps(const SparseMatrix& P, double x) {
  Matrix term = identity(P.size()), sum = term;
  for (double k = 1;; ++k) {
    term = scaled_product(x / k, P, term);
    if (!add(term, sum)) break;
  }
  normalise_rows(sum);
  return sum;
}

/// P(N > 0), P(N > 1), … of a Poisson number N with mean x.
std::vector<double> poisson_tails(double x) {
  std::vector<double> tails;
  for (double k = 1, weight = std::exp(-x); weight > 0; ++k)
    tails.push_back(weight *= x / k);
  for (std::size_t k = tails.size(); k-- > 1;)
    tails[k - 1] += tails[k];
  return tails;
}

/// ∫ e^Qs gain ds over a time in which x jumps of the uniformised chain are expected, one every 1/pace: the k-th of
/// its states is stayed in for P(N > k)/pace.
Vector gained_in_few_jumps(const SparseMatrix& P, double x, double pace, Vector gain) {
  Vector all(gain.size());
  for (const double tail : poisson_tails(x)) {
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] += tail / pace * gain[i];
    gain = product(P, gain);
  }
  return all;
}

}  // namespace

double fastest_rate(const Matrix& rates) {
  double fastest = 0;
  for (std::size_t i = 0; i < rates.size(); ++i)
    fastest = std::max(fastest, row_sum(rates, i));
  return fastest;
}

SparseMatrix uniformised(const Matrix& rates, double pace) {
  SparseMatrix chain;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const double stays = 1 - row_sum(rates, i) / pace;
    for (std::size_t j = 0; j < rates.size(); ++j) {
      const double probability = i == j ? stays : rates.row(i)[j] / pace;
      if (probability > 0) chain.push(j, probability);
    }
    chain.end_row();
  }
  return chain;
}

RateLaw::RateLaw(const Matrix& rates, double time, std::vector<Vector> gains)
    : P_(identity(rates.size())), gains_(std::move(gains)) {
  const double pace = fastest_rate(rates);
  if (pace == 0 || time == 0) {
    for (Vector& gain : gains_)
      std::for_each(gain.begin(), gain.end(), [time](double& earned) { earned *= time; });
    return;
  }
  const int doublings = std::max(0, static_cast<int>(std::ceil(std::log2(pace) + std::log2(time / shortest))));
  const double expected_jumps = pace * std::ldexp(time, -doublings);
  const SparseMatrix jump = uniformised(rates, pace);
  P_ = after_few_jumps(jump, expected_jumps);
  for (Vector& gain : gains_)
    gain = gained_in_few_jumps(jump, expected_jumps, pace, std::move(gain));
  bool is_in_balance = false;  // and would stay so, however long it went on
  for (int i = 0; i < doublings; ++i) {
    for (Vector& gain : gains_) {
      const Vector later = product(P_, gain);
      std::transform(gain.begin(), gain.end(), later.begin(), gain.begin(), std::plus<>());
    }
    if (is_in_balance) continue;
    Matrix twice = squared(P_);
    is_in_balance = are_equal_but_for_rounding(twice, P_);
    P_ = std::move(twice);
  }
}

Vector RateLaw::from(const Vector& initial) const { return law_after(initial, P_); }

}  // namespace ergodic::workloads::paths

#include "workloads/paths/chains/chain_law.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

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

MeanAndVariance from_moments(double first, double second) { return {first, std::max(0.0, second - first * first)}; }

/// Adds to `found` where the rows of `edges` lead from `front`, but neither to nor through states that `ends` has.
void follow(const SparseMatrix& edges, std::vector<Eigen::Index> front, const States& ends, States& found) {
  while (!front.empty()) {
    const Eigen::Index from = front.back();
    front.pop_back();
    for (SparseMatrix::InnerIterator it(edges, from); it; ++it) {
      const auto to = static_cast<std::size_t>(it.col());
      if (found[to] || ends[to]) continue;
      found[to] = true;
      front.push_back(it.col());
    }
  }
}

/// The states `from` and those to which the rows of `edges` lead from them.
States followed(const SparseMatrix& edges, States from) {
  const States none(from.size(), false);
  follow(edges, numbers(from), none, from);
  return from;
}

/// The only closed class: where a state that all states lead to leads. Nothing where there are more classes. With
/// searches against the transitions, each anew from a state not yet found, until all are found, the last one's start is
/// the only candidate: an earlier one would have found it.
std::optional<std::vector<Eigen::Index>> only_closed_class(const SparseMatrix& P) {
  const SparseMatrix back = P.transpose();
  const States none(static_cast<std::size_t>(P.rows()), false);
  States found = none, last = none;
  Eigen::Index candidate = 0;
  for (Eigen::Index i = 0; i < P.rows(); ++i) {
    if (found[static_cast<std::size_t>(i)]) continue;
    candidate = i;
    found[static_cast<std::size_t>(i)] = true;
    follow(back, {i}, none, found);
  }
  last[static_cast<std::size_t>(candidate)] = true;
  const States leading_there = followed(back, last);
  if (std::find(leading_there.begin(), leading_there.end(), false) != leading_there.end()) return std::nullopt;
  return numbers(followed(P, last));
}

}  // namespace

FirstPassage::FirstPassage(SparseMatrix P, States targets, double most_work)
    : P_(std::move(P)), targets_(std::move(targets)) {
  const SparseMatrix back = P_.transpose();
  const States reaching = followed(back, targets_);
  // The targets may be missed from states that lead, around them, to one from which none is reached.
  States may_miss = reaching;
  may_miss.flip();
  follow(back, numbers(may_miss), targets_, may_miss);
  sure_ = may_miss;
  sure_.flip();
  for (const Eigen::Index i : numbers(reaching)) {
    if (!targets_[static_cast<std::size_t>(i)]) open_.push_back(i);
  }
  if (!open_.empty()) elimination_ = StateElimination::of(P_, open_, most_work);
}

Vector FirstPassage::probabilities(Eigen::Index target) const {
  States one(targets_.size(), false);
  one[static_cast<std::size_t>(target)] = true;
  return probabilities(one, false);
}

Vector FirstPassage::probabilities(const States& targets, bool is_any) const {
  Vector probability = indicator(targets);
  if (open_.empty()) return probability;
  const Vector straight = (P_ * probability)(open_);
  probability(open_) = solve(straight);
  for (const Eigen::Index i : numbers(sure_)) {
    if (is_any) probability[i] = 1;
  }
  return probability;
}

Vector FirstPassage::solve(const Vector& b) const {
  return elimination_ ? elimination_->solve(b)
                      : Vector(Vector::Constant(b.size(), std::numeric_limits<double>::quiet_NaN()));
}

std::vector<MeanAndVariance> FirstPassage::times() const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<MeanAndVariance> times(targets_.size(), {infinity, infinity});
  for (const Eigen::Index i : numbers(targets_))
    times[static_cast<std::size_t>(i)] = {0, 0};
  if (open_.empty()) return times;
  // Sure states lead to sure ones only: of the others' equations nothing comes to theirs.
  const Vector mean = solve(Vector::Ones(static_cast<Eigen::Index>(open_.size())));
  const Vector second = solve(2 * mean - Vector::Ones(mean.size()));
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const auto k = static_cast<Eigen::Index>(i);
    const auto state = static_cast<std::size_t>(open_[i]);
    if (sure_[state]) times[state] = from_moments(mean[k], second[k]);
  }
  return times;
}

Vector FirstPassage::expected_times(const Vector& stay) const {
  Vector times = Vector::Constant(stay.size(), std::numeric_limits<double>::infinity());
  for (const Eigen::Index i : numbers(targets_))
    times[i] = 0;
  if (open_.empty()) return times;
  const Vector mean = solve(stay(open_));
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (sure_[static_cast<std::size_t>(open_[i])]) times[open_[i]] = mean[static_cast<Eigen::Index>(i)];
  }
  return times;
}

bool has_stationary_law(const SparseMatrix& P) { return only_closed_class(P).has_value(); }

std::optional<Vector> stationary_law(const SparseMatrix& P, double most_work) {
  const auto members = only_closed_class(P);
  if (!members) return std::nullopt;
  const auto elimination = StateElimination::of(P, *members, most_work);
  if (!elimination) return std::nullopt;
  Vector law = Vector::Zero(P.rows());
  law(*members) = elimination->stationary_law();
  return law;
}

double asymptotic_variance(const SparseMatrix& P, const Vector& stationary, const States& targets) {
  const Eigen::Index n = P.rows();
  const Vector f = indicator(targets).array() - stationary.dot(indicator(targets));
  const Matrix fundamental = Matrix::Identity(n, n) - Matrix(P) + Vector::Ones(n) * stationary.transpose();
  const Vector g = fundamental.partialPivLu().solve(f);
  return stationary.dot((2 * f.cwiseProduct(g) - f.cwiseProduct(f)).eval());
}

Vector transient_law(const SparseMatrix& P, const Vector& initial, std::int64_t n) {
  const SparseMatrix back = P.transpose();
  Vector law = initial;
  for (std::int64_t k = 0; k < n; ++k)
    law = (back * law).eval();
  return law;
}

UpToHorizon up_to_horizon(const SparseMatrix& P, const Vector& initial, const States& targets, std::int64_t n) {
  const SparseMatrix back = P.transpose();
  const Vector inside = indicator(targets);
  const Vector outside = Vector::Ones(inside.size()) - inside;
  UpToHorizon result;
  Vector yet_outside = initial.cwiseProduct(outside);
  double first = 0, second = 0;  // E min(τ, n) = Σ P(τ > k), and of its square Σ (2k + 1) P(τ > k), over k < n
  for (std::int64_t k = 0; k < n; ++k) {
    first += yet_outside.sum();
    second += static_cast<double>(2 * k + 1) * yet_outside.sum();
    yet_outside = (back * yet_outside).cwiseProduct(outside).eval();
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
  result.visits = from_moments(initial.dot(mean), initial.dot(square));
  return result;
}

}  // namespace ergodic::workloads::paths

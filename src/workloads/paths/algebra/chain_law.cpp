#include "workloads/paths/algebra/chain_law.hpp"

#include "workloads/paths/algebra/stochastic_matrix.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

/// The values of these states.
Vector at(const Vector& values, const std::vector<std::size_t>& states) {
  Vector some;
  for (const std::size_t i : states)
    some.push_back(values[i]);
  return some;
}

/// Adds to `found` where the rows of `edges` lead from `front`, but neither to nor through states that `ends` has.
void follow(const SparseMatrix& edges, std::vector<std::size_t> front, const States& ends, States& found) {
  while (!front.empty()) {
    const std::size_t from = front.back();
    front.pop_back();
    for (std::size_t at = edges.begin_of(from); at < edges.end_of(from); ++at) {
      const auto to = static_cast<std::size_t>(edges.column[at]);
      if (found[to] || ends[to]) continue;
      found[to] = true;
      front.push_back(to);
    }
  }
}

/// The states `from` and those to which the rows of `edges` lead from them.
States followed(const SparseMatrix& edges, States from) {
  const States none(from.size(), false);
  follow(edges, numbers(from), none, from);
  return from;
}

}  // namespace

std::vector<std::size_t> numbers(const States& states) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i]) numbers.push_back(i);
  }
  return numbers;
}

Vector indicator(const States& states) {
  Vector values(states.size(), 0);
  for (const std::size_t i : numbers(states))
    values[i] = 1;
  return values;
}

std::size_t likeliest(const Vector& law) {
  return static_cast<std::size_t>(std::max_element(law.begin(), law.end()) - law.begin());
}

FirstPassage::FirstPassage(SparseMatrix P, States targets, double most_work)
    : P_(std::move(P)), targets_(std::move(targets)) {
  const SparseMatrix back = transposed(P_);
  const States reaching = followed(back, targets_);
  // The targets may be missed from states that lead, around them, to one from which none is reached.
  States may_miss = reaching;
  may_miss.flip();
  follow(back, numbers(may_miss), targets_, may_miss);
  sure_ = may_miss;
  sure_.flip();
  for (const std::size_t i : numbers(reaching)) {
    if (!targets_[i]) open_.push_back(i);
  }
  if (!open_.empty()) elimination_ = StateElimination::of(P_, open_, most_work);
}

Vector FirstPassage::probabilities() const {
  Vector probability = probabilities(targets_);
  for (const std::size_t i : numbers(sure_))
    probability[i] = 1;
  return probability;
}

Vector FirstPassage::probabilities(std::size_t target) const {
  States one(targets_.size(), false);
  one[target] = true;
  return probabilities(one);
}

Vector FirstPassage::probabilities(const States& some) const {
  Vector probability = indicator(some);
  if (open_.empty()) return probability;
  const Vector there = solve(at(product(P_, probability), open_));
  for (std::size_t i = 0; i < open_.size(); ++i)
    probability[open_[i]] = there[i];
  return probability;
}

Vector FirstPassage::solve(const Vector& b) const {
  return elimination_ ? elimination_->solve(b) : Vector(b.size(), std::numeric_limits<double>::quiet_NaN());
}

std::vector<MeanAndVariance> FirstPassage::times() const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  std::vector<MeanAndVariance> times(targets_.size(), {infinity, infinity});
  for (const std::size_t i : numbers(targets_))
    times[i] = {0, 0};
  if (open_.empty()) return times;
  // Sure states lead to sure ones only: of the others' equations nothing comes to theirs.
  Vector mean(targets_.size());
  const Vector steps = solve(Vector(open_.size(), 1));
  for (std::size_t i = 0; i < open_.size(); ++i)
    mean[open_[i]] = steps[i];
  const Vector variance = solve(at(variances_of_a_step(mean), open_));
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (sure_[open_[i]]) times[open_[i]] = {steps[i], variance[i]};
  }
  return times;
}

/// Of each state the variance that the next step brings to the expected time: as it is not a difference of moments,
/// that of a time is right however small it is beside the time's square.
Vector FirstPassage::variances_of_a_step(const Vector& mean) const {
  Vector variances(mean.size());
  for (const std::size_t i : open_) {
    for (std::size_t at = P_.begin_of(i); at < P_.end_of(i); ++at) {
      const double off = mean[static_cast<std::size_t>(P_.column[at])] - mean[i] + 1;
      variances[i] += P_.value[at] * off * off;
    }
  }
  return variances;
}

Vector FirstPassage::expected_times(const Vector& stay) const {
  Vector times(stay.size(), std::numeric_limits<double>::infinity());
  for (const std::size_t i : numbers(targets_))
    times[i] = 0;
  if (open_.empty()) return times;
  const Vector mean = solve(at(stay, open_));
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (sure_[open_[i]]) times[open_[i]] = mean[i];
  }
  return times;
}

MeanAndVariance moments_of_number(const Vector& law) {
  WeightedMoments moments;
  for (std::size_t i = 0; i < law.size(); ++i)
    moments.add(static_cast<double>(i), law[i]);
  return moments.moments();
}

Vector transient_law(const SparseMatrix& P, const Vector& initial, std::int64_t n) {
  constexpr std::int64_t many_steps = 10'000;  // each of which rounds
  constexpr std::size_t few_states = 255;
  if (n > many_steps && P.size() <= few_states) return law_after_steps(initial, full_matrix(P), n);
  const SparseMatrix back = transposed(P);
  Vector law = initial;
  for (std::int64_t k = 0; k < n; ++k)
    law = product(back, law);
  const double all = n > 0 ? sum(law) : 1;
  std::for_each(law.begin(), law.end(), [all](double& probability) { probability /= all; });
  return law;
}

}  // namespace ergodic::workloads::paths

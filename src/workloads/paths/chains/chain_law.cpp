#include "workloads/paths/chains/chain_law.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

std::vector<std::size_t> numbers(const States& states) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (states[i]) numbers.push_back(i);
  }
  return numbers;
}

/// The values of these states.
Vector at(const Vector& values, const std::vector<std::size_t>& states) {
  Vector some;
  for (const std::size_t i : states)
    some.push_back(values[i]);
  return some;
}

MeanAndVariance from_moments(double first, double second) { return {first, std::max(0.0, second - first * first)}; }

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

/// The only closed class: where a state that all states lead to leads. Nothing where there are more classes. With
/// searches against the transitions, each anew from a state not yet found, until all are found, the last one's start is
/// the only candidate: an earlier one would have found it.
std::optional<std::vector<std::size_t>> only_closed_class(const SparseMatrix& P) {
  const SparseMatrix back = transposed(P);
  const States none(P.size(), false);
  States found = none, last = none;
  std::size_t candidate = 0;
  for (std::size_t i = 0; i < P.size(); ++i) {
    if (found[i]) continue;
    candidate = i;
    found[i] = true;
    follow(back, {i}, none, found);
  }
  last[candidate] = true;
  const States leading_there = followed(back, last);
  if (std::find(leading_there.begin(), leading_there.end(), false) != leading_there.end()) return std::nullopt;
  return numbers(followed(P, last));
}

}  // namespace

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

Vector FirstPassage::probabilities(std::size_t target) const {
  States one(targets_.size(), false);
  one[target] = true;
  return probabilities(one, false);
}

Vector FirstPassage::probabilities(const States& targets, bool is_any) const {
  Vector probability = indicator(targets);
  if (open_.empty()) return probability;
  const Vector there = solve(at(product(P_, probability), open_));
  for (std::size_t i = 0; i < open_.size(); ++i)
    probability[open_[i]] = there[i];
  for (const std::size_t i : numbers(sure_)) {
    if (is_any) probability[i] = 1;
  }
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
  const Vector mean = solve(Vector(open_.size(), 1));
  Vector more(mean.size());
  std::transform(mean.begin(), mean.end(), more.begin(), [](double steps) { return 2 * steps - 1; });
  const Vector second = solve(more);
  for (std::size_t i = 0; i < open_.size(); ++i) {
    if (sure_[open_[i]]) times[open_[i]] = from_moments(mean[i], second[i]);
  }
  return times;
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

bool has_stationary_law(const SparseMatrix& P) { return only_closed_class(P).has_value(); }

std::optional<Vector> stationary_law(const SparseMatrix& P, double most_work) {
  const auto members = only_closed_class(P);
  if (!members) return std::nullopt;
  const auto elimination = StateElimination::of(P, *members, most_work);
  if (!elimination) return std::nullopt;
  const Vector of_members = elimination->stationary_law();
  Vector law(P.size());
  for (std::size_t i = 0; i < members->size(); ++i)
    law[(*members)[i]] = of_members[i];
  return law;
}

MeanAndVariance moments_of_number(const Vector& law) {
  Vector numbers(law.size());
  std::iota(numbers.begin(), numbers.end(), 0.0);
  const double mean = dot(law, numbers);
  for (double& number : numbers)
    number = (number - mean) * (number - mean);
  return {mean, dot(law, numbers)};
}

Vector transient_law(const SparseMatrix& P, const Vector& initial, std::int64_t n) {
  const SparseMatrix back = transposed(P);
  Vector law = initial;
  for (std::int64_t k = 0; k < n; ++k)
    law = product(back, law);
  return law;
}

UpToHorizon up_to_horizon(const SparseMatrix& P, const Vector& initial, const States& targets, std::int64_t n) {
  const SparseMatrix back = transposed(P);
  const std::vector<std::size_t> inside = numbers(targets);
  const auto leave_outside = [&](Vector law) {
    for (const std::size_t i : inside)
      law[i] = 0;
    return law;
  };
  UpToHorizon result;
  Vector yet_outside = leave_outside(initial);
  double first = 0, second = 0;  // E min(τ, n) = Σ P(τ > k), and of its square Σ (2k + 1) P(τ > k), over k < n
  for (std::int64_t k = 0; k < n; ++k) {
    const double later = sum(yet_outside);
    first += later;
    second += static_cast<double>(2 * k + 1) * later;
    yet_outside = leave_outside(product(back, yet_outside));
  }
  result.hit = std::clamp(1 - sum(yet_outside), 0.0, 1.0);  // but for rounding
  result.first_hit = from_moments(first, second);
  // Backwards: moments of the visits from now on, given the present state.
  Vector mean = indicator(targets), square = mean;
  for (std::int64_t k = 0; k < n; ++k) {
    const Vector next = product(P, mean);
    mean = next;
    square = product(P, square);
    for (const std::size_t i : inside) {
      mean[i] = 1 + next[i];
      square[i] = 1 + 2 * next[i] + square[i];
    }
  }
  result.visits = from_moments(dot(initial, mean), dot(initial, square));
  return result;
}

}  // namespace ergodic::workloads::paths

#include "workloads/paths/walks/walk_law.hpp"

#include "workloads/paths/algebra/chain_law.hpp"
#include "workloads/paths/algebra/long_run.hpp"
#include "workloads/paths/algebra/weighted_moments.hpp"

#include <cmath>
#include <limits>
#include <numeric>

namespace ergodic::workloads::paths {

namespace {

constexpr double most_additions = 1e8;     // of the recursion over the steps
constexpr std::int64_t most_places = 800;  // of linear algebra

struct JumpMoments {
  double mean = 0;
  double variance = 0;
};

JumpMoments jump_moments(const WalkRules& rules) {
  JumpMoments moments;
  // From the first jump on, whose probability is what the others leave: of steps of ±1 the mean is 2·up − 1, to the
  // last digit, though the probabilities be equal but for rounding.
  moments.mean = static_cast<double>(rules.jumps[0]);
  for (std::size_t i = 1; i < rules.jumps.size(); ++i)
    moments.mean += rules.probabilities[i] * static_cast<double>(rules.jumps[i] - rules.jumps[0]);
  for (std::size_t i = 0; i < rules.jumps.size(); ++i) {
    const double off = static_cast<double>(rules.jumps[i]) - moments.mean;
    moments.variance += rules.probabilities[i] * off * off;
  }
  return moments;
}

/// The law of the place on low, low + 1, …, as steps go on.
class PlaceLaw {
 public:
  PlaceLaw(const WalkRules& rules, std::int64_t low, std::int64_t high)
      : rules_(rules), low_(low), law_(static_cast<std::size_t>(high - low + 1)), next_(law_.size()) {
    at(law_, rules.start) = 1;
    absorbed_ = rules.is_absorbed(rules.start) ? 1 : 0;
  }

  void step() {
    std::fill(next_.begin(), next_.end(), 0.0);
    absorbed_ = 0;
    for (std::size_t i = 0; i < law_.size(); ++i) {
      if (law_[i] == 0) continue;
      const std::int64_t place = low_ + static_cast<std::int64_t>(i);
      if (rules_.is_absorbed(place)) {
        next_[i] += law_[i];
      } else if (rules_.at_bounds == WalkRules::AtBounds::turn && rules_.is_at_bound(place)) {
        at(next_, rules_.turned(place)) += law_[i];
      } else {
        for (std::size_t k = 0; k < rules_.jumps.size(); ++k) {
          const std::int64_t to = rules_.moved(place, rules_.jumps[k]);
          at(next_, to) += law_[i] * rules_.probabilities[k];
          if (rules_.is_absorbed(to)) absorbed_ += law_[i] * rules_.probabilities[k];
        }
      }
    }
    law_.swap(next_);
  }

  double probability(std::int64_t place) const {
    const std::int64_t i = place - low_;
    return i < 0 || i >= static_cast<std::int64_t>(law_.size()) ? 0 : law_[static_cast<std::size_t>(i)];
  }
  /// The probability of being absorbed by the last step, or at the start.
  double absorbed() const { return absorbed_; }
  /// Of being at no bound.
  double running() const {
    double sum = 0;
    for (std::size_t i = 0; i < law_.size(); ++i)
      sum += rules_.is_at_bound(low_ + static_cast<std::int64_t>(i)) ? 0 : law_[i];
    return sum;
  }
  template <class Function>
  double mean(Function f) const {
    double sum = 0;
    for (std::size_t i = 0; i < law_.size(); ++i)
      sum += law_[i] * f(static_cast<double>(low_ + static_cast<std::int64_t>(i)));
    return sum;
  }
  /// Not by the squares of what is off a mean that is rounded: of a walk that is almost sure where it ends, these are
  /// all.
  MeanAndVariance moments() const {
    WeightedMoments moments;
    for (std::size_t i = 0; i < law_.size(); ++i)
      moments.add(static_cast<double>(low_ + static_cast<std::int64_t>(i)), law_[i]);
    return moments.moments();
  }

 private:
  double& at(std::vector<double>& law, std::int64_t place) const { return law[static_cast<std::size_t>(place - low_)]; }

  const WalkRules& rules_;
  std::int64_t low_;
  std::vector<double> law_, next_;
  double absorbed_;
};

double distance_mean(const PlaceLaw& law, double from) {
  return law.mean([=](double x) { return std::abs(x - from); });
}

/// E of the highest place above the start after n steps of ±1, each with probability ½: Σ P(S ≥ m) + P(S > m), by
/// reflection. Source: Feller, "An introduction to probability theory" 1, III.7.
double maximum_mean(const PlaceLaw& law, const WalkRules& rules) {
  double sum = 0, from_m = 0;
  for (std::int64_t m = rules.steps; m >= 1; --m) {
    const double above = from_m;
    from_m += law.probability(rules.start + m);
    sum += from_m + above;
  }
  return sum;
}

bool is_simple(const WalkRules& rules) { return rules.jumps == std::vector<std::int64_t>{-1, 1}; }

/// The matrix of one step between two bounds.
SparseMatrix step_matrix(const WalkRules& rules) {
  const std::int64_t n = rules.upper - rules.lower + 1;
  SparseMatrix P;
  for (std::int64_t i = 0; i < n; ++i) {
    WalkRules from = rules;
    from.start = rules.lower + i;
    PlaceLaw law(from, rules.lower, rules.upper);
    law.step();
    for (std::int64_t j = 0; j < n; ++j) {
      const double probability = law.probability(rules.lower + j);
      if (probability != 0) P.push(static_cast<std::size_t>(j), probability);
    }
    P.end_row();
  }
  return P;
}

void add_eventual_absorption(const WalkRules& rules, const SparseMatrix& P, ExactResults& exact) {
  const auto start = static_cast<std::size_t>(rules.start - rules.lower);
  States bounds(P.size(), false);
  bounds.front() = bounds.back() = true;
  const FirstPassage absorption(P, bounds);
  exact.figures.push_back({"probability_of_ruin", absorption.probabilities(0)[start], "", "1",
                           "of ever being absorbed at the lower bound"});
  const MeanAndVariance duration = absorption.times()[start];
  if (!std::isfinite(duration.mean)) return;
  exact.figures.push_back({"expected_duration", duration.mean, "", "steps", "steps until absorption"});
  exact.figures.push_back(
      {"standard_deviation_of_duration", std::sqrt(duration.variance), "", "steps", "of the steps until absorption"});
}

void add_long_run(const WalkRules& rules, const SparseMatrix& P, ExactResults& exact) {
  Vector initial(P.size());
  initial[static_cast<std::size_t>(rules.start - rules.lower)] = 1;
  const LongRun run = long_run(P, initial);
  add_note_on_classes(run, exact);
  if (!run.shares) return;
  const Vector& law = *run.shares;
  exact.figures.push_back(share_figure(run, "at_lower", law.front(), "steps", "at the lower bound"));
  exact.figures.push_back(share_figure(run, "at_upper", law.back(), "steps", "at the upper bound"));
  double mean = 0;
  for (std::size_t i = 0; i < law.size(); ++i)
    mean += law[i] * static_cast<double>(rules.lower + static_cast<std::int64_t>(i));
  exact.figures.push_back(
      {run.is_stationary() ? "stationary_mean" : "limit_mean", mean, "", "1", "long-run mean place"});
}

void add_law_at_horizon(const WalkRules& rules, ExactResults& exact) {
  const auto [least, most] = std::minmax_element(rules.jumps.begin(), rules.jumps.end());
  const std::int64_t low = std::max(rules.lower, rules.start + rules.steps * std::min<std::int64_t>(*least, 0));
  const std::int64_t high = std::min(rules.upper, rules.start + rules.steps * std::max<std::int64_t>(*most, 0));
  const double work =
      static_cast<double>(high - low + 1) * static_cast<double>(rules.steps) * static_cast<double>(rules.jumps.size());
  if (work > most_additions) {
    exact.notes.push_back("the law at the end is not known: a recursion over so many steps and places takes too long");
    return;
  }
  PlaceLaw law(rules, low, high);
  WeightedMoments duration;
  duration.add(0, law.absorbed());
  double place_sum = law.mean([](double x) { return x; });
  for (std::int64_t k = 1; k <= rules.steps; ++k) {
    law.step();
    duration.add(static_cast<double>(k), law.absorbed());
    place_sum += law.mean([](double x) { return x; });
  }
  if (rules.is_bounded()) {
    const MeanAndVariance terminal = law.moments();
    exact.moments["terminal"] = {terminal.mean, std::sqrt(terminal.variance)};
    exact.moments["time_average"] = {place_sum / static_cast<double>(rules.steps + 1), std::nullopt};
  }
  exact.figures.push_back({"probability_at_start", law.probability(rules.start), "", "1",
                           "of being where the path began after the last step"});
  if (rules.lower > -WalkRules::far)
    exact.figures.push_back({"probability_at_lower", law.probability(rules.lower), "", "1",
                             "of being at the lower bound after the last step"});
  if (rules.upper < WalkRules::far)
    exact.figures.push_back({"probability_at_upper", law.probability(rules.upper), "", "1",
                             "of being at the upper bound after the last step"});
  if (!rules.is_bounded()) {
    exact.figures.push_back({"expected_distance", distance_mean(law, static_cast<double>(rules.start)), "", "1",
                             "mean distance from the start after the last step"});
    if (is_simple(rules) && rules.probabilities[0] == 0.5)
      exact.moments["maximum"] = {static_cast<double>(rules.start) + maximum_mean(law, rules), std::nullopt};
  }
  if (!rules.absorbs()) return;
  duration.add(static_cast<double>(rules.steps), law.running());
  exact.moments["duration"] = {duration.moments().mean, std::sqrt(duration.moments().variance)};
  exact.category_laws["end"] = {law.running(), law.probability(rules.lower), law.probability(rules.upper)};
}

}  // namespace

ExactResults walk_exact(const WalkRules& rules) {
  ExactResults exact;
  if (!rules.is_bounded()) {
    const JumpMoments jump = jump_moments(rules);
    const auto n = static_cast<double>(rules.steps);
    const auto start = static_cast<double>(rules.start);
    exact.moments["terminal"] = {start + n * jump.mean, std::sqrt(n * jump.variance)};
    exact.moments["time_average"] = {start + n / 2 * jump.mean, std::nullopt};
  }
  add_law_at_horizon(rules, exact);
  const bool is_finite = rules.lower > -WalkRules::far && rules.upper < WalkRules::far;
  if (!is_finite || rules.upper - rules.lower >= most_places) return exact;
  const SparseMatrix P = step_matrix(rules);
  if (rules.absorbs()) {
    add_eventual_absorption(rules, P, exact);
  } else {
    add_long_run(rules, P, exact);
  }
  return exact;
}

}  // namespace ergodic::workloads::paths

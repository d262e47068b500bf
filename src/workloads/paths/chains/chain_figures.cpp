#include "workloads/paths/chains/chain_figures.hpp"

#include "workloads/paths/chains/asymptotic_variance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ergodic::workloads::paths {

namespace {

constexpr std::size_t most_shown = 32;     ///< states with figures of their own
constexpr std::size_t most_in_full = 255;  ///< states of a full matrix

/// The law's mean of times, infinite where a state of positive probability may never get there.
MeanAndVariance mixture(const Vector& law, const std::vector<MeanAndVariance>& times) {
  double first = 0, second = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    const double p = law[i];
    if (p == 0) continue;
    first += p * times[i].mean;
    second += p * (times[i].variance + times[i].mean * times[i].mean);
  }
  return {first, second - first * first};
}

void add_note(const Chain& chain, const char* what, ExactResults& exact) {
  exact.notes.push_back(
      fmt::format("{} is not shown: the equations of {} states fill in to more than {:.0e} multiplications, or have "
                  "numbers that are "
                  "too small",
                  what, chain.P.size(), chain.most_work));
}

void add_first_visit(const Chain& chain, ExactResults& exact) {
  const FirstPassage passage(chain.P, chain.target, chain.most_work);
  if (!passage.is_known()) return add_note(chain, "the first visit to the target", exact);
  const double ever = dot(chain.initial, passage.probabilities());
  const auto times = passage.times();
  const MeanAndVariance time = mixture(chain.initial, times);
  const bool is_certain = std::isfinite(time.mean);
  const char* words = ever == 0    ? "of ever visiting the target, which cannot be reached from the start"
                      : is_certain ? "of ever visiting the target"
                                   : "of ever visiting the target; as paths may miss it, its expected time is infinite";
  exact.figures.push_back({"hitting_probability", is_certain ? 1 : ever, "", "1", words});
  if (is_certain) {
    exact.figures.push_back({"expected_hitting_time", time.mean, "", "steps", "steps to the target"});
    exact.figures.push_back({"standard_deviation_of_hitting_time", std::sqrt(std::max(0.0, time.variance)), "", "steps",
                             "of the steps to the target"});
  }
  for (std::size_t i = 0; i < times.size() && times.size() <= most_shown; ++i) {
    if (chain.target[i] || !std::isfinite(times[i].mean)) continue;
    exact.figures.push_back({"expected_hitting_time_from_" + chain.label(i), times[i].mean, "", "steps",
                             "steps to the target from state " + chain.label(i)});
  }
}

void add_stationary_law(const Chain& chain, const Vector& law, ExactResults& exact) {
  const std::size_t count = law.size();
  for (std::size_t i = 0; i < count && count <= most_shown; ++i) {
    exact.figures.push_back(
        {"stationary_" + chain.label(i), law[i], "", "1", "long-run share of steps in state " + chain.label(i)});
  }
  if (!chain.has_target || count <= most_shown) return;
  double share = 0;
  for (std::size_t i = 0; i < count; ++i)
    share += chain.target[i] ? law[i] : 0;
  exact.figures.push_back({"stationary_share_of_target", share, "", "1", "long-run share of steps in the target"});
}

void add_absorption(const Chain& chain, ExactResults& exact) {
  States absorbing;
  for (std::size_t i = 0; i < chain.P.size(); ++i)
    absorbing.push_back(chain.P(i, i) == 1);
  const auto count = static_cast<std::size_t>(std::count(absorbing.begin(), absorbing.end(), true));
  if (count == 0) return;
  const FirstPassage absorption(chain.P, absorbing, chain.most_work);
  if (!absorption.is_known()) return add_note(chain, "absorption", exact);
  for (std::size_t i = 0; i < absorbing.size() && count <= most_shown; ++i) {
    if (!absorbing[i]) continue;
    const double there = dot(chain.initial, absorption.probabilities(i));
    exact.figures.push_back({"absorption_in_" + chain.label(i), there, "", "1",
                             "probability of being absorbed in state " + chain.label(i)});
  }
  const MeanAndVariance time = mixture(chain.initial, absorption.times());
  if (!std::isfinite(time.mean)) return;
  exact.figures.push_back({"expected_absorption_time", time.mean, "", "steps", "steps until absorption"});
  exact.figures.push_back({"standard_deviation_of_absorption_time", std::sqrt(std::max(0.0, time.variance)), "",
                           "steps", "of the steps until absorption"});
}

}  // namespace

std::optional<Vector> add_chain_figures(const Chain& chain, ExactResults& exact) {
  const bool has_one = has_stationary_law(chain.P);
  const auto stationary = has_one ? stationary_law(chain.P, chain.most_work) : std::nullopt;
  if (stationary) add_stationary_law(chain, *stationary, exact);
  if (has_one && !stationary) add_note(chain, "the stationary law", exact);
  if (chain.has_target) {
    add_first_visit(chain, exact);
    if (stationary && chain.target.size() <= most_in_full) {
      exact.figures.push_back({"asymptotic_variance", asymptotic_variance(chain.P, *stationary, chain.target), "", "1",
                               "limit of n times the variance of the share of n steps in the target"});
    }
  }
  add_absorption(chain, exact);
  return stationary;
}

void add_visits(const UpToHorizon& until, ExactResults& exact) {
  exact.category_laws["hit"] = {1 - until.hit, until.hit};
  exact.moments["first_hit"] = {until.first_hit.mean, std::sqrt(until.first_hit.variance)};
  exact.moments["visits"] = {until.visits.mean, std::sqrt(until.visits.variance)};
}

}  // namespace ergodic::workloads::paths

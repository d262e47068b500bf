#include "workloads/paths/chains/chain_figures.hpp"

#include "workloads/paths/algebra/asymptotic_variance.hpp"
#include "workloads/paths/algebra/long_run.hpp"

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
  MeanAndVariance mixed;
  for (std::size_t i = 0; i < times.size(); ++i)
    mixed.mean += law[i] > 0 ? law[i] * times[i].mean : 0;
  for (std::size_t i = 0; i < times.size() && std::isfinite(mixed.mean); ++i) {
    const double off = law[i] > 0 ? times[i].mean - mixed.mean : 0;
    mixed.variance += law[i] > 0 ? law[i] * (times[i].variance + off * off) : 0;
  }
  return mixed;
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
    exact.figures.push_back(
        {"standard_deviation_of_hitting_time", std::sqrt(time.variance), "", "steps", "of the steps to the target"});
  }
  for (std::size_t i = 0; i < times.size() && times.size() <= most_shown; ++i) {
    if (chain.target[i] || !std::isfinite(times[i].mean)) continue;
    exact.figures.push_back({"expected_hitting_time_from_" + chain.label(i), times[i].mean, "", "steps",
                             "steps to the target from state " + chain.label(i)});
  }
}

void add_long_run(const Chain& chain, const LongRun& run, ExactResults& exact) {
  const bool has_few_states = chain.P.size() <= most_shown;
  if (has_few_states) add_shares(run, "steps", chain.label, exact);
  add_note_on_classes(run, exact);
  if (!run.shares && run.is_stationary()) add_note(chain, "the stationary law", exact);
  if (!run.shares || !chain.has_target || has_few_states) return;
  const double share = dot(*run.shares, indicator(chain.target));
  exact.figures.push_back(share_figure(run, "share_of_target", share, "steps", "in the target"));
}

void add_asymptotic_variance(const Chain& chain, const Vector& stationary, ExactResults& exact) {
  const auto variance = asymptotic_variance(chain.P, stationary, chain.target);
  if (variance) {
    exact.figures.push_back({"asymptotic_variance", *variance, "", "1",
                             "limit of n times the variance of the share of n steps in the target"});
  } else {
    exact.notes.push_back(
        "asymptotic_variance is not shown: the chain is so slow that rounding leaves no digits of it");
  }
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
  exact.figures.push_back({"standard_deviation_of_absorption_time", std::sqrt(time.variance), "", "steps",
                           "of the steps until absorption"});
}

}  // namespace

std::optional<Vector> add_chain_figures(const Chain& chain, ExactResults& exact) {
  LongRun run = long_run(chain.P, chain.initial, chain.most_work);
  add_long_run(chain, run, exact);
  if (!run.is_stationary()) run.shares.reset();
  if (chain.has_target) {
    add_first_visit(chain, exact);
    if (run.shares && chain.target.size() <= most_in_full) add_asymptotic_variance(chain, *run.shares, exact);
  }
  add_absorption(chain, exact);
  return run.shares;
}

bool are_too_many(std::int64_t steps, const SparseMatrix& P) {
  constexpr double most_work = 1e8;
  return static_cast<double>(steps) * static_cast<double>(P.value.size()) > most_work;
}

void add_visits(const Chain& chain, std::int64_t steps, ExactResults& exact) {
  if (are_too_many(steps, chain.P)) {
    exact.notes.push_back(
        fmt::format("hit, first_hit and visits have no exact values: {} steps of {} transitions take too long", steps,
                    chain.P.value.size()));
    return;
  }
  const UpToHorizon until = up_to_horizon(chain.P, chain.initial, chain.target, steps);
  exact.category_laws["hit"] = {until.missed, until.hit};
  exact.moments["first_hit"] = {until.first_hit.mean, std::sqrt(until.first_hit.variance)};
  exact.moments["visits"] = {until.visits.mean, std::sqrt(until.visits.variance)};
}

}  // namespace ergodic::workloads::paths

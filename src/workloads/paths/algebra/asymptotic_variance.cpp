#include "workloads/paths/algebra/asymptotic_variance.hpp"

#include <cmath>
#include <limits>

namespace ergodic::workloads::paths {

namespace {

/// The states that are visited for ever, but for the one that is visited most.
std::vector<std::size_t> visited_but_for(std::size_t most, const Vector& stationary) {
  std::vector<std::size_t> among;
  for (std::size_t i = 0; i < stationary.size(); ++i) {
    if (stationary[i] > 0 && i != most) among.push_back(i);
  }
  return among;
}

Vector flags(const std::vector<std::size_t>& among, const States& states, bool wanted) {
  Vector flags;
  for (const std::size_t i : among)
    flags.push_back(states[i] == wanted ? 1 : 0);
  return flags;
}

}  // namespace

/// With f = 1 in the targets, 0 elsewhere, less its long-run mean, and g = f + Pg, the sum of f along a path is a
/// martingale but for g at its ends: the variance is that of its steps, Σ π P (g(j) − g(i) + f(i))². Source: Meyn &
/// Tweedie, "Markov chains and stochastic stability", 1993, 17.4. g is taken as 0 in the state that is visited most;
/// then it is the sum of f until the path is there.
std::optional<double> asymptotic_variance(const SparseMatrix& P, const Vector& stationary, const States& targets) {
  States others = targets;
  others.flip();
  const double inside = dot(stationary, indicator(targets)), outside = dot(stationary, indicator(others));
  const std::vector<std::size_t> among = visited_but_for(likeliest(stationary), stationary);
  Vector g(P.size()), rounding(P.size());
  if (!among.empty()) {
    const auto elimination = StateElimination::of(P, among, any_work);
    if (!elimination) return std::nullopt;
    const Vector in = elimination->solve(flags(among, targets, true));
    const Vector out = elimination->solve(flags(among, targets, false));
    for (std::size_t k = 0; k < among.size(); ++k) {
      g[among[k]] = outside * in[k] - inside * out[k];
      rounding[among[k]] = 4 * std::numeric_limits<double>::epsilon() * (outside * in[k] + inside * out[k]);
    }
  }
  double variance = 0, error = 0;
  for (std::size_t i = 0; i < P.size(); ++i) {
    const double f = targets[i] ? outside : -inside;
    for (std::size_t at = P.begin_of(i); at < P.end_of(i); ++at) {
      const auto j = static_cast<std::size_t>(P.column[at]);
      const double weight = stationary[i] * P.value[at], step = g[j] - g[i] + f;
      variance += weight * step * step;
      error += 2 * weight * std::abs(step) * (rounding[i] + rounding[j]);
    }
  }
  constexpr double precision = 1e-9;
  if (error > precision * variance) return std::nullopt;
  return variance;
}

}  // namespace ergodic::workloads::paths

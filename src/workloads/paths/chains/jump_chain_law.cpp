#include "workloads/paths/chains/jump_chain_law.hpp"

#include "workloads/paths/algebra/long_run.hpp"
#include "workloads/paths/algebra/rate_law.hpp"
#include "workloads/paths/algebra/stochastic_matrix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace ergodic::workloads::paths {

namespace {

Vector leaving_rates(const Matrix& rates) {
  Vector leaving;
  for (std::size_t i = 0; i < rates.size(); ++i)
    leaving.push_back(row_sum(rates, i));
  return leaving;
}

/// The chain that stays in the target when it has come there.
Matrix stopped(const JumpChainRates& chain) {
  Matrix rates = chain.rates;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    if (chain.target[i]) std::fill(rates.row(i).begin(), rates.row(i).end(), 0.0);
  }
  return rates;
}

/// Until the horizon.
void add_first_hit(const JumpChainRates& chain, ExactResults& exact) {
  const Vector inside = indicator(chain.target);
  States others = chain.target;
  others.flip();
  const Vector outside = indicator(others);
  const RateLaw until_hit(stopped(chain), chain.horizon, {outside});
  exact.moments["first_hit"] = {until_hit.expected_gain(chain.initial, 0), std::nullopt};
  const Vector at_end = until_hit.from(chain.initial);
  exact.category_laws["hit"] = {dot(at_end, outside), dot(at_end, inside)};
}

/// Whenever it may be.
void add_first_visit(const JumpChainRates& chain, ExactResults& exact) {
  const FirstPassage passage(without_zeros(jump_matrix(chain.rates)), chain.target);
  const double ever = dot(chain.initial, passage.probabilities());
  Vector stay = leaving_rates(chain.rates);
  std::for_each(stay.begin(), stay.end(), [](double& time) { time = 1 / time; });
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

double expected_jumps(const JumpChainRates& chain) {
  const double most = fastest_rate(chain.rates) * chain.horizon;
  if (most < 1e6) return most;
  return RateLaw(chain.rates, chain.horizon, {leaving_rates(chain.rates)}).expected_gain(chain.initial, 0);
}

/// From one time to the next by e^(Q·gap): of regular times, there is one gap but for rounding.
std::vector<Vector> laws_at(const JumpChainRates& chain, const std::vector<double>& times) {
  constexpr double rounding = 4 * std::numeric_limits<double>::epsilon();
  constexpr double most_work = 2e10;  // multiplications: half a minute
  const double work_of_one = 40 * std::pow(static_cast<double>(chain.rates.size()), 3);
  std::vector<Vector> laws;
  Vector law = chain.initial;
  std::optional<RateLaw> forward;
  double from = 0, gap = -1, work = 0;
  for (const double time : times) {
    if (!forward || std::abs(time - from - gap) > rounding * time) {
      gap = time - from;
      if ((work += work_of_one) > most_work) return {};
      forward.emplace(chain.rates, gap);
    }
    from = time;
    law = forward->from(law);
    laws.push_back(law);
  }
  return laws;
}

ExactResults exact_results(const JumpChainRates& chain) {
  ExactResults exact;
  const RateLaw until_end(chain.rates, chain.horizon, {leaving_rates(chain.rates), indicator(chain.target)});
  exact.category_laws["terminal"] = until_end.from(chain.initial);
  exact.moments["jumps"] = {until_end.expected_gain(chain.initial, 0), std::nullopt};
  const double pace = fastest_rate(chain.rates);
  const SparseMatrix P = pace > 0 ? uniformised(chain.rates, pace) : without_zeros(jump_matrix(chain.rates));
  const LongRun run = long_run(P, chain.initial);
  add_shares(
      run, "time", [&](std::size_t i) { return chain.labels[i]; }, exact);
  add_note_on_classes(run, exact);
  if (!chain.has_target) return exact;
  exact.moments["target_share"] = {until_end.expected_gain(chain.initial, 1) / chain.horizon, std::nullopt};
  add_first_hit(chain, exact);
  add_first_visit(chain, exact);
  return exact;
}

}  // namespace ergodic::workloads::paths

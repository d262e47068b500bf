#include "analysis/quantiles.hpp"

#include "engine/summary/summary_variables.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace ergodic::analysis {
namespace {

using Distribution = std::function<double(double)>;

/// The x with F(x) = p, found from near it by doubling steps, then halving what is between.
double inverse(const Distribution& distribution, double probability, double near) {
  constexpr int most_steps = 2000;  // more than all exponents of a double
  double step = std::max(std::abs(near), 1e-300) * 1e-3, low = near, high = near;
  for (int i = 0; i < most_steps && distribution(low) > probability; ++i, step *= 2)
    low -= step;
  for (int i = 0; i < most_steps && distribution(high) < probability; ++i, step *= 2)
    high += step;
  for (int i = 0; i < most_steps; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (distribution(middle) < probability ? low : high) = middle;
  }
  return high;
}

Known against(const Distribution& distribution, double probability, double simulated, std::int64_t n) {
  const double error = std::sqrt(probability * (1 - probability) / static_cast<double>(n));
  Known known{inverse(distribution, probability, simulated), std::nullopt};
  // Of less than five sessions expected beyond it the error is not normal: no z.
  const bool enough = static_cast<double>(n) * std::min(probability, 1 - probability) >= 5;
  const double share = distribution(simulated);
  if (enough && std::isfinite(share)) known.z = (share - probability) / error;
  return known;
}

}  // namespace

std::uint64_t values_to_read(const Results& results) {
  const auto& sketched = results.description.summary_layout().sketched;
  std::uint64_t values = 0;
  for (const Column& column : results.description.columns()) {
    const bool is_sketched = std::find(sketched.begin(), sketched.end(), column.name) != sketched.end();
    if (!column.quantiles || is_sketched) continue;
    values +=
        values_per_session(column, results.description.axes()) * results.description.layout().most_sessions_of_a_case();
  }
  return values;
}

std::vector<Known> known_quantiles(const Distribution& distribution, std::span<const double> simulated,
                                   std::int64_t sessions) {
  std::vector<Known> known;
  for (std::size_t i = 0; i < simulated.size() && sessions > 0; ++i)
    known.push_back(against(distribution, engine::summary_probabilities()[i], simulated[i], sessions));
  return known;
}

}  // namespace ergodic::analysis

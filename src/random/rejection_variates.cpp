/// Variates that take a varying number of words: by rejection, or by recursion.
#include <ergodic/variates.hpp>

#include <cmath>

namespace ergodic {

namespace {

/// Marsaglia & Tsang, shape ≥ 1.
double gamma_from_one(Stream& stream, double shape) {
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double z = normal(stream);
    const double root = 1 + c * z;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (portable_log(uniform_open(stream)) < z * z / 2 + d * (1 - v + portable_log(v))) return d * v;
  }
}

/// By sequential search through the probabilities from 0 on.
std::int64_t small_poisson(Stream& stream, double mean) {
  constexpr std::int64_t beyond = 200;  // P(X ≥ 200) < 1e-150 for means up to 12: only rounding could lead there
  double rest = uniform_open(stream);
  double probability = portable_exp(-mean);
  std::int64_t k = 0;
  while (rest > probability && k < beyond) {
    rest -= probability;
    probability *= mean / static_cast<double>(++k);
  }
  return k;
}

/// Of noncentralities: above, (Z + √(noncentrality + degrees − 1))² has the mean, and all other cumulants but for a
/// share of 1/noncentrality.
constexpr double most_counted = 1e15;

}  // namespace

double gamma_variate(Stream& stream, double shape) {
  assert(shape > 0);
  if (shape >= 1) return gamma_from_one(stream, shape);
  const double larger = gamma_from_one(stream, shape + 1);
  return larger * portable_exp(-exponential(stream) / shape);
}

double noncentral_chi_square_variate(Stream& stream, double degrees, double noncentrality) {
  assert(degrees >= 0 && noncentrality >= 0);
  if (degrees > 1) {
    const double root = normal(stream) + std::sqrt(noncentrality);
    return root * root + chi_square_variate(stream, degrees - 1);
  }
  if (noncentrality > most_counted) {
    const double root = normal(stream) + std::sqrt(noncentrality + (degrees - 1));
    return root * root;
  }
  const auto raised = static_cast<double>(poisson_variate(stream, noncentrality / 2));
  const double all = degrees + 2 * raised;
  return all > 0 ? chi_square_variate(stream, all) : 0;
}

std::int64_t binomial_variate(Stream& stream, std::int64_t trials, double p) {
  assert(trials >= 0 && 0 <= p && p <= 1);
  constexpr std::int64_t few = 12;
  std::int64_t successes = 0;
  while (trials > few) {
    // The middle one of the trials' sorted uniforms; those below p are the successes.
    const std::int64_t middle = 1 + trials / 2;
    const double below = gamma_variate(stream, static_cast<double>(middle));
    const double above = gamma_variate(stream, static_cast<double>(trials - middle + 1));
    const double x = below / (below + above);
    if (x >= p) {
      p /= x;
      trials = middle - 1;
    } else {
      successes += middle;
      p = (p - x) / (1 - x);
      trials -= middle;
    }
  }
  for (; trials > 0; --trials)
    successes += bernoulli(stream, p) ? 1 : 0;
  return successes;
}

std::int64_t poisson_variate(Stream& stream, double mean) {
  assert(0 <= mean && mean <= 1e15);
  std::int64_t events = 0;
  while (mean > 12) {
    const auto most = static_cast<std::int64_t>(mean * 0.875);
    const double time = gamma_variate(stream, static_cast<double>(most));  // of the event of this number
    if (time > mean) return events + binomial_variate(stream, most - 1, mean / time);
    events += most;
    mean -= time;
  }
  return events + small_poisson(stream, mean);
}

}  // namespace ergodic

#include "workloads/paths/algebra/up_to_horizon.hpp"

#include "workloads/paths/algebra/weighted_moments.hpp"

#include <algorithm>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

/// Of a number of visits, from each state: the mean less what is common to all, so that differences are right, and the
/// variance.
struct VisitsFromStates {
  Vector mean, variance;
  double common = 0;

  /// One step earlier: there, the state itself may count, and the next step brings a variance of its own.
  void step_back(const SparseMatrix& P, const std::vector<std::size_t>& inside) {
    const Vector next = product(P, mean);
    Vector spread(next.size());
    for (std::size_t i = 0; i < next.size(); ++i) {
      for (std::size_t at = P.begin_of(i); at < P.end_of(i); ++at) {
        const auto to = static_cast<std::size_t>(P.column[at]);
        const double off = mean[to] - next[i];
        spread[i] += P.value[at] * (variance[to] + off * off);
      }
    }
    mean = next;
    variance = std::move(spread);
    for (const std::size_t i : inside)
      mean[i] += 1;
    const double least = *std::min_element(mean.begin(), mean.end());
    common += least;
    std::for_each(mean.begin(), mean.end(), [least](double& visits) { visits -= least; });
  }

  MeanAndVariance from(const Vector& law) const {
    const double centre = dot(law, mean);
    double spread = 0;
    for (std::size_t i = 0; i < law.size(); ++i)
      spread += law[i] * (variance[i] + (mean[i] - centre) * (mean[i] - centre));
    return {common + centre, spread};
  }
};

}  // namespace

UpToHorizon up_to_horizon(const SparseMatrix& P, const Vector& initial, const States& targets, std::int64_t n) {
  const SparseMatrix back = transposed(P);
  const std::vector<std::size_t> inside = numbers(targets);
  UpToHorizon result;
  WeightedMoments first_hit;
  Vector outside = initial;  // the law of paths that have not been in the targets
  const auto enter = [&](std::int64_t k) {
    double entering = 0;
    for (const std::size_t i : inside)
      entering += std::exchange(outside[i], 0.0);
    result.hit += entering;
    first_hit.add(static_cast<double>(k), entering);
  };
  enter(0);
  for (std::int64_t k = 1; k <= n; ++k) {
    outside = product(back, outside);
    enter(k);
  }
  result.missed = sum(outside);
  first_hit.add(static_cast<double>(n), result.missed);
  const double all = result.hit + result.missed;  // 1, but for what the steps have rounded
  result.hit /= all;
  result.missed /= all;
  result.first_hit = first_hit.moments();
  VisitsFromStates visits{indicator(targets), Vector(P.size())};
  for (std::int64_t k = 0; k < n; ++k)
    visits.step_back(P, inside);
  result.visits = visits.from(initial);
  return result;
}

}  // namespace ergodic::workloads::paths

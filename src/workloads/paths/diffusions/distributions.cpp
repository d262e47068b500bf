#include "workloads/paths/diffusions/distributions.hpp"

#include "workloads/paths/diffusions/normal_law.hpp"

#include <cmath>

namespace ergodic::workloads::paths {

std::function<double(double)> normal_distribution(const ExactMoments& moments) {
  return
      [mean = moments.mean, sd = moments.standard_deviation.value()](double x) { return normal_cdf((x - mean) / sd); };
}

std::function<double(double)> lognormal_distribution(double start, double mean, double standard_deviation) {
  return [=](double x) { return x > 0 ? normal_cdf((std::log(x / start) - mean) / standard_deviation) : 0; };
}

}  // namespace ergodic::workloads::paths

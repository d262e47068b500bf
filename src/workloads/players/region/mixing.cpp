#include "workloads/players/region/mixing.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::players {
namespace {

struct Moments {
  double mean = 0;
  double variance = 0;
};

Moments moments_of(const std::vector<double>& values, std::size_t first, std::size_t last) {
  const auto count = static_cast<double>(last - first);
  Moments moments;
  for (std::size_t i = first; i < last; ++i)
    moments.mean += values[i] / count;
  for (std::size_t i = first; i < last; ++i)
    moments.variance += (values[i] - moments.mean) * (values[i] - moments.mean) / (count - 1);
  return moments;
}

}  // namespace

double autocorrelation_time(const std::vector<double>& series) {
  const std::size_t size = series.size();
  const Moments all = moments_of(series, 0, size);
  if (!(all.variance > 0)) return 1;
  double time = 1;
  for (std::size_t lag = 1; lag < size / 4; ++lag) {
    double sum = 0;
    for (std::size_t i = 0; i + lag < size; ++i)
      sum += (series[i] - all.mean) * (series[i + lag] - all.mean);
    time += 2 * sum / (static_cast<double>(size) * all.variance);
    if (static_cast<double>(lag) >= 5 * time) break;
  }
  return std::max(time, 1.0);
}

double split_r_hat(const std::vector<std::vector<double>>& chains) {
  std::vector<Moments> halves;
  for (const std::vector<double>& chain : chains) {
    halves.push_back(moments_of(chain, 0, chain.size() / 2));
    halves.push_back(moments_of(chain, chain.size() / 2, chain.size()));
  }
  const auto count = static_cast<double>(halves.size());
  const std::size_t half_length = chains.front().size() / 2;
  const auto length = static_cast<double>(half_length);
  double mean = 0;
  double within = 0;
  for (const Moments& half : halves) {
    mean += half.mean / count;
    within += half.variance / count;
  }
  if (!(within > 0)) return 1;
  double between = 0;
  for (const Moments& half : halves)
    between += (half.mean - mean) * (half.mean - mean) / (count - 1);
  return std::sqrt((length - 1) / length + between / within);
}

}  // namespace ergodic::workloads::players

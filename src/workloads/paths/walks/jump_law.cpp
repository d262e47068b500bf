#include "workloads/paths/walks/jump_law.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::workloads::paths {

namespace {

int bits_of(const std::vector<double>& probabilities) {
  for (const int bits : {1, 2, 4, 8, 16}) {
    const auto is_multiple = [&](double p) { return std::ldexp(p, bits) == std::floor(std::ldexp(p, bits)); };
    if (std::all_of(probabilities.begin(), probabilities.end(), is_multiple)) return bits;
  }
  return 32;
}

}  // namespace

JumpLaw::JumpLaw(const std::vector<double>& probabilities)
    : table_(probabilities, probabilities.size()), bits_(bits_of(probabilities)) {
  if (!is_dyadic()) {
    const auto halves = table_.upper_halves(0).first(probabilities.size() - 1);
    thresholds_.assign(halves.begin(), halves.end());
    return;
  }
  double sum = 0;
  for (std::size_t j = 0; j + 1 < probabilities.size(); ++j)
    thresholds_.push_back(static_cast<std::uint32_t>(std::ldexp(sum += probabilities[j], bits_)));
}

}  // namespace ergodic::workloads::paths

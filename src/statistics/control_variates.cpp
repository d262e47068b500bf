#include "statistics/control_variates.hpp"

#include "core/contracts.hpp"
#include "statistics/undefined.hpp"

#include <algorithm>
#include <cmath>

namespace ergodic::statistics {

ControlledMean controlled_mean(std::int64_t n, double mean, std::span<const ControlVariate> controls,
                               std::span<const double> covariances, double confidence) {
  constexpr double independent = 1e-10;  // share of a control's variance that those before it must leave
  const std::size_t k = controls.size();
  ERGODIC_EXPECT(covariances.size() == (k + 1) * (k + 1));
  const bool is_known =
      std::all_of(covariances.begin(), covariances.end(), [](double value) { return std::isfinite(value); });
  if (!is_known || n < static_cast<std::int64_t>(k) + 2)
    return {undefined, undefined, {undefined, undefined}, std::vector<double>(k, undefined), undefined};

  // Gauss and Jordan eliminate the controls from the table of Y, the controls, and the row d of how far their means are
  // off. That leaves, of Y and Y, the variance unexplained; of Y and d, −βᵀd; and of d and d, −dᵀS⁻¹d.
  const std::size_t y = 0, d = k + 1;
  std::vector<std::vector<double>> table(k + 2, std::vector<double>(k + 2));
  for (std::size_t i = 0; i <= k; ++i) {
    for (std::size_t j = 0; j <= k; ++j)
      table[i][j] = covariances[i * (k + 1) + j];
  }
  for (std::size_t i = 1; i <= k; ++i)
    table[i][d] = table[d][i] = controls[i - 1].observed_mean - controls[i - 1].known_mean;

  std::vector<bool> is_used(k + 1);
  std::int64_t used = 0;
  for (std::size_t pivot = 1; pivot <= k; ++pivot) {
    const double left = table[pivot][pivot];
    is_used[pivot] = left > independent * covariances[pivot * (k + 1) + pivot];
    if (!is_used[pivot]) continue;
    ++used;
    for (std::size_t row = 0; row <= d; ++row) {
      if (row == pivot) continue;
      const double factor = table[row][pivot] / left;
      for (std::size_t column = 0; column <= d; ++column)
        table[row][column] -= factor * table[pivot][column];
    }
  }

  const auto count = static_cast<double>(n);
  const double variance = covariances[y];
  const double unexplained = std::clamp(table[y][y], 0.0, variance);
  const double residual = unexplained * (count - 1) / static_cast<double>(n - used - 1);
  ControlledMean result{};
  result.value = mean + table[y][d];
  result.standard_error = std::sqrt(residual * (1 / count - std::min(table[d][d], 0.0) / (count - 1)));
  const std::int64_t as_many = n - used;  // values of a plain mean with these degrees of freedom
  result.interval =
      student(result.value, result.standard_error * std::sqrt(static_cast<double>(as_many)), as_many, confidence);
  for (std::size_t i = 1; i <= k; ++i)
    result.coefficients.push_back(is_used[i] ? table[i][y] / table[i][i] : 0);
  result.r_squared = 1 - unexplained / variance;
  return result;
}

}  // namespace ergodic::statistics

#pragma once

#include <ergodic/parameters.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// A correlation matrix ρ and a factor L, ρ = L Lᵀ: of independent standard normals Z, L Z has these correlations. L is
/// Cholesky's, lower triangular; where ρ is singular, it has as many columns that are not 0 as ρ has rank. By plain
/// loops rather than by a library's vectors, which would add in another order on another machine: the factor is part of
/// what is simulated.
class Correlation {
 public:
  /// From the rows of numbers at `key`, the identity where there are none. Throws StudyError for a matrix of another
  /// size than there are `names` and, by more than 1e-9, of another diagonal than 1, not symmetric, or not positive
  /// semidefinite.
  Correlation(const Parameters& section, const std::string& key, const std::vector<std::string>& names);

  double operator()(std::size_t i, std::size_t j) const { return rows_[i][j]; }

  /// xᵀ ρ x, as a sum of squares.
  template <class Numbers>
  double square(const Numbers& x) const {
    double sum = 0;
    for (std::size_t j = 0; j < factor_.size(); ++j) {
      double component = 0;
      for (std::size_t i = 0; i < factor_.size(); ++i)
        component += factor_[i][j] * x[i];
      sum += component * component;
    }
    return sum;
  }

  /// Component i of L Z.
  template <class Numbers>
  double correlated(std::size_t i, const Numbers& z) const {
    double sum = 0;
    for (std::size_t j = 0; j < parts_[i]; ++j)
      sum += factor_[i][j] * z[j];
    return sum;
  }

 private:
  using Rows = std::vector<std::vector<double>>;

  Rows rows_;
  Rows factor_;
  std::vector<std::size_t> parts_;  ///< of each component, how many normals from the first on have a part in it
};

}  // namespace ergodic::workloads::paths

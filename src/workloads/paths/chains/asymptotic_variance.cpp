#include "workloads/paths/chains/asymptotic_variance.hpp"

#include <Eigen/LU>

namespace ergodic::workloads::paths {

double asymptotic_variance(const SparseMatrix& P, const Vector& stationary, const States& targets) {
  const auto n = static_cast<Eigen::Index>(P.size());
  const Vector inside = indicator(targets);
  const double share = dot(stationary, inside);
  const Eigen::VectorXd law = Eigen::VectorXd::Map(stationary.data(), n);
  const Eigen::VectorXd f = Eigen::VectorXd::Map(inside.data(), n).array() - share;
  Eigen::MatrixXd full = Eigen::MatrixXd::Zero(n, n);
  for (std::size_t i = 0; i < P.size(); ++i) {
    for (std::size_t at = P.begin_of(i); at < P.end_of(i); ++at)
      full(static_cast<Eigen::Index>(i), P.column[at]) = P.value[at];
  }
  const Eigen::MatrixXd fundamental =
      Eigen::MatrixXd::Identity(n, n) - full + Eigen::VectorXd::Ones(n) * law.transpose();
  const Eigen::VectorXd g = fundamental.partialPivLu().solve(f);
  return law.dot((2 * f.cwiseProduct(g) - f.cwiseProduct(f)).eval());
}

}  // namespace ergodic::workloads::paths

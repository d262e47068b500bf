#include "workloads/paths/chains/state_elimination.hpp"

#include <Eigen/OrderingMethods>

#include <algorithm>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

using Triplets = std::vector<Eigen::Triplet<double>>;

/// A square matrix, without its diagonal, of the pattern of P and its transpose together.
SparseMatrix symmetric_pattern(const SparseMatrix& P, const std::vector<int>& place, Eigen::Index n) {
  Triplets entries;
  for (Eigen::Index i = 0; i < P.rows(); ++i) {
    const int from = place[static_cast<std::size_t>(i)];
    if (from < 0) continue;
    for (SparseMatrix::InnerIterator it(P, i); it; ++it) {
      const int to = place[static_cast<std::size_t>(it.col())];
      if (to < 0 || to == from) continue;
      entries.emplace_back(from, to, it.value());
      entries.emplace_back(to, from, 0.0);
    }
  }
  SparseMatrix matrix(n, n);
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

SparseMatrix reordered(const SparseMatrix& A, const std::vector<int>& order) {
  std::vector<int> position(order.size());
  for (std::size_t k = 0; k < order.size(); ++k)
    position[static_cast<std::size_t>(order[k])] = static_cast<int>(k);
  Triplets entries;
  entries.reserve(static_cast<std::size_t>(A.nonZeros()));
  for (Eigen::Index i = 0; i < A.rows(); ++i) {
    for (SparseMatrix::InnerIterator it(A, i); it; ++it)
      entries.emplace_back(position[static_cast<std::size_t>(i)], position[static_cast<std::size_t>(it.col())],
                           it.value());
  }
  SparseMatrix matrix(A.rows(), A.cols());
  matrix.setFromTriplets(entries.begin(), entries.end());
  return matrix;
}

/// What fills in: of each state the first that is linked with it when it is eliminated, −1 for none.
struct Filling {
  std::vector<int> parent;
  double work = 0;  ///< multiplications
};

/// Given up, with the work so far, where it is more than `most_work`.
Filling filling_of(const SparseMatrix& A, double most_work) {
  const auto n = static_cast<std::size_t>(A.rows());
  Filling filling{std::vector<int>(n, -1)};
  std::vector<int> visited(n, -1);
  std::vector<double> links(n, 0);
  for (int i = 0; i < A.rows() && filling.work <= most_work; ++i) {
    visited[static_cast<std::size_t>(i)] = i;
    for (SparseMatrix::InnerIterator it(A, i); it && it.col() < i; ++it) {
      for (auto k = static_cast<std::size_t>(it.col()); visited[k] != i;
           k = static_cast<std::size_t>(filling.parent[k])) {
        if (filling.parent[k] < 0) filling.parent[k] = i;
        filling.work += 2 * ++links[k] - 1;  // the squares of all links
        visited[k] = i;
      }
    }
  }
  return filling;
}

}  // namespace

std::optional<StateElimination> StateElimination::of(const SparseMatrix& P, const std::vector<Eigen::Index>& among,
                                                     double most_work) {
  std::vector<int> place(static_cast<std::size_t>(P.rows()), -1);
  for (std::size_t k = 0; k < among.size(); ++k)
    place[static_cast<std::size_t>(among[k])] = static_cast<int>(k);
  const SparseMatrix A = symmetric_pattern(P, place, static_cast<Eigen::Index>(among.size()));
  Eigen::AMDOrdering<int>::PermutationType permutation;
  Eigen::AMDOrdering<int>()(Eigen::SparseMatrix<double>(A), permutation);
  std::vector<int> order(permutation.indices().begin(), permutation.indices().end());
  const SparseMatrix in_order = reordered(A, order);
  const Filling filling = filling_of(in_order, most_work);
  if (filling.work > most_work) return std::nullopt;

  std::vector<double> out;
  for (const int k : order) {
    double sum = 0;
    for (SparseMatrix::InnerIterator it(P, among[static_cast<std::size_t>(k)]); it; ++it)
      sum += place[static_cast<std::size_t>(it.col())] < 0 ? it.value() : 0;
    out.push_back(sum);
  }
  StateElimination elimination(std::move(order));
  if (!elimination.eliminate(in_order, out, filling.parent)) return std::nullopt;
  return elimination;
}

/// Row by row: state i's probabilities of going on once the states before it are gone. False where they are all too
/// small for a double.
bool StateElimination::eliminate(const SparseMatrix& P, const std::vector<double>& out,
                                 const std::vector<int>& parent) {
  const std::size_t n = order_.size();
  const bool is_closed = std::count(out.begin(), out.end(), 0.0) == static_cast<std::ptrdiff_t>(n);
  std::vector<double> row(n, 0), leaves(n);  // leaves: out of all states, once those before are gone
  std::vector<int> visited(n, -1), path(n), before(n), after;
  for (int i = 0; i < static_cast<int>(n); ++i) {
    const auto at = static_cast<std::size_t>(i);
    double leaving = out[at];
    std::size_t first = n;  // before[first], …: the states before i that it is linked with, each behind those it needs
    visited[at] = i;
    after.clear();
    for (SparseMatrix::InnerIterator it(P, i); it; ++it) {
      const auto j = static_cast<std::size_t>(it.col());
      row[j] = it.value();
      if (j > at && it.value() > 0) after.push_back(static_cast<int>(j));
      std::size_t length = 0;
      for (std::size_t k = j; j < at && visited[k] != i; k = static_cast<std::size_t>(parent[k])) {
        path[length++] = static_cast<int>(k);
        visited[k] = i;
      }
      while (length > 0)
        before[--first] = path[--length];
    }
    for (; first < n; ++first) {
      const auto k = static_cast<std::size_t>(before[first]);
      if (row[k] == 0) continue;
      const double visits = row[k] / leave_[k];
      row[k] = 0;
      returns_.push(static_cast<int>(k), visits);
      leaving += visits * leaves[k];
      for (std::size_t e = onwards_.begin_of(k); e < onwards_.end[k]; ++e) {
        const int j = onwards_.place[e];
        double& entry = row[static_cast<std::size_t>(j)];
        if (j > i && entry == 0) after.push_back(j);
        entry += visits * onwards_.value[e];
      }
    }
    row[at] = 0;  // to itself: where it goes on from there is what counts
    leaves[at] = leaving;
    for (const int j : after) {
      const double onwards = std::exchange(row[static_cast<std::size_t>(j)], 0.0);
      onwards_.push(j, onwards);
      leaving += onwards;
    }
    if (leaving == 0 && !(is_closed && at + 1 == n)) return false;
    leave_.push_back(leaving);
    returns_.end.push_back(returns_.place.size());
    onwards_.end.push_back(onwards_.place.size());
  }
  return true;
}

Eigen::VectorXd StateElimination::solve(const Eigen::VectorXd& b) const {
  const std::size_t n = order_.size();
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = b[order_[i]];
    for (std::size_t e = returns_.begin_of(i); e < returns_.end[i]; ++e)
      x[i] += returns_.value[e] * x[static_cast<std::size_t>(returns_.place[e])];
  }
  Eigen::VectorXd solution(b.size());
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t e = onwards_.begin_of(i); e < onwards_.end[i]; ++e)
      x[i] += onwards_.value[e] * x[static_cast<std::size_t>(onwards_.place[e])];
    x[i] /= leave_[i];
    solution[order_[i]] = x[i];
  }
  return solution;
}

Eigen::VectorXd StateElimination::stationary_law() const {
  constexpr double large = 0x1p500;  // weights are relative to the last state's, which may be hardly ever visited
  const auto n = static_cast<Eigen::Index>(order_.size());
  Eigen::VectorXd weight = Eigen::VectorXd::Unit(n, n - 1);
  for (auto i = order_.size(); i-- > 0;) {
    const auto at = static_cast<Eigen::Index>(i);
    if (weight[at] > large) weight /= large;
    for (std::size_t e = returns_.begin_of(i); e < returns_.end[i]; ++e)
      weight[returns_.place[e]] += weight[at] * returns_.value[e];
  }
  Eigen::VectorXd law(n);
  for (Eigen::Index i = 0; i < n; ++i)
    law[order_[static_cast<std::size_t>(i)]] = weight[i];
  return law / law.sum();
}

}  // namespace ergodic::workloads::paths

#include "workloads/paths/algebra/state_elimination.hpp"

#include <Eigen/OrderingMethods>

#include <algorithm>
#include <utility>

namespace ergodic::workloads::paths {

namespace {

/// A square matrix, without its diagonal, of the pattern of P and its transpose together.
SparseMatrix symmetric_pattern(const SparseMatrix& P, const std::vector<int>& place, std::size_t n) {
  std::vector<MatrixEntry> entries;
  for (std::size_t i = 0; i < P.size(); ++i) {
    const int from = place[i];
    if (from < 0) continue;
    for (std::size_t at = P.begin_of(i); at < P.end_of(i); ++at) {
      const int to = place[static_cast<std::size_t>(P.column[at])];
      if (to < 0 || to == from) continue;
      entries.push_back({from, to, P.value[at]});
      entries.push_back({to, from, 0});
    }
  }
  return sparse_matrix(n, entries);
}

SparseMatrix reordered(const SparseMatrix& A, const std::vector<int>& order) {
  std::vector<int> position(order.size());
  for (std::size_t k = 0; k < order.size(); ++k)
    position[static_cast<std::size_t>(order[k])] = static_cast<int>(k);
  std::vector<MatrixEntry> entries;
  entries.reserve(A.column.size());
  for (std::size_t i = 0; i < A.size(); ++i) {
    for (std::size_t at = A.begin_of(i); at < A.end_of(i); ++at)
      entries.push_back({position[i], position[static_cast<std::size_t>(A.column[at])], A.value[at]});
  }
  return sparse_matrix(A.size(), entries);
}

/// An order of elimination in which little fills in, of a symmetric pattern.
std::vector<int> minimum_degree_order(const SparseMatrix& A) {
  const auto n = static_cast<Eigen::Index>(A.size());
  const Eigen::Map<const Eigen::SparseMatrix<double, Eigen::RowMajor>> pattern(
      n, n, static_cast<Eigen::Index>(A.column.size()), A.begin.data(), A.column.data(), A.value.data());
  Eigen::AMDOrdering<int>::PermutationType permutation;
  Eigen::AMDOrdering<int>()(Eigen::SparseMatrix<double>(pattern), permutation);
  return {permutation.indices().begin(), permutation.indices().end()};
}

/// What fills in: of each state the first that is linked with it when it is eliminated, −1 for none.
struct Filling {
  std::vector<int> parent;
  double work = 0;  ///< multiplications
};

/// Given up, with the work so far, where it is more than `most_work`.
Filling filling_of(const SparseMatrix& A, double most_work) {
  const std::size_t n = A.size();
  Filling filling{std::vector<int>(n, -1)};
  std::vector<int> visited(n, -1);
  std::vector<double> links(n, 0);
  for (int i = 0; i < static_cast<int>(n) && filling.work <= most_work; ++i) {
    const auto row = static_cast<std::size_t>(i);
    visited[row] = i;
    for (std::size_t at = A.begin_of(row); at < A.end_of(row) && A.column[at] < i; ++at) {
      for (auto k = static_cast<std::size_t>(A.column[at]); visited[k] != i;
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

std::optional<StateElimination> StateElimination::of(const SparseMatrix& P, const std::vector<std::size_t>& among,
                                                     double most_work) {
  std::vector<int> place(P.size(), -1);
  for (std::size_t k = 0; k < among.size(); ++k)
    place[among[k]] = static_cast<int>(k);
  const SparseMatrix A = symmetric_pattern(P, place, among.size());
  std::vector<int> order = minimum_degree_order(A);
  const SparseMatrix in_order = reordered(A, order);
  const Filling filling = filling_of(in_order, most_work);
  if (filling.work > most_work) return std::nullopt;

  std::vector<double> out;
  for (const int k : order) {
    double sum = 0;
    const std::size_t state = among[static_cast<std::size_t>(k)];
    for (std::size_t at = P.begin_of(state); at < P.end_of(state); ++at)
      sum += place[static_cast<std::size_t>(P.column[at])] < 0 ? P.value[at] : 0;
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
    for (std::size_t e = P.begin_of(at); e < P.end_of(at); ++e) {
      const auto j = static_cast<std::size_t>(P.column[e]);
      row[j] = P.value[e];
      if (j > at && row[j] > 0) after.push_back(static_cast<int>(j));
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

Vector StateElimination::solve(const Vector& b) const {
  const std::size_t n = order_.size();
  std::vector<double> x(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = b[static_cast<std::size_t>(order_[i])];
    for (std::size_t e = returns_.begin_of(i); e < returns_.end[i]; ++e)
      x[i] += returns_.value[e] * x[static_cast<std::size_t>(returns_.place[e])];
  }
  Vector solution(n);
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t e = onwards_.begin_of(i); e < onwards_.end[i]; ++e)
      x[i] += onwards_.value[e] * x[static_cast<std::size_t>(onwards_.place[e])];
    x[i] /= leave_[i];
    solution[static_cast<std::size_t>(order_[i])] = x[i];
  }
  return solution;
}

Vector StateElimination::stationary_law() const {
  constexpr double large = 0x1p500;  // weights are relative to the last state's, which may be hardly ever visited
  const std::size_t n = order_.size();
  Vector weight(n);
  weight.back() = 1;
  for (std::size_t i = n; i-- > 0;) {
    if (weight[i] > large) std::for_each(weight.begin(), weight.end(), [](double& one) { one /= large; });
    for (std::size_t e = returns_.begin_of(i); e < returns_.end[i]; ++e)
      weight[static_cast<std::size_t>(returns_.place[e])] += weight[i] * returns_.value[e];
  }
  Vector law(n);
  for (std::size_t i = 0; i < n; ++i)
    law[static_cast<std::size_t>(order_[i])] = weight[i];
  const double all = sum(law);
  std::for_each(law.begin(), law.end(), [all](double& one) { one /= all; });
  return law;
}

}  // namespace ergodic::workloads::paths

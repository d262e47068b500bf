#include "workloads/paths/algebra/closed_classes.hpp"

#include <algorithm>

namespace ergodic::workloads::paths {

namespace {

/// Classes of states that lead to each other, found one after the other in an order in which none leads to a later one.
/// Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), 1972; without recursion.
class Classes {
 public:
  explicit Classes(const SparseMatrix& P) : P_(P), number_(P.size(), 0), lowest_(P.size(), 0), next_(P.begin) {
    for (std::size_t i = 0; i < P.size(); ++i) {
      if (number_[i] == 0) search(i);
    }
  }

  std::vector<std::vector<std::size_t>> closed() && { return std::move(closed_); }

 private:
  static constexpr std::size_t done = static_cast<std::size_t>(-1);  ///< the number of states whose class is known

  void enter(std::size_t state) {
    number_[state] = lowest_[state] = ++last_;
    path_.push_back(state);
    open_.push_back(state);
  }

  void search(std::size_t start) {
    enter(start);
    while (!path_.empty()) {
      const std::size_t state = path_.back();
      if (static_cast<std::size_t>(next_[state]) < P_.end_of(state)) {
        const auto to = static_cast<std::size_t>(P_.column[static_cast<std::size_t>(next_[state]++)]);
        if (number_[to] == 0) {
          enter(to);
        } else if (number_[to] != done) {
          lowest_[state] = std::min(lowest_[state], number_[to]);
        }
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) lowest_[path_.back()] = std::min(lowest_[path_.back()], lowest_[state]);
      if (lowest_[state] == number_[state]) close(state);
    }
  }

  /// `first` was the first of its class to be found: all that are open since then are of it.
  void close(std::size_t first) {
    const auto begin = std::find(open_.rbegin(), open_.rend(), first).base() - 1;
    std::vector<std::size_t> members(begin, open_.end());
    open_.erase(begin, open_.end());
    std::sort(members.begin(), members.end());
    const bool is_left = std::any_of(members.begin(), members.end(), [&](std::size_t state) {
      return std::any_of(P_.column.begin() + P_.begin[state], P_.column.begin() + P_.begin[state + 1], [&](int to) {
        return !std::binary_search(members.begin(), members.end(), static_cast<std::size_t>(to));
      });
    });
    for (const std::size_t state : members)
      number_[state] = done;
    if (!is_left) closed_.push_back(std::move(members));
  }

  const SparseMatrix& P_;
  std::vector<std::size_t> number_;  ///< in the order in which they are found, from 1; 0: not yet
  std::vector<std::size_t> lowest_;  ///< number of an open state that it leads to
  std::vector<int> next_;            ///< transition to follow
  std::vector<std::size_t> path_, open_;
  std::size_t last_ = 0;
  std::vector<std::vector<std::size_t>> closed_;
};

}  // namespace

std::vector<std::vector<std::size_t>> closed_classes(const SparseMatrix& P) { return Classes(P).closed(); }

}  // namespace ergodic::workloads::paths

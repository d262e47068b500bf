#pragma once

#include "expression/expression.hpp"
#include "workloads/paths/path/observables.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/rows.hpp>
#include <ergodic/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ergodic::workloads::paths {

/// What a function may use besides the path: a number of the process's section; nullopt where the study does not set
/// it.
struct NamedNumber {
  std::string name;
  std::optional<double> value;
};

/// The numbers among the keys of a section.
std::vector<NamedNumber> numbers_of(const Parameters& section, const std::vector<Key>& keys);

/// Functions of what is known of a path at its end, such as the payoff of an option: a study gives each a name, which
/// is its column's, and an expression. They are evaluated on one path at a time, in their order, from the values of all
/// observables of the process, chosen as columns or not.
class Functions {
 public:
  /// The key of a study that has them.
  static Key key();

  /// `offered`: the process's observables. Throws StudyError for a name that is taken or none, and, at its place in the
  /// text, for what is no expression of these names, the numbers and the functions before.
  Functions(const Parameters& study, const AnyObservables& offered, const std::vector<NamedNumber>& numbers);

  /// A real, or yes or no, each.
  const Columns& columns() const { return columns_; }

  /// The values of a path, to be filled in for each: the observables that need no key, in their order. What follows is
  /// the functions'.
  std::vector<double> values() const { return values_; }
  /// Computes the functions into `values`, where of(i) has them. The first that has no value for the path; nullptr when
  /// all have one.
  const Column* evaluate(std::span<double> values) const;
  double of(std::size_t function, std::span<const double> values) const { return values[first_ + function]; }

  /// Of the session of that row, by a function that has no value for a path of its.
  static Failure failure(const Column& undefined, std::uint64_t row);

  /// Computes the functions of a path into the columns `first`, first + 1, … of its row, or fails its session.
  void write(std::span<double> values, std::uint64_t row, std::size_t first, Rows& rows) const;

 private:
  Columns columns_;
  std::vector<expression::Expression> expressions_;
  std::vector<double> values_;  // observables, numbers, functions
  std::size_t first_ = 0;       // of the functions
};

}  // namespace ergodic::workloads::paths

#pragma once

#include "study/functions.hpp"
#include "workloads/paths/path/observables.hpp"

#include <ergodic/columns.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/rows.hpp>
#include <ergodic/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ergodic::workloads::paths {

using study::NamedNumber;

/// The numbers among the keys of a section.
std::vector<NamedNumber> numbers_of(const Parameters& section, const std::vector<Key>& keys);

/// Functions of what is known of a path at its end, such as the payoff of an option. They are evaluated on one path at
/// a time from the values of all observables of the process, chosen as columns or not.
class Functions {
 public:
  /// The key of a study that has them.
  static Key key();

  /// `offered`: the process's observables. Throws StudyError for a name that is taken or none, and, at its place in the
  /// text, for what is no expression of these names, the numbers and the functions before.
  Functions(const Parameters& study, const AnyObservables& offered, const std::vector<NamedNumber>& numbers);

  /// A real, or yes or no, each.
  const Columns& columns() const { return functions_.columns(); }

  /// The values of a path, to be filled in for each: the observables that need no key, in their order. What follows is
  /// the functions'.
  std::vector<double> values() const { return values_; }
  /// Computes the functions into `values`, where of(i) has them. The first that has no value for the path; nullptr when
  /// all have one.
  const Column* evaluate(std::span<double> values) const { return functions_.evaluate(values); }
  double of(std::size_t function, std::span<const double> values) const { return functions_.of(function, values); }

  /// Of the session of that row, by a function that has no value for a path of its.
  static Failure failure(const Column& undefined, std::uint64_t row);

  /// Computes the functions of a path into the columns `first`, first + 1, … of its row, or fails its session.
  void write(std::span<double> values, std::uint64_t row, std::size_t first, Rows& rows) const;

 private:
  std::vector<double> values_;  // observables, numbers, functions
  study::Functions functions_;
};

}  // namespace ergodic::workloads::paths

#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/exact.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/record.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ergodic::workloads::paths {

/// What a process can tell of a path, and the key without which that means nothing; empty when it is set.
template <class Path>
struct Observable : Record<Path> {
  /// `value`: as of a record.
  template <class Value>
  Observable(Column column_, Value value, std::string needs_ = {})
      : Record<Path>(std::move(column_), value), needs(std::move(needs_)) {}
  /// Element `i` of a member.
  template <class Array>
  Observable(Column column_, Array member, std::size_t i) : Record<Path>(std::move(column_), member, i) {}

  std::string needs;
};

/// An observable of paths of any one type.
struct AnyObservable {
  AnyRecord record;
  std::string needs;
};
using AnyObservables = std::vector<AnyObservable>;

/// A count without an upper bound.
inline Column whole(std::string name) { return {.name = std::move(name), .type = Type::int64}; }
/// Code 1 is "yes".
inline Column yes_or_no(std::string name) { return category(std::move(name), {"no", "yes"}); }

/// The places, among what a process offers, of what `observables` names, in its order; of all that need no missing key
/// where it names none. Throws StudyError for an unknown or repeated name, and for one that needs a key which is not
/// set.
std::vector<std::size_t> chosen_observables(const Parameters& study, const AnyObservables& offered);

/// Of those that mean something.
std::vector<std::size_t> without_needs(const AnyObservables& offered);

std::vector<AnyRecord> records_at(const std::vector<std::size_t>& places, const AnyObservables& offered);

/// Leaves of what is known of all columns that of these.
void keep_columns(const std::vector<AnyRecord>& records, ExactResults& exact);

/// The first few of the columns that are quantities or a matter of yes or no.
Headlines headlines_of(const Columns& columns);

}  // namespace ergodic::workloads::paths

#pragma once

#include <ergodic/columns.hpp>
#include <ergodic/exact.hpp>
#include <ergodic/parameters.hpp>
#include <ergodic/rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ergodic::workloads::paths {

/// What a process can tell of a path: a column, and where the path's record holds its value.
template <class Record>
struct Observable {
  Column column;
  std::variant<double Record::*, std::int64_t Record::*, std::uint8_t Record::*> value;
  std::string needs = {};  ///< the key without which it means nothing; empty when it is set
};

/// A count without an upper bound.
inline Column whole(std::string name) { return {.name = std::move(name), .type = Type::int64}; }
/// Code 1 is "yes".
inline Column yes_or_no(std::string name) { return category(std::move(name), {"no", "yes"}); }

/// A state that has a name: its code in a category's column, and the name.
struct LabelledState {
  std::uint8_t code;
  std::string_view label;
};

/// The places, among the columns that a process offers, of those that `observables` names, in its order; of all that
/// need no missing key where it names none. Throws StudyError for an unknown or repeated name, and for one that needs
/// a key which is not set. needs[i] belongs to offered[i].
std::vector<std::size_t> chosen_observables(const Parameters& study, const Columns& offered,
                                            const std::vector<std::string>& needs);

template <class Record>
Columns columns_of(const std::vector<Observable<Record>>& observables) {
  Columns columns;
  for (const Observable<Record>& observable : observables)
    columns.push_back(observable.column);
  return columns;
}

template <class Record>
std::vector<std::string> needs_of(const std::vector<Observable<Record>>& observables) {
  std::vector<std::string> needs;
  for (const Observable<Record>& observable : observables)
    needs.push_back(observable.needs);
  return needs;
}

/// Those that mean something.
template <class Record>
std::vector<Observable<Record>> without_needs(std::vector<Observable<Record>> observables) {
  std::erase_if(observables, [](const Observable<Record>& one) { return !one.needs.empty(); });
  return observables;
}

template <class Record>
std::vector<Observable<Record>> chosen(const Parameters& study, const std::vector<Observable<Record>>& offered) {
  std::vector<Observable<Record>> chosen;
  for (const std::size_t i : chosen_observables(study, columns_of(offered), needs_of(offered)))
    chosen.push_back(offered[i]);
  return chosen;
}

/// What is known of a path, as doubles: as many as there are observables, in their order.
template <class Record>
void set_values(const Record& record, const std::vector<Observable<Record>>& observables, std::span<double> values) {
  for (std::size_t i = 0; i < observables.size(); ++i)
    std::visit([&](const auto member) { values[i] = static_cast<double>(record.*member); }, observables[i].value);
}

/// Leaves of what is known of all columns that of these.
template <class Record>
void keep_columns(const std::vector<Observable<Record>>& columns, ExactResults& exact) {
  const auto is_absent = [&](const auto& entry) {
    return std::none_of(columns.begin(), columns.end(),
                        [&](const Observable<Record>& one) { return one.column.name == entry.first; });
  };
  std::erase_if(exact.moments, is_absent);
  std::erase_if(exact.category_laws, is_absent);
}

/// The first few of the columns that are quantities or a matter of yes or no.
Headlines headlines_of(const Columns& columns);

/// Copies the records of consecutive paths into rows first, first + 1, ….
template <class Record>
void write_rows(std::span<const Record> records, const std::vector<Observable<Record>>& observables,
                std::uint64_t first, Rows& rows) {
  for (std::size_t column = 0; column < observables.size(); ++column) {
    std::visit(
        [&]<class Value>(Value Record::*member) {
          const auto values = rows.column<Value>(column).subspan(first, records.size());
          for (std::size_t i = 0; i < records.size(); ++i)
            values[i] = records[i].*member;
        },
        observables[column].value);
  }
}

}  // namespace ergodic::workloads::paths

#pragma once

#include "workloads/entities/calendar/date.hpp"
#include "workloads/entities/league/names.hpp"

#include <ergodic/stage.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::workloads::entities {

/// Rows of a subject that follow each other, the newest last: first to last − 1 of a History.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;

  std::size_t size() const { return last - first; }
  bool empty() const { return first == last; }
  /// The newest n of them, or all.
  Window newest(std::size_t n) const { return size() <= n ? *this : Window{last - n, last}; }
};

/// The rows that a stage has left, without those of entities that failed, by subject (a player or a team) and date.
/// Columns are read when they are first asked for.
class History {
 public:
  /// Where a row was before it was sorted.
  struct Origin {
    std::uint32_t of_case = 0;
    std::uint32_t session = 0;
  };
  /// The values of a column in a case, session after session.
  struct Source {
    std::function<std::vector<double>(std::size_t of_case, std::string_view column)> reals;
    std::function<std::vector<std::int64_t>(std::size_t of_case, std::string_view column)> wholes;
  };

  /// Of each case its date, and of each of its sessions the subject, or no_code for one that left no row.
  struct Case {
    Date date = 0;
    std::vector<Code> subjects = {};
  };
  History(const std::vector<Case>& cases, std::size_t subjects, Source source);

  /// All rows of a subject.
  Window all(Code subject) const;
  /// Those with low ≤ date < high.
  Window between(Code subject, Date low, Date high) const;
  std::span<const Date> dates() const { return dates_; }
  std::size_t subjects() const { return ends_.size(); }

  /// Names the column that tells when a row was known; without one all are, at once.
  void tell_known_by(std::string column) { known_at_ = std::move(column); }
  /// Whether all rows before a day were known by a moment, in microseconds since 1970.
  bool are_known(Date end, std::int64_t until) const;
  /// The rows that were. They must not outlive this one.
  std::unique_ptr<const History> known(std::int64_t until) const;

  /// NaN stands for missing.
  std::span<const double> reals(std::string_view column) const;
  /// missing_whole stands for missing; also codes.
  std::span<const std::int64_t> wholes(std::string_view column) const;
  /// Sums of a column of whole numbers up to each row, missing ones as 0: that of a window is sums[last] − sums[first].
  std::span<const std::int64_t> sums(std::string_view column) const;
  /// Likewise of their squares.
  std::span<const std::int64_t> square_sums(std::string_view column) const;
  /// How many rows have a value, likewise.
  std::span<const std::int64_t> counts(std::string_view column) const;

 private:
  using Whole = std::vector<std::int64_t>;
  History(const History& all, const std::vector<std::size_t>& rows);
  template <class Term>
  std::span<const std::int64_t> running(std::map<std::string, Whole, std::less<>>& kept, std::string_view column,
                                        const Term& term) const;

  Source source_;
  std::vector<Origin> origins_;
  std::vector<Date> dates_;
  std::vector<std::size_t> ends_;  // of each subject's rows
  std::size_t cases_ = 0;
  std::string known_at_;
  const History* all_ = nullptr;                 // of some rows: where they are from
  std::vector<std::size_t> rows_;                // their places there
  mutable std::map<Date, std::int64_t> latest_;  // of each day when its last row was known
  mutable std::map<std::string, std::vector<double>, std::less<>> reals_;
  mutable std::map<std::string, Whole, std::less<>> wholes_, sums_, square_sums_, counts_;
};

}  // namespace ergodic::workloads::entities

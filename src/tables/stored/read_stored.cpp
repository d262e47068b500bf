#include "tables/stored/read_stored.hpp"

#include "core/format.hpp"
#include "tables/cells/calendar.hpp"
#include "tables/cells/cell.hpp"
#include "tables/cells/text_cells.hpp"
#include "tables/column_names.hpp"
#include "tables/stored/since.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ergodic::tables {
namespace {

using Kind = TableColumn::Kind;
using Stored = StoredTable::Kind;

const char* noun(Stored kind) {
  switch (kind) {
    case Stored::whole:
    case Stored::positive: return "whole numbers";
    case Stored::real: return "numbers";
    case Stored::text: return "text";
    case Stored::flag: return "yes and no";
  }
  return "";
}

const char* noun(Kind kind) {
  switch (kind) {
    case Kind::whole: return "whole numbers";
    case Kind::real: return "numbers";
    case Kind::text: return "text";
    case Kind::date: return "dates";
    case Kind::time: return "time stamps";
    case Kind::yes_no: return "yes and no";
  }
  return "";
}

/// Where something is in a whole file.
TablePlace place_in(const std::string& origin) { return {origin, 0, 0}; }

/// Reads a column.
class ColumnReader {
 public:
  ColumnReader(const TableForm& form, std::size_t place, const StoredTable& stored, std::size_t number,
               std::uint64_t rows, Columns& columns, Complaints& complaints)
      : form_(form),
        place_(place),
        stored_(stored),
        number_(number),
        rows_(rows),
        columns_(columns),
        complaints_(complaints),
        since_(parse_since(is().units)),
        texts_(wants()) {}

  void read() {
    if (!can_be_read()) return columns_.fill_missing(place_, rows_);
    switch (is().kind) {
      case Stored::whole:
      case Stored::flag: read_numbers<std::int64_t>(); break;
      case Stored::positive: read_numbers<std::uint64_t>(); break;
      case Stored::real: read_numbers<double>(); break;
      case Stored::text: read_texts(); break;
    }
    if (wants().kind == Kind::text) columns_.texts(place_) = texts_.take_texts();
  }

 private:
  const TableColumn& wants() const { return form_.columns[place_]; }
  const StoredTable::Column& is() const { return stored_.columns()[number_]; }

  /// Whether values of its kind can be what is wanted; tells where not.
  bool can_be_read() {
    const auto refuse = [&](std::string why) {
      complaints_.say(place_in(is().place), std::move(why));
      return false;
    };
    if (!is().fault.empty()) return refuse(is().fault);
    const bool is_text = is().kind == Stored::text, is_flag = is().kind == Stored::flag;
    const Kind kind = wants().kind;
    if ((kind == Kind::text && !is_text) || (is_flag && kind != Kind::yes_no))
      return refuse(
          fmt::format("{} (the column {} has {}) store it as such", noun(is().kind), wants().name, noun(kind)));
    const bool is_day = kind == Kind::date || kind == Kind::time;
    if (is_day && since_ && !is_our_calendar(is().calendar))
      return refuse(fmt::format("dates of the calendar {} (ours is the Gregorian one) convert them",
                                quoted_value(is().calendar)));
    if (is_day && !is_text && !since_ && (kind == Kind::time || is().kind == Stored::real))
      return refuse(
          fmt::format("{} without a beginning (its attribute units should say \"seconds since 1970-01-01\", or "
                      "the like) add it",
                      noun(is().kind)));
    return true;
  }

  template <class Number>
  void read_numbers() {
    std::vector<Number> numbers;
    for (std::uint64_t first = 0; first < rows_; first += numbers.size()) {
      numbers.resize(std::min<std::uint64_t>(stored_.piece(number_), rows_ - first));
      stored_.read(number_, first, numbers);
      for (std::size_t i = 0; i < numbers.size(); ++i) {
        const std::size_t row = first + i;
        const Mistake mistake = is_missing(numbers[i]) ? miss(row) : put(row, numbers[i]);
        if (mistake != Mistake::none) complain(row, mistake, [&] { return fmt::format("{}", numbers[i]); });
      }
    }
  }

  void read_texts() {
    std::size_t row = 0;
    while (row < rows_) {
      const std::size_t count = std::min<std::uint64_t>(stored_.piece(number_), rows_ - row);
      stored_.read_texts(number_, row, count, [&](std::string_view text) {
        const Mistake mistake = text.empty() ? miss(row) : put(row, text);
        if (mistake != Mistake::none) complain(row, mistake, [&] { return std::string(text); });
        ++row;
      });
    }
  }

  bool is_missing(std::int64_t value) const { return is().whole_fill == value; }
  bool is_missing(std::uint64_t value) const { return is().whole_fill == static_cast<std::int64_t>(value); }
  bool is_missing(double value) const { return value != value || is().real_fill == value; }

  Mistake miss(std::size_t row) {
    switch (wants().kind) {
      case Kind::whole:
      case Kind::time: columns_.values<std::int64_t>(place_)[row] = missing_whole; break;
      case Kind::real: columns_.values<double>(place_)[row] = missing_real(); break;
      case Kind::text: columns_.values<std::int32_t>(place_)[row] = missing_code; break;
      case Kind::date: columns_.values<std::int32_t>(place_)[row] = missing_date; break;
      case Kind::yes_no: columns_.values<std::uint8_t>(place_)[row] = missing_flag; break;
    }
    return may_be_missing(form_, place_) ? Mistake::none : Mistake::missing;
  }

  template <class Number>
  Mistake put(std::size_t row, Number value) {
    switch (wants().kind) {
      case Kind::whole: return put_whole(row, value);
      case Kind::real: return put_real(row, static_cast<double>(value));
      case Kind::date: return put_date(row, value);
      case Kind::time: return put_time(row, value);
      case Kind::yes_no:
        if (value != Number{0} && value != Number{1}) return Mistake::not_yes_no;
        columns_.values<std::uint8_t>(place_)[row] = value == Number{1};
        return Mistake::none;
      case Kind::text: break;
    }
    return Mistake::none;
  }

  Mistake put(std::size_t row, std::string_view text) {
    std::int64_t whole = 0;
    double real = 0;
    Mistake mistake = Mistake::none;
    switch (wants().kind) {
      case Kind::whole: mistake = parse_whole(text, whole); break;
      case Kind::real: mistake = parse_real(text, real); break;
      case Kind::date: return parse_date(text, columns_.values<std::int32_t>(place_)[row]);
      case Kind::time: return parse_time(text, columns_.values<std::int64_t>(place_)[row]);
      case Kind::yes_no: return parse_flag(text, columns_.values<std::uint8_t>(place_)[row]);
      case Kind::text: return texts_.mistake(columns_.values<std::int32_t>(place_)[row] = texts_.code(text));
    }
    if (mistake != Mistake::none) return mistake;
    return wants().kind == Kind::whole ? put_whole(row, whole) : put_real(row, real);
  }

  Mistake in_range(double value) const {
    return (wants().low && value < *wants().low) || (wants().high && value > *wants().high) ? Mistake::out_of_range
                                                                                            : Mistake::none;
  }

  Mistake put_whole(std::size_t row, std::int64_t value) {
    if (value == missing_whole || value == unreadable_whole) return Mistake::too_large;
    columns_.values<std::int64_t>(place_)[row] = value;
    return in_range(static_cast<double>(value));
  }
  Mistake put_whole(std::size_t row, std::uint64_t value) {
    if (value > std::uint64_t{1} << 63 || static_cast<std::int64_t>(value) < 0) return Mistake::too_large;
    return put_whole(row, static_cast<std::int64_t>(value));
  }
  Mistake put_whole(std::size_t row, double value) {
    if (std::isinf(value)) return Mistake::infinite;
    if (!(std::abs(value) < 0x1p63)) return Mistake::too_large;
    if (value != std::floor(value)) return Mistake::has_fraction;
    return put_whole(row, static_cast<std::int64_t>(value));
  }

  Mistake put_real(std::size_t row, double value) {
    if (std::isinf(value)) return Mistake::infinite;
    if (value == unreadable_real) return Mistake::too_large;
    columns_.values<double>(place_)[row] = value;
    return in_range(value);
  }

  template <class Number>
  Mistake put_time(std::size_t row, Number value) {
    const auto time = microseconds_of(*since_, counted(value));
    if (!time) return Mistake::not_a_time;
    columns_.values<std::int64_t>(place_)[row] = *time;
    return Mistake::none;
  }

  template <class Number>
  Mistake put_date(std::size_t row, Number value) {
    auto& day = columns_.values<std::int32_t>(place_)[row];
    if (!since_) return parse_date(fmt::format("{}", value), day);  // 20250131
    const auto time = microseconds_of(*since_, counted(value));
    if (!time || *time % microseconds_a_day != 0) return Mistake::not_a_date;
    day = static_cast<std::int32_t>(*time / microseconds_a_day);
    return Mistake::none;
  }

  static std::int64_t counted(std::int64_t value) { return value; }
  static double counted(double value) { return value; }
  static double counted(std::uint64_t value) { return static_cast<double>(value); }

  void spoil(std::size_t row) {
    columns_.mark_unreadable(place_, row);
    if (wants().kind == Kind::text) columns_.values<std::int32_t>(place_)[row] = texts_.code(unreadable_text);
  }

  template <class Shown>
  void complain(std::size_t row, Mistake mistake, const Shown& shown) {
    if (mistake != Mistake::none && wants().kind != Kind::text) miss(row);
    if (is_tolerated(form_, place_)) spoil(row);
    const bool is_first = complaints_.is_first(place_, mistake);
    complaints_.add(place_, mistake, is_first ? place_in(fmt::format("{}[{}]", is().place, row)) : TablePlace{},
                    is_first ? shown() : std::string());
  }

  const TableForm& form_;
  std::size_t place_;
  const StoredTable& stored_;
  std::size_t number_;
  std::uint64_t rows_;
  Columns& columns_;
  Complaints& complaints_;
  std::optional<Since> since_;
  TextCells texts_;
};

/// The columns of the form that each one of a stored table is; those for an axis that nobody wants are none.
std::vector<std::size_t> places_of(const TableForm& form, const StoredTable& stored, const std::string& whole,
                                   Complaints& complaints) {
  std::vector<ColumnName> names;
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < stored.columns().size(); ++i) {
    const StoredTable::Column& column = stored.columns()[i];
    if (column.is_for_axis && find_column(form, column.name) == no_place) continue;
    names.push_back({column.name, place_in(column.place)});
    numbers.push_back(i);
  }
  const std::vector<std::size_t> matched = match_columns(form, names, place_in(whole), complaints);
  std::vector<std::size_t> places(stored.columns().size(), no_place);
  for (std::size_t i = 0; i < matched.size(); ++i)
    places[numbers[i]] = matched[i];
  return places;
}

/// How many rows all of the columns have; nothing, which is told, where they differ or are too many.
std::optional<std::uint64_t> common_rows(const StoredTable& stored, const std::vector<std::size_t>& places,
                                         const TableLimits& limits, Complaints& complaints) {
  const StoredTable::Column* first = nullptr;
  bool are_equal = true;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const StoredTable::Column& column = stored.columns()[i];
    if (places[i] == no_place || !column.fault.empty()) continue;
    if (first == nullptr) first = &column;
    if (column.rows == first->rows) continue;
    complaints.say(place_in(column.place),
                   fmt::format("{} values ({} has {}: a row has one of each) make them equally long",
                               grouped(column.rows), first->place, grouped(first->rows)));
    are_equal = false;
  }
  if (!are_equal) return std::nullopt;
  const std::uint64_t rows = first == nullptr ? 0 : first->rows;
  if (rows <= limits.rows) return rows;
  complaints.say(place_in(first->place), fmt::format("{} rows (a table has no more than {}) split it, or take fewer",
                                                     grouped(rows), grouped(limits.rows)));
  return std::nullopt;
}

}  // namespace

ReadColumns read_stored(const TableForm& form, const StoredTable& stored, const std::string& whole,
                        Complaints& complaints, const TableLimits& limits) {
  const std::vector<std::size_t> places = places_of(form, stored, whole, complaints);
  const std::uint64_t rows = common_rows(stored, places, limits, complaints).value_or(0);
  ReadColumns read{rows, Columns(form, rows)};
  for (const StoredTable::Column& column : stored.columns())
    read.names.push_back(column.name);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] != no_place) ColumnReader(form, places[i], stored, i, rows, read.columns, complaints).read();
  }
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    if (std::find(places.begin(), places.end(), i) == places.end()) read.columns.fill_missing(i, rows);
  }
  stored.require_unchanged();
  read.place_of = [whole](std::size_t row) { return place_in(fmt::format("{}[{}]", whole, row)); };
  return read;
}

}  // namespace ergodic::tables

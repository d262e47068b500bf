#include "tables/complaints.hpp"

#include "core/format.hpp"
#include "core/suggest.hpp"
#include "core/utf8.hpp"
#include "tables/allowances.hpp"
#include "tables/cells/cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace ergodic::tables {
namespace {

using Kind = TableColumn::Kind;

/// What a column wants, and how it is written.
const char* noun(Kind kind) {
  switch (kind) {
    case Kind::whole: return "whole number";
    case Kind::real: return "number";
    case Kind::text: return "text";
    case Kind::date: return "date";
    case Kind::time: return "time stamp";
    case Kind::yes_no: return "yes or no";
  }
  return "value";
}

const char* how_to_write(Kind kind) {
  switch (kind) {
    case Kind::whole: return "write digits alone";
    case Kind::real: return "write digits, and a point where there is a fraction";
    case Kind::text: return "write one";
    case Kind::date: return "write dates as 2025-01-31 or 20250131";
    case Kind::time: return "write time stamps as 2025-01-31T19:30:00Z or with an offset, such as +01:00";
    case Kind::yes_no: return "write yes or no, true or false, 1 or 0";
  }
  return "";
}

std::string range_of(const TableColumn& column) {
  if (column.low && column.high) return fmt::format("{} to {}", *column.low, *column.high);
  return column.low ? fmt::format("at least {}", *column.low) : fmt::format("at most {}", *column.high);
}

}  // namespace

std::string TableProblem::text() const {
  if (line == 0) return fmt::format("{}: {}", origin, message);
  return fmt::format("{}:{}:{}: {}", origin, line, column, message);
}

std::string quoted_value(std::string_view bytes) {
  const bool is_text = first_invalid_utf8(bytes) == std::string_view::npos;
  if (is_text && bytes.find('"') == std::string_view::npos) return fmt::format("\"{}\"", shown(bytes));
  if (is_text && bytes.size() <= 60) return fmt::format("\"{}\"", escaped(bytes));
  std::string out;
  for (const char c : bytes.substr(0, 60)) {
    const auto byte = static_cast<unsigned char>(c);
    out += byte < 0x80 && !is_control(byte) && c != '"' ? std::string(1, c) : fmt::format("\\x{:02X}", byte);
  }
  return fmt::format("\"{}{}\"", out, bytes.size() > 60 ? "…" : "");
}

Complaints::Complaints(const TableForm& form) : form_(form) {
  for (std::size_t i = 0; i < form.columns.size(); ++i)
    tolerated_.push_back(is_tolerated(form, i));
}

void Complaints::add(std::size_t column, Mistake mistake, const TablePlace& place, std::string_view value) {
  Counted& counted = values_[{column, mistake}];
  if (counted.count++ > 0) return;
  counted.first = place;
  counted.value = value;
}

void Complaints::say(const TablePlace& place, std::string message) {
  said_.push_back({place.origin, place.line, place.column, std::move(message)});
}

void Complaints::remark(const TablePlace& place, std::string message) {
  remarked_.push_back({place.origin, place.line, place.column, std::move(message)});
}

bool Complaints::concern(std::size_t column) const {
  const auto first = values_.lower_bound({column, Mistake::none});
  return !said_.empty() || (first != values_.end() && first->first.first == column && !tolerated_[column]);
}

bool Complaints::empty() const {
  return said_.empty() &&
         std::all_of(values_.begin(), values_.end(), [&](const auto& one) { return tolerated_[one.first.first]; });
}

std::vector<TableProblem> Complaints::problems() const { return told(false); }
std::vector<TableProblem> Complaints::remarks() const { return told(true); }

std::vector<TableProblem> Complaints::told(bool tolerated) const {
  std::vector<TableProblem> problems = tolerated ? remarked_ : said_;
  for (const auto& [kind, counted] : values_) {
    if (tolerated_[kind.first] != tolerated) continue;
    const TablePlace& place = counted.first;
    problems.push_back(
        {place.origin, place.line, place.column, sentence(form_.columns[kind.first], kind.second, counted)});
  }
  std::stable_sort(problems.begin(), problems.end(), [](const TableProblem& a, const TableProblem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return problems;
}

std::string Complaints::sentence(const TableColumn& column, Mistake mistake, const Counted& counted) const {
  const std::string rows = counted.count == 1 ? "1 row has" : grouped(counted.count) + " rows have";
  const std::string value = (counted.count == 1 ? "" : "the first: ") + quoted_value(counted.value);
  const char* const one = noun(column.kind);
  const char* const how = how_to_write(column.kind);
  const std::string& name = column.name;
  const auto none = [&](const std::string& why, const std::string& todo) {
    return fmt::format("{} no {} in {} ({}{}{}) {}", rows, one, name, value, why.empty() ? "" : ", ", why, todo);
  };
  switch (mistake) {
    case Mistake::missing:
      return fmt::format("{} nothing in {} (it may not be missing) give {} there, or leave the row{} out", rows, name,
                         counted.count == 1 ? "its value" : "its values", counted.count == 1 ? "" : "s");
    case Mistake::has_fraction: return none("which has a fraction", how);
    case Mistake::decimal_comma: return none("with a comma", "write a point instead");
    case Mistake::too_large:
      return none(column.kind == Kind::whole ? "too large for 64 bits" : "too large for a double",
                  "write a smaller one");
    case Mistake::infinite: return none("which is infinite", "write a finite one, or nothing where it is unknown");
    case Mistake::too_small: return none("too small for a double", "write 0, or a greater one");
    case Mistake::out_of_range:
      return fmt::format("{} a value out of range in {} ({}; it is {}) correct {}", rows, name, value, range_of(column),
                         counted.count == 1 ? "it" : "them");
    case Mistake::no_such_day:
      return none(why_no_day(counted.value), "correct " + std::string(counted.count == 1 ? "it" : "them"));
    case Mistake::unclear_order: return none("whose day and month may be either way round", how);
    case Mistake::no_such_time: return none("which no clock shows", how);
    case Mistake::too_fine: return none("finer than a microsecond", "write six digits behind the point");
    case Mistake::not_yes_no: return fmt::format("{} neither yes nor no in {} ({}) {}", rows, name, value, how);
    case Mistake::no_zone: return none("which may be in any time zone", how);
    case Mistake::not_a_choice:
      return fmt::format("{} a text that {} does not take ({}; it takes {}) correct {}{}", rows, name, value,
                         enumerate(column.values), counted.count == 1 ? "it" : "them",
                         did_you_mean(counted.value, column.values));
    case Mistake::not_utf8:
      return fmt::format("{} bytes that are no text in {} ({}, not UTF-8) write the table in UTF-8", rows, name, value);
    case Mistake::has_nul:
      return fmt::format("{} NUL bytes in {} ({}) write the table anew, in UTF-8", rows, name, value);
    case Mistake::stray_quote:
      return fmt::format(
          "{} a quotation mark out of place in {} ({}) put the whole cell in quotation marks, and those "
          "within it twice",
          rows, name, value);
    default: break;
  }
  return none("", how);
}

}  // namespace ergodic::tables

#include "study/each/case_rows.hpp"

#include "study/values/quoting.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <memory>
#include <utility>

namespace ergodic::study {
namespace {

using Kind = TableColumn::Kind;

std::chrono::year_month_day day_of(std::int32_t days) { return std::chrono::sys_days(std::chrono::days(days)); }

std::string date_text(std::int32_t days) {
  const auto day = day_of(days);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

double date_number(std::int32_t days) {
  const auto day = day_of(days);
  return static_cast<int>(day.year()) * 10'000.0 + static_cast<unsigned>(day.month()) * 100.0 +
         static_cast<unsigned>(day.day());
}

/// "2025-01-31T19:30:00.5Z": as many digits of a second as are not zero.
std::string time_text(std::int64_t microseconds) {
  using namespace std::chrono;
  const sys_time<std::chrono::microseconds> time{std::chrono::microseconds(microseconds)};
  const sys_days day = floor<days>(time);
  const hh_mm_ss clock(time - day);
  std::string text =
      fmt::format("{}T{:02}:{:02}:{:02}", date_text(static_cast<std::int32_t>(day.time_since_epoch().count())),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (const auto fraction = clock.subseconds().count(); fraction != 0) {
    text += fmt::format(".{:06}", fraction);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + "Z";
}

const void* values_of(const Table& table, const TableColumn& column) {
  switch (column.kind) {
    case Kind::whole: return table.wholes(column.name).data();
    case Kind::real: return table.reals(column.name).data();
    case Kind::text: return table.texts(column.name).codes().data();
    case Kind::date: return table.dates(column.name).data();
    case Kind::time: return table.times(column.name).data();
    case Kind::yes_no: return table.flags(column.name).data();
  }
  return nullptr;
}

}  // namespace

CaseRows::CaseRows(const TableForm& form, tables::ReadColumns read) : rows_(read.rows) {
  const auto shared = std::make_shared<const tables::ReadColumns>(std::move(read));
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    Column column{form.columns[i].name, form.columns[i].kind, shared->columns.values<std::byte>(i)};
    column.place_in_file = static_cast<std::size_t>(std::find(shared->names.begin(), shared->names.end(), column.name) -
                                                    shared->names.begin());
    if (column.kind == Kind::text) {
      column.distinct = shared->columns.texts(i).size();
      column.label = [shared, i](std::size_t code) { return shared->columns.texts(i)[code]; };
    }
    columns_.push_back(std::move(column));
  }
  place_of_ = [shared](std::size_t row) {
    const tables::TablePlace place = shared->place_of(row);
    return Position{std::make_shared<const std::string>(place.origin), static_cast<std::uint32_t>(place.line),
                    static_cast<std::uint32_t>(place.column)};
  };
}

CaseRows::CaseRows(Table table) : rows_(table.rows()) {
  for (const TableColumn& form : table.form().columns) {
    Column column{form.name, form.kind, values_of(table, form)};
    if (column.kind == Kind::text) {
      column.distinct = table.texts(form.name).distinct();
      column.label = [table, name = form.name](std::size_t code) {
        return table.texts(name).text(static_cast<std::int32_t>(code));
      };
    }
    columns_.push_back(std::move(column));
  }
  place_of_ = [table](std::size_t row) {
    return Position{std::make_shared<const std::string>(
        fmt::format("row {} of the table {} in the order of its key", row + 1, table.form().name))};
  };
}

std::size_t CaseRows::column(std::string_view name) const {
  const auto found =
      std::find_if(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == name; });
  if (found == columns_.end())
    throw InternalError(fmt::format("the column {} of a table is asked for (it was not read) report this", name));
  return static_cast<std::size_t>(found - columns_.begin());
}

std::optional<std::string> CaseRows::text(std::size_t column, std::size_t row) const {
  switch (columns_[column].kind) {
    case Kind::whole:
      if (const auto whole = value<std::int64_t>(column, row); whole != missing_whole) return std::to_string(whole);
      break;
    case Kind::real:
      if (const auto real = value<double>(column, row); real == real) return shortest(real);
      break;
    case Kind::text:
      if (const auto code = value<std::int32_t>(column, row); code != missing_code)
        return std::string(columns_[column].label(static_cast<std::size_t>(code)));
      break;
    case Kind::date:
      if (const auto days = value<std::int32_t>(column, row); days != missing_date) return date_text(days);
      break;
    case Kind::time:
      if (const auto time = value<std::int64_t>(column, row); time != missing_whole) return time_text(time);
      break;
    case Kind::yes_no:
      if (const auto flag = value<std::uint8_t>(column, row); flag != missing_flag) return flag != 0 ? "true" : "false";
      break;
  }
  return std::nullopt;
}

double CaseRows::number(std::size_t column, std::size_t row) const {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  switch (columns_[column].kind) {
    case Kind::whole: {
      const auto whole = value<std::int64_t>(column, row);
      return whole == missing_whole ? none : static_cast<double>(whole);
    }
    case Kind::real: return value<double>(column, row);
    case Kind::text: {
      const auto code = value<std::int32_t>(column, row);
      return code == missing_code ? none : code;
    }
    case Kind::date: {
      const auto days = value<std::int32_t>(column, row);
      return days == missing_date ? none : date_number(days);
    }
    case Kind::time: break;
    case Kind::yes_no: {
      const auto flag = value<std::uint8_t>(column, row);
      return flag == missing_flag ? none : flag;
    }
  }
  return none;
}

std::vector<std::string> CaseRows::labels(std::size_t column) const {
  std::vector<std::string> labels;
  for (std::size_t code = 0; code < columns_[column].distinct; ++code)
    labels.emplace_back(columns_[column].label(code));
  return labels;
}

}  // namespace ergodic::study

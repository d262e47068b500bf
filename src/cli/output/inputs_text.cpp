#include "cli/output/inputs_text.hpp"

#include "core/format.hpp"
#include "tables/image.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ergodic::cli {
namespace {

using Kind = TableColumn::Kind;

std::string date_text(std::int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string time_text(std::int64_t microseconds) {
  constexpr std::int64_t second = 1'000'000, day = 86'400 * second;
  const std::int64_t days = microseconds / day - (microseconds % day < 0 ? 1 : 0);
  const std::int64_t rest = microseconds - days * day;
  const std::string part = rest % second == 0 ? "" : fmt::format(".{:06}", rest % second);
  return fmt::format("{}T{:02}:{:02}:{:02}{}Z", date_text(days), rest / (3600 * second), rest / (60 * second) % 60,
                     rest / second % 60, part);
}

std::string value_in(const Table& table, const TableColumn& column, std::size_t row) {
  switch (column.kind) {
    case Kind::whole: return fmt::format("{}", table.wholes(column.name)[row]);
    case Kind::real: return fmt::format("{}", table.reals(column.name)[row]);
    case Kind::text: return std::string(table.texts(column.name)[row]);
    case Kind::date: return date_text(table.dates(column.name)[row]);
    case Kind::time: return time_text(table.times(column.name)[row]);
    case Kind::yes_no: return table.flags(column.name)[row] == 1 ? "yes" : "no";
  }
  return "";
}

/// The values of a row's key: "BOS, 2024-10-22".
std::string key_in(const Table& table, std::size_t row) {
  const TableForm& form = table.form();
  std::vector<std::string> values;
  for (const std::string& name : form.key) {
    const auto column = std::find_if(form.columns.begin(), form.columns.end(),
                                     [&](const TableColumn& one) { return one.name == name; });
    values.push_back(value_in(table, *column, row));
  }
  return fmt::format("{}", fmt::join(values, ", "));
}

std::string table_text(const Table& table, const study::TableGiven& given) {
  const TableForm& form = table.form();
  std::string text = fmt::format("input {}: {} {} of {} columns, digest {}; {}\n", form.name, grouped(table.rows()),
                                 table.rows() == 1 ? "row" : "rows", form.columns.size(), given.digest.value_or(""),
                                 given.keep.value_or(false)
                                     ? fmt::format("the result file has it, {}", byte_count(tables::image_bytes(table)))
                                     : "the result file does not have it");
  if (!form.key.empty() && table.rows() > 0) {
    text += fmt::format("  {}: first {}; last {}\n", fmt::join(form.key, ", "), key_in(table, 0),
                        key_in(table, table.rows() - 1));
  }
  return text;
}

}  // namespace

std::string inputs_text(const engine::Plan& plan) {
  std::string text;
  for (const study::TableGiven& given : plan.study().inputs())
    text += table_text(plan.inputs()[given.name], given);
  return text;
}

}  // namespace ergodic::cli

#pragma once

#include <ergodic/table.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ergodic::fuzz {

/// A form with a column of each kind. `choice` says which key it has, and which rule for duplicates.
inline std::shared_ptr<const TableForm> form_of(std::uint8_t choice) {
  TableForm form{.name = "t", .doc = "anything"};
  form.columns = {text_column("a").may_be_missing(), date("b").may_be_missing(),
                  whole("c").may_be_missing(),       real_number("d").between(-1e300, 1e300).may_be_missing(),
                  yes_no("e").may_be_missing(),      time_stamp("f").aliases({"g"}).optional()};
  if (choice % 4 != 0) form.key = {"a", "b"};
  form.duplicates = choice % 4 == 2   ? Duplicates::identical
                    : choice % 4 == 3 ? Duplicates::greatest
                                      : Duplicates::refused;
  form.newest = "c";
  form.may_be_empty = choice % 8 < 4;
  return std::make_shared<const TableForm>(std::move(form));
}

inline std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

/// A table of form_of as comma-separated values, numbers of days and microseconds as the dates that they are.
inline std::string plain_text(const Table& table) {
  const auto date_of = [](std::int64_t days) {
    int year = 1970, month = 1;
    const auto is_leap = [](int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); };
    while (days < 0)
      days += is_leap(--year) ? 366 : 365;
    while (days >= (is_leap(year) ? 366 : 365))
      days -= is_leap(year++) ? 366 : 365;
    const int lengths[] = {31, is_leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    while (days >= lengths[month - 1])
      days -= lengths[month++ - 1];
    return fmt::format("{:04}-{:02}-{:02}", year, month, days + 1);
  };
  std::string out = "a,b,c,d,e,f\r\n";
  for (std::size_t i = 0; i < table.rows(); ++i) {
    out += quoted(table.texts("a")[i]) + ",";
    if (const std::int32_t day = table.dates("b")[i]; day != missing_date) out += date_of(day);
    out += ",";
    if (const std::int64_t whole = table.wholes("c")[i]; whole != missing_whole) out += fmt::format("{}", whole);
    out += ",";
    if (const double real = table.reals("d")[i]; real == real) out += fmt::format("{}", real);
    out += ",";
    if (const std::uint8_t flag = table.flags("e")[i]; flag != missing_flag) out += flag == 1 ? "yes" : "no";
    out += ",";
    if (const std::int64_t time = table.times("f")[i]; time != missing_whole) {
      constexpr std::int64_t day = 86'400'000'000;
      const std::int64_t days = time / day - (time % day < 0 ? 1 : 0), clock = time - days * day;
      out += fmt::format("{}T{:02}:{:02}:{:02}.{:06}+00", date_of(days), clock / 3'600'000'000, clock / 60'000'000 % 60,
                         clock / 1'000'000 % 60, clock % 1'000'000);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace ergodic::fuzz

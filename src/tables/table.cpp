#include "tables/image.hpp"

#include <ergodic/table.hpp>

#include <algorithm>
#include <cstring>
#include <string>

namespace ergodic {
namespace {

std::uint64_t word_at(const std::byte* at) {
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  return word;
}

template <class Value>
std::span<const Value> values(const std::byte* at, std::size_t count) {
  return {reinterpret_cast<const Value*>(at), count};
}

/// The places of a sorted column, between those given, that have a value.
template <class Value>
Table::Run equal_places(std::span<const Value> column, Table::Run run, std::int64_t value) {
  const auto begin = column.begin() + static_cast<std::ptrdiff_t>(run.first);
  const auto end = column.begin() + static_cast<std::ptrdiff_t>(run.last);
  const auto first = std::lower_bound(begin, end, value, [](Value a, std::int64_t b) { return a < b; });
  const auto last = std::upper_bound(first, end, value, [](std::int64_t a, Value b) { return a < b; });
  return {static_cast<std::size_t>(first - column.begin()), static_cast<std::size_t>(last - column.begin())};
}

[[noreturn]] void refuse(const std::string& what) { throw InternalError(what + " please report this with the study"); }

}  // namespace

std::int32_t TextColumn::code_of(std::string_view wanted) const {
  std::size_t first = 0, last = distinct();
  while (first < last) {
    const std::size_t middle = first + (last - first) / 2;
    if (text(static_cast<std::int32_t>(middle)) < wanted)
      first = middle + 1;
    else
      last = middle;
  }
  const auto code = static_cast<std::int32_t>(first);
  return first < distinct() && text(code) == wanted ? code : missing_code;
}

Table::Table(std::shared_ptr<const TableForm> form, std::shared_ptr<const std::byte> memory)
    : form_(std::move(form)), memory_(std::move(memory)), rows_(word_at(memory_.get())) {}

const std::byte* Table::column(std::string_view name, TableColumn::Kind kind, int part) const {
  for (std::size_t i = 0; i < form_->columns.size(); ++i) {
    if (form_->columns[i].name != name) continue;
    if (form_->columns[i].kind != kind)
      refuse("the column " + std::string(name) + " of the table " + form_->name + " is asked for as another kind");
    return memory_.get() +
           word_at(memory_.get() + sizeof(std::uint64_t) * (2 + 2 * i + static_cast<std::size_t>(part)));
  }
  refuse("the table " + form_->name + " is asked for a column " + std::string(name) + ", which it lacks");
}

std::span<const std::int64_t> Table::wholes(std::string_view name) const {
  return values<std::int64_t>(column(name, TableColumn::Kind::whole), rows_);
}

std::span<const double> Table::reals(std::string_view name) const {
  return values<double>(column(name, TableColumn::Kind::real), rows_);
}

TextColumn Table::texts(std::string_view name) const {
  const std::byte* const texts = column(name, TableColumn::Kind::text, 1);
  const std::size_t count = word_at(texts);
  const std::byte* const ends = texts + sizeof(std::uint64_t);
  return {values<std::int32_t>(column(name, TableColumn::Kind::text), rows_), values<std::uint64_t>(ends, count),
          reinterpret_cast<const char*>(ends + count * sizeof(std::uint64_t))};
}

std::span<const std::int32_t> Table::dates(std::string_view name) const {
  return values<std::int32_t>(column(name, TableColumn::Kind::date), rows_);
}

std::span<const std::int64_t> Table::times(std::string_view name) const {
  return values<std::int64_t>(column(name, TableColumn::Kind::time), rows_);
}

std::span<const std::uint8_t> Table::flags(std::string_view name) const {
  return values<std::uint8_t>(column(name, TableColumn::Kind::yes_no), rows_);
}

Table::Run Table::rows_of(std::initializer_list<KeyPart> key) const {
  if (key.size() > form_->key.size()) refuse("the table " + form_->name + " is asked for rows of more than its key");
  Run run{0, rows_};
  std::size_t part = 0;
  for (const KeyPart& value : key)
    run = narrowed(run, form_->key[part++], value);
  return run;
}

Table::Run Table::narrowed(Run run, const std::string& name, const KeyPart& value) const {
  const auto found = std::find_if(form_->columns.begin(), form_->columns.end(),
                                  [&](const TableColumn& one) { return one.name == name; });
  const TableColumn::Kind kind = found == form_->columns.end() ? TableColumn::Kind::real : found->kind;
  if (kind == TableColumn::Kind::real || value.text.has_value() != (kind == TableColumn::Kind::text))
    refuse("the table " + form_->name + " is asked for rows by a value that is none of " + name);
  switch (kind) {
    case TableColumn::Kind::whole: return equal_places(wholes(name), run, value.number);
    case TableColumn::Kind::time: return equal_places(times(name), run, value.number);
    case TableColumn::Kind::date: return equal_places(dates(name), run, value.number);
    case TableColumn::Kind::yes_no: return equal_places(flags(name), run, value.number);
    default: break;
  }
  const TextColumn column = texts(name);
  const std::int32_t code = column.code_of(*value.text);
  // A key has no missing values, so that a text which no row has is found nowhere.
  return equal_places(column.codes(), run, code);
}

bool Inputs::has(std::string_view name) const {
  return std::any_of(tables_.begin(), tables_.end(), [&](const Table& one) { return one.form().name == name; });
}

const Table& Inputs::operator[](std::string_view name) const {
  for (const Table& table : tables_) {
    if (table.form().name == name) return table;
  }
  refuse("the study is asked for a table " + std::string(name) + ", which it does not give");
}

}  // namespace ergodic

#include "tables/columns_in_memory.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ergodic::tables {

using Kind = TableColumn::Kind;

Columns::Columns(const TableForm& form, std::size_t room) : texts_(form.columns.size()) {
  for (const TableColumn& column : form.columns)
    kinds_.push_back(column.kind);
  make_room(room, 0);
}

void Columns::make_room(std::size_t room, std::size_t rows) {
  std::vector<std::uint64_t> offsets;
  std::uint64_t bytes = image_header(count());
  for (const Kind kind : kinds_) {
    offsets.push_back(aligned(bytes));
    bytes = offsets.back() + room * width_of(kind);
  }
  std::shared_ptr<std::byte> memory = image_memory(aligned(bytes));
  for (std::size_t i = 0; i < count() && rows > 0; ++i)
    std::memcpy(memory.get() + offsets[i], memory_.get() + offsets_[i], rows * width_of(kinds_[i]));
  room_ = room;
  offsets_ = std::move(offsets);
  bytes_ = aligned(bytes);
  memory_ = std::move(memory);
}

void Columns::fill_missing(std::size_t column, std::size_t rows) {
  switch (kinds_[column]) {
    case Kind::whole:
    case Kind::time: std::fill_n(values<std::int64_t>(column), rows, missing_whole); break;
    case Kind::real: std::fill_n(values<double>(column), rows, missing_real()); break;
    case Kind::text: std::fill_n(values<std::int32_t>(column), rows, missing_code); break;
    case Kind::date: std::fill_n(values<std::int32_t>(column), rows, missing_date); break;
    case Kind::yes_no: std::fill_n(values<std::uint8_t>(column), rows, missing_flag); break;
  }
}

void Columns::mark_unreadable(std::size_t column, std::size_t row) {
  switch (kind(column)) {
    case TableColumn::Kind::whole:
    case TableColumn::Kind::time: values<std::int64_t>(column)[row] = unreadable_whole; break;
    case TableColumn::Kind::real: values<double>(column)[row] = unreadable_real; break;
    case TableColumn::Kind::date: values<std::int32_t>(column)[row] = unreadable_date; break;
    case TableColumn::Kind::yes_no: values<std::uint8_t>(column)[row] = unreadable_flag; break;
    case TableColumn::Kind::text: break;
  }
}

}  // namespace ergodic::tables

#include "store/inputs/write_kept_tables.hpp"

#include "store/hdf5/attributes.hpp"
#include "store/inputs/kept_tables.hpp"
#include "store/inputs/table_types.hpp"
#include "tables/image.hpp"

#include <fmt/format.h>

#include <string>

namespace ergodic::store {
namespace {

using ColumnKind = TableColumn::Kind;

const void* values_of(const Table& table, const TableColumn& column) {
  switch (column.kind) {
    case ColumnKind::whole: return table.wholes(column.name).data();
    case ColumnKind::real: return table.reals(column.name).data();
    case ColumnKind::text: return table.texts(column.name).codes().data();
    case ColumnKind::date: return table.dates(column.name).data();
    case ColumnKind::time: return table.times(column.name).data();
    case ColumnKind::yes_no: return table.flags(column.name).data();
  }
  return nullptr;
}

/// CF's word for a gap: readers show none of the values.
void describe_missing(hid_t set, ColumnKind kind) {
  constexpr const char* name = "_FillValue";
  switch (kind) {
    case ColumnKind::whole:
    case ColumnKind::time: return write_attribute(set, name, missing_whole);
    case ColumnKind::real: return write_attribute(set, name, missing_real());
    case ColumnKind::text: return write_attribute(set, name, missing_code);
    case ColumnKind::date: return write_attribute(set, name, missing_date);
    case ColumnKind::yes_no: return write_attribute(set, name, std::vector<std::uint8_t>{missing_flag});
  }
}

std::string unit_of(const TableColumn& column) {
  if (column.kind == ColumnKind::date) return "days since 1970-01-01";
  if (column.kind == ColumnKind::time) return "microseconds since 1970-01-01 00:00:00";
  return column.unit_text.empty() ? "1" : column.unit_text;
}

void describe_column(hid_t set, const TableColumn& column) {
  if (column.missing) describe_missing(set, column.kind);
  describe(set, column.doc, unit_of(column));
  if (column.kind == ColumnKind::date || column.kind == ColumnKind::time)
    write_attribute(set, "calendar", "proleptic_gregorian");
  if (column.kind == ColumnKind::yes_no) describe_flags<std::uint8_t>(set, {"no", "yes"});
  if (column.kind == ColumnKind::text) write_attribute(set, "labels", labels_name(column));
}

std::vector<std::string> texts_of(const TextColumn& column) {
  std::vector<std::string> texts;
  texts.reserve(column.distinct());
  for (std::size_t code = 0; code < column.distinct(); ++code)
    texts.emplace_back(column.text(static_cast<std::int32_t>(code)));
  return texts;
}

void write_kept_table(const NetcdfWriter& netcdf, const Table& table) {
  const TableForm& form = table.form();
  const Handle group = netcdf.group(("inputs/" + form.name).c_str());
  if (!form.doc.empty()) write_attribute(group, "long_name", form.doc);
  if (!form.key.empty()) write_attribute(group, "key", fmt::format("{}", fmt::join(form.key, " ")));
  const Dimension row = netcdf.dimension(group, "row", table.rows());
  for (const TableColumn& column : form.columns) {
    const Handle set = netcdf.array(group, column.name, stored_type(column.kind), {row});
    hdf5<H5Dwrite>("write " + column.name, set, stored_type(column.kind), H5S_ALL, H5S_ALL, H5P_DEFAULT,
                   values_of(table, column));
    describe_column(set, column);
    if (column.kind == ColumnKind::text)
      netcdf.labels(group, labels_name(column), texts_of(table.texts(column.name)),
                    "what the codes of " + column.name + " mean");
  }
}

}  // namespace

void write_kept_tables(const NetcdfWriter& netcdf, const std::vector<Table>& tables) {
  netcdf.group("inputs");
  for (const Table& table : tables)
    write_kept_table(netcdf, table);
}

std::uint64_t room_of(const std::vector<Table>& tables) {
  constexpr std::uint64_t of_a_text = 64;      // HDF5's word for where it is, and what lies around it there
  constexpr std::uint64_t of_a_column = 4096;  // it begins at a multiple of that
  std::uint64_t bytes = 0;
  for (const Table& table : tables) {
    bytes += tables::image_bytes(table);
    for (const TableColumn& column : table.form().columns)
      bytes += of_a_column + (column.kind == ColumnKind::text ? of_a_text * table.texts(column.name).distinct() : 0);
  }
  return bytes;
}

}  // namespace ergodic::store

#include "store/inputs/kept_tables.hpp"

#include "store/disk/file_errors.hpp"
#include "store/hdf5/opening.hpp"
#include "store/hdf5/placed.hpp"
#include "store/inputs/table_types.hpp"
#include "tables/image.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ergodic::store {
namespace {

using ColumnKind = TableColumn::Kind;

/// Reads the variables of a table, each held against what its form says.
class KeptTableReader {
 public:
  KeptTableReader(hid_t group, const std::filesystem::path& path, std::string name)
      : group_(group), path_(path), name_(std::move(name)) {}

  std::uint64_t length(const std::string& variable) const {
    const Handle set = open(variable);
    const Handle space(hdf5<H5Dget_space>("look at " + variable, set));
    hsize_t length = 0;
    if (hdf5<H5Sget_simple_extent_ndims>("look at " + variable, space) != 1)
      refuse(variable, "its shape is not that of a column");
    hdf5<H5Sget_simple_extent_dims>("look at " + variable, space, &length, nullptr);
    return length;
  }

  template <class Value>
  void read(const std::string& variable, hid_t type, std::uint64_t rows, std::vector<Value>& values) const {
    const Handle set = open(variable);
    require_type(set, type, full(variable), path_);
    if (length(variable) != rows) refuse(variable, "it has another length than the others");
    if (rows == 0) return;
    place_of(set, full(variable), path_);  // bytes in this file: nothing to inflate, no other file to open
    values.resize(rows);
    hdf5<H5Dread>("read " + variable, set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
  }

  void read_texts(const std::string& variable, tables::Texts& texts) const {
    const Handle set = open(variable);
    const Handle type(hdf5<H5Dget_type>("look at " + variable, set));
    if (hdf5<H5Tis_variable_str>("look at " + variable, type) == 0) refuse(variable, "it holds no texts");
    std::vector<char*> read(length(variable), nullptr);
    if (read.empty()) return;
    hdf5<H5Dread>("read " + variable, set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data());
    for (const char* const text : read)
      texts.add(text == nullptr ? std::string_view() : std::string_view(text));
    const Handle space(hdf5<H5Dget_space>("look at " + variable, set));
    hdf5<H5Dvlen_reclaim>("give back the texts of " + variable, type, space, H5P_DEFAULT, read.data());
  }

  [[noreturn]] void refuse(const std::string& variable, const std::string& why) const {
    damaged(path_, fmt::format("{}: {}", full(variable), why));
  }

 private:
  std::string full(const std::string& variable) const { return fmt::format("/inputs/{}/{}", name_, variable); }

  Handle open(const std::string& variable) const {
    const hid_t set = attempt_hdf5<H5Dopen2>("open a column", group_, variable.c_str(), H5P_DEFAULT);
    if (set < 0) damaged(path_, fmt::format("it has no {}: {}", full(variable), hdf5_reason("H5Dopen2")));
    return set;
  }

  hid_t group_;
  const std::filesystem::path& path_;
  std::string name_;
};

tables::ColumnValues read_column(const KeptTableReader& reader, const TableColumn& column, std::uint64_t rows) {
  tables::ColumnValues values;
  const hid_t type = stored_type(column.kind);
  switch (column.kind) {
    case ColumnKind::whole:
    case ColumnKind::time: reader.read(column.name, type, rows, values.wholes); break;
    case ColumnKind::real: reader.read(column.name, type, rows, values.reals); break;
    case ColumnKind::text:
    case ColumnKind::date: reader.read(column.name, type, rows, values.codes); break;
    case ColumnKind::yes_no: reader.read(column.name, type, rows, values.flags); break;
  }
  if (column.kind != ColumnKind::text) return values;
  reader.read_texts(labels_name(column), values.texts);
  const auto count = static_cast<std::int64_t>(values.texts.size());
  const bool all_mean_something = std::all_of(values.codes.begin(), values.codes.end(),
                                              [&](std::int32_t code) { return code >= missing_code && code < count; });
  if (!all_mean_something) reader.refuse(column.name, "some of its codes have no label");
  return values;
}

}  // namespace

std::optional<Table> read_kept_table(const std::filesystem::path& path, std::shared_ptr<const TableForm> form) {
  const Tuning with = tuning();
  const Handle file = open_result_file(path, with);
  const std::string place = "/inputs/" + form->name;
  if (hdf5<H5Lexists>("look for kept tables", file, "/inputs", H5P_DEFAULT) == 0 ||
      hdf5<H5Lexists>("look for a kept table", file, place.c_str(), H5P_DEFAULT) == 0)
    return std::nullopt;
  const Handle group(hdf5<H5Gopen2>("open " + place, file, place.c_str(), H5P_DEFAULT));
  const KeptTableReader reader(group, path, form->name);
  const std::uint64_t rows = form->columns.empty() ? 0 : reader.length(form->columns.front().name);
  std::vector<tables::ColumnValues> columns;
  for (const TableColumn& column : form->columns)
    columns.push_back(read_column(reader, column, rows));
  tables::Image image = tables::make_image(*form, rows, std::move(columns));
  return Table(std::move(form), std::move(image.memory));
}

}  // namespace ergodic::store

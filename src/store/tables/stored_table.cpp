#include "store/tables/stored_table.hpp"

#include "core/missing_file.hpp"
#include "store/disk/positioned_file.hpp"
#include "store/hdf5/hdf5.hpp"
#include "store/tables/stored_column.hpp"
#include "store/tables/text_attribute.hpp"

#include <ergodic/errors.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace ergodic::store {
namespace {

namespace fs = std::filesystem;

/// The size of a file and when it was changed.
struct FileState {
  std::uintmax_t size = 0;
  fs::file_time_type changed = {};

  bool operator==(const FileState&) const = default;
};

FileState state_of(const fs::path& file) {
  std::error_code unknown;
  return {fs::file_size(file, unknown), fs::last_write_time(file, unknown)};
}

class Hdf5Table final : public tables::StoredTable {
 public:
  explicit Hdf5Table(const tables::TableSource& source) : path_(source.file), state_(state_of(source.file)) {}

  void add(StoredColumn column) {
    told_.push_back(column.told());
    columns_.push_back(std::move(column));
  }

  const std::vector<Column>& columns() const override { return told_; }
  void read(std::size_t column, std::uint64_t first, std::vector<std::int64_t>& values) const override {
    columns_[column].read(first, values);
  }
  void read(std::size_t column, std::uint64_t first, std::vector<std::uint64_t>& values) const override {
    columns_[column].read(first, values);
  }
  void read(std::size_t column, std::uint64_t first, std::vector<double>& values) const override {
    columns_[column].read(first, values);
  }
  void read_texts(std::size_t column, std::uint64_t first, std::size_t count,
                  const std::function<void(std::string_view)>& take) const override {
    columns_[column].read_texts(first, count, take);
  }
  std::size_t piece(std::size_t column) const override { return columns_[column].piece(); }

  void require_unchanged() const override {
    if (state_of(path_) != state_)
      throw StudyError(
          "changed while it was read (its size or its time of change is another) wait until it is written, "
          "and begin anew");
  }

 private:
  fs::path path_;
  FileState state_;
  std::vector<StoredColumn> columns_;
  std::vector<Column> told_;
};

Handle open_file(const fs::path& path) {
  std::error_code unknown;
  if (!fs::exists(path, unknown))
    throw StudyError(fmt::format("cannot be opened (No such file or directory) {}", advice_for_missing(path)));
  if (!fs::is_regular_file(path, unknown)) throw StudyError("no regular file (a table is a file) name one");
  // Our own open first: it tells "permission denied" better than HDF5 does.
  PositionedFile(path, PositionedFile::Access::read);
  silence_hdf5();
  refuse_external_links();
  const hid_t file = attempt_hdf5<H5Fopen>("open a table's file", path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  if (file >= 0) return file;
  throw StudyError(fmt::format("cannot be read ({}) see whether it is whole, and HDF5: h5ls lists what it has",
                               hdf5_reason("H5Fopen")));
}

/// Throws where a name in a group is no object of the file itself.
void require_hard(hid_t group, const std::string& name) {
  H5L_info_t info{};
  if (attempt_hdf5<H5Lget_info>("look at a link", group, name.c_str(), &info, H5P_DEFAULT) < 0)
    throw StudyError(fmt::format("has no {} ({}) h5ls -r lists what it has", name, hdf5_reason("H5Lget_info")));
  if (info.type != H5L_TYPE_HARD)
    throw StudyError(fmt::format("{} is a link to elsewhere ({}) name what it leads to", name,
                                 info.type == H5L_TYPE_SOFT ? "a soft one" : "to another file"));
}

/// What a path leads to, none of it by a link to elsewhere.
Handle open_object(hid_t file, const std::string& path) {
  std::string reached;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) {
      reached.append("/").append(path, at, end - at);
      require_hard(file, reached);
    }
    at = end + 1;
  }
  return hdf5<H5Oopen>("open " + path, file, reached.empty() ? "/" : reached.c_str(), H5P_DEFAULT);
}

std::vector<std::string> names_in(hid_t group) {
  std::vector<std::string> names;
  const auto keep = [](hid_t, const char* name, const H5L_info_t*, void* into) -> herr_t {
    static_cast<std::vector<std::string>*>(into)->push_back(name);
    return 0;
  };
  hdf5<H5Literate>("list a group", group, H5_INDEX_NAME, H5_ITER_INC, nullptr, +keep, &names);
  return names;
}

bool has_compounds(hid_t set) {
  const Handle type(hdf5<H5Dget_type>("look at a dataset", set));
  return hdf5<H5Tget_class>("look at a dataset", type) == H5T_COMPOUND;
}

/// The members of a dataset of compounds.
void add_members(const Handle& set, const std::string& place, Hdf5Table& table) {
  const Handle type(hdf5<H5Dget_type>("look at compounds", set));
  const int count = hdf5<H5Tget_nmembers>("count members", type);
  for (int i = 0; i < count; ++i) {
    std::string member;
    hdf5<member_name>("look at a member", type, i, &member);
    hdf5<H5Iinc_ref>("keep a dataset", set);
    table.add(StoredColumn(Handle(hid_t{set}), member, member, fmt::format("{}/{}", place, member)));
  }
}

}  // namespace

std::unique_ptr<tables::StoredTable> open_stored_table(const tables::TableSource& source) {
  const Handle file = open_file(source.file);
  auto table = std::make_unique<Hdf5Table>(source);
  std::string path = source.group;
  Handle first = open_object(file, path);
  const std::string written =
      hdf5<H5Iget_type>("look at an object", first) == H5I_GROUP ? text_attribute(first, "pandas_type") : "";
  if (written == "frame" || written == "series")
    throw StudyError(
        "pandas' fixed format (it is pandas' alone) write it with to_hdf(…, format=\"table\", "
        "data_columns=True), or each column as a dataset");
  if (written == "frame_table") path += "/table";
  const Handle object = open_object(file, path);
  const std::string place = fmt::format("{}, {}", source.file.string(), path.starts_with('/') ? path : "/" + path);
  const H5I_type_t kind = hdf5<H5Iget_type>("look at an object", object);
  if (kind == H5I_DATASET && has_compounds(object)) {
    add_members(object, place, *table);
    return table;
  }
  if (kind != H5I_GROUP)
    throw StudyError(fmt::format("{} is no group (a table is a group of datasets) name that", path));
  for (const std::string& name : names_in(object)) {
    require_hard(object, name);
    Handle one(hdf5<H5Oopen>("open " + name, object, name.c_str(), H5P_DEFAULT));
    if (hdf5<H5Iget_type>("look at an object", one) != H5I_DATASET) continue;
    table->add(StoredColumn(std::move(one), name, "", place + (place.ends_with('/') ? "" : "/") + name));
  }
  return table;
}

}  // namespace ergodic::store

#include "store/archive/archive.hpp"

#include "store/archive/flat.hpp"
#include "store/groups.hpp"
#include "store/hdf5/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::store {
namespace {

Handle open_dataset(hid_t file, const std::string& name) {
  return hdf5<H5Dopen2>("open " + name, file, name.c_str(), H5P_DEFAULT);
}

/// Calls transfer(memory, part) with the data spaces of a part of a dataset: `start` and `count` of each dimension.
template <class Transfer>
void with_part(hid_t set, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count, Transfer&& transfer) {
  const Handle part(hdf5<H5Dget_space>("look at a dataset", set));
  hdf5<H5Sselect_hyperslab>("select rows", part, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  const Handle memory(hdf5<H5Screate_simple>("describe rows", static_cast<int>(count.size()), count.data(), nullptr));
  transfer(memory, part);
}

void write_part(hid_t set, hid_t type, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                const void* bytes, const std::string& what) {
  with_part(set, start, count, [&](hid_t memory, hid_t part) {
    hdf5<H5Dwrite>("write " + what, set, type, memory, part, H5P_DEFAULT, bytes);
  });
}

/// Copies a dataset along its first dimension, some MiB at a time. `place`: of the source.
void copy_dataset(hid_t from, const std::string& place, hid_t to, const std::string& name) {
  const Handle source = open_dataset(from, place);
  const Handle target = open_dataset(to, name);
  const Handle type(hdf5<H5Dget_type>("look at " + name, source));
  const Handle space(hdf5<H5Dget_space>("look at " + name, source));
  std::vector<hsize_t> count(static_cast<std::size_t>(hdf5<H5Sget_simple_extent_ndims>("look at " + name, space)));
  hdf5<H5Sget_simple_extent_dims>("look at " + name, space, count.data(), nullptr);
  std::vector<hsize_t> start(count.size(), 0);
  auto width = static_cast<std::size_t>(hdf5<type_size>("look at " + name, type));
  for (std::size_t i = 1; i < count.size(); ++i)
    width *= count[i];
  const hsize_t all = std::exchange(count[0], std::max<hsize_t>(1, (4 << 20) / width));
  std::vector<std::byte> bytes(count[0] * width);
  for (; start[0] < all; start[0] += count[0]) {
    count[0] = std::min(count[0], all - start[0]);
    with_part(source, start, count, [&](hid_t memory, hid_t part) {
      hdf5<H5Dread>("read " + name, source, type, memory, part, H5P_DEFAULT, bytes.data());
    });
    write_part(target, type, start, count, bytes.data(), name);
  }
}

}  // namespace

struct Archive::OpenFile {
  explicit OpenFile(const std::filesystem::path& path)
      : with(archive_tuning()),
        file(hdf5<H5Fcreate>("create " + path.string(), path.c_str(), H5F_ACC_TRUNC, with.file_creation,
                             with.file_access)) {}

  Tuning with;
  Handle file;
};

Archive::Archive(const std::filesystem::path& path, Form form, const FileLayout& whole, const Selection& selection,
                 FileLayout layout)
    : form_(form), layout_(std::move(layout)), open_(std::make_unique<OpenFile>(path)) {
  const auto write = form == Form::flat ? write_flat : write_archive_groups;
  write(open_->file, open_->with, whole, selection, layout_);
}

Archive::~Archive() = default;

std::uint64_t Archive::sessions_per_chunk(std::size_t column) const {
  return std::min(layout_.most_sessions_of_a_case(), rows_in_chunk(layout_.row_bytes(layout_.columns[column])));
}

std::string Archive::place(const char* group, const std::string& name) const {
  return form_ == Form::flat ? name : fmt::format("/{}/{}", group, name);
}

void Archive::write_rows(std::size_t column, std::uint64_t case_index, std::uint64_t first,
                         std::span<const std::byte> bytes) {
  const Column& which = layout_.columns[column];
  const Handle set = open_dataset(open_->file, place("sessions", which.name));
  std::vector<hsize_t> start{case_index, first};
  std::vector<hsize_t> count{1, bytes.size() / layout_.row_bytes(which)};
  if (!layout_.is_rectangle()) {
    start = {layout_.first_session_of(case_index) + first};
    count.erase(count.begin());
  }
  if (!which.axis.empty()) {
    start.push_back(0);
    count.push_back(values_per_session(which, layout_.axes));
  }
  write_part(set, file_type(which.type), start, count, bytes.data(), which.name);
}

void Archive::write_variable(std::size_t variable, std::uint64_t case_index, std::span<const std::byte> bytes) {
  const Variable& which = layout_.variables[variable];
  const Handle set = open_dataset(open_->file, place("summary", which.name));
  std::vector<hsize_t> start{case_index};
  std::vector<hsize_t> count{1};
  for (const std::uint64_t length : layout_.lengths(which)) {
    start.push_back(0);
    count.push_back(length);
  }
  write_part(set, file_type(which.type), start, count, bytes.data(), which.name);
}

void Archive::copy_failures(const std::filesystem::path& source, const FileLayout& whole) {
  const Handle from(hdf5<H5Fopen>("open " + source.string(), source.c_str(), H5F_ACC_RDONLY, open_->with.file_access));
  for (const char* name : {"session", "can_retry", "category", "reason"})
    copy_dataset(from, whole.group(fmt::format("failures/{}", name)), open_->file, fmt::format("/failures/{}", name));
}

void Archive::close() { open_->file.close_file("write the archive"); }

}  // namespace ergodic::store

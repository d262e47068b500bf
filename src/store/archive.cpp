#include "store/archive.hpp"

#include "store/format.hpp"
#include "store/skeleton.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ergodic::store {
namespace {

Handle open_dataset(hid_t file, const std::string& name) {
  return hdf5<H5Dopen2>("open " + name, file, name.c_str(), H5P_DEFAULT);
}

/// Calls transfer(memory, place) with the data spaces of a part of a dataset: `start` and `count` of each dimension.
template <class Transfer>
void with_part(hid_t set, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count, Transfer&& transfer) {
  const Handle place(hdf5<H5Dget_space>("look at a dataset", set));
  hdf5<H5Sselect_hyperslab>("select rows", place, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
  const Handle memory(hdf5<H5Screate_simple>("describe rows", static_cast<int>(count.size()), count.data(), nullptr));
  transfer(memory, place);
}

void write_part(hid_t set, hid_t type, const std::vector<hsize_t>& start, const std::vector<hsize_t>& count,
                const void* bytes, const std::string& what) {
  with_part(set, start, count, [&](hid_t memory, hid_t place) {
    hdf5<H5Dwrite>("write " + what, set, type, memory, place, H5P_DEFAULT, bytes);
  });
}

/// Copies a dataset along its first dimension, some MiB at a time.
void copy_dataset(hid_t from, hid_t to, const std::string& name) {
  const Handle source = open_dataset(from, name);
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
    with_part(source, start, count, [&](hid_t memory, hid_t place) {
      hdf5<H5Dread>("read " + name, source, type, memory, place, H5P_DEFAULT, bytes.data());
    });
    write_part(target, type, start, count, bytes.data(), name);
  }
}

}  // namespace

FileLayout selected(const FileLayout& whole, const Selection& selection) {
  FileLayout layout = whole;
  layout.case_labels.clear();
  for (const std::uint64_t index : selection.cases)
    layout.case_labels.push_back(whole.case_labels[index]);
  layout.columns.clear();
  for (const std::size_t index : selection.columns)
    layout.columns.push_back(whole.columns[index]);
  layout.sessions_per_case = selection.replicates.size();
  std::erase_if(layout.axes, [&](const Axis& axis) {
    return std::none_of(layout.columns.begin(), layout.columns.end(),
                        [&](const Column& column) { return column.axis == axis.name; });
  });
  return layout;
}

Archive::Archive(const std::filesystem::path& path, const FileLayout& whole, const Selection& selection,
                 FileLayout layout)
    : layout_(std::move(layout)),
      with_(archive_tuning()),
      file_(hdf5<H5Fcreate>("create " + path.string(), path.c_str(), H5F_ACC_TRUNC, with_.file_creation,
                            with_.file_access)) {
  write_archive_structure(file_, with_, whole, selection, layout_);
}

std::uint64_t Archive::sessions_per_chunk(std::size_t column) const {
  return std::min(layout_.sessions_per_case, rows_in_chunk(layout_.row_bytes(layout_.columns[column])));
}

void Archive::write_rows(std::size_t column, std::uint64_t case_index, std::uint64_t first,
                         std::span<const std::byte> bytes) {
  const Column& which = layout_.columns[column];
  const Handle set = open_dataset(file_, "/sessions/" + which.name);
  std::vector<hsize_t> start{case_index, first};
  std::vector<hsize_t> count{1, bytes.size() / layout_.row_bytes(which)};
  if (!which.axis.empty()) {
    start.push_back(0);
    count.push_back(values_per_session(which, layout_.axes));
  }
  write_part(set, file_type(which.type), start, count, bytes.data(), which.name);
}

void Archive::write_variable(std::size_t variable, std::uint64_t case_index, std::span<const std::byte> bytes) {
  const Variable& which = layout_.variables[variable];
  const Handle set = open_dataset(file_, "/summary/" + which.name);
  std::vector<hsize_t> start{case_index};
  std::vector<hsize_t> count{1};
  for (const std::uint64_t length : layout_.lengths(which)) {
    start.push_back(0);
    count.push_back(length);
  }
  write_part(set, file_type(which.type), start, count, bytes.data(), which.name);
}

void Archive::copy_failures(const std::filesystem::path& source) {
  const Handle from(hdf5<H5Fopen>("open " + source.string(), source.c_str(), H5F_ACC_RDONLY, with_.file_access));
  for (const char* name : {"session", "can_retry", "category", "reason"})
    copy_dataset(from, file_, fmt::format("/failures/{}", name));
}

void Archive::close() { file_.close_file("write the archive"); }

}  // namespace ergodic::store

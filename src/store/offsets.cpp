#include "store/offsets.hpp"

#include "store/disk/file_errors.hpp"
#include "store/disk/positioned_file.hpp"
#include "store/hdf5/opening.hpp"
#include "store/hdf5/placed.hpp"
#include "store/hdf5/types.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace ergodic::store {
namespace {

/// The groups of a file's arrays, one open at a time: HDF5 takes as long for the way to an array as for the array.
class OpenGroups {
 public:
  OpenGroups(hid_t file, const std::filesystem::path& path) : file_(file), path_(path) {}

  /// The group of an array of this name, "/sessions/profit".
  hid_t of(const std::string& array) {
    const std::string name = array.substr(0, array.rfind('/'));
    if (open_ && name == name_) return *open_;
    open_.reset();
    const hid_t group = attempt_hdf5<H5Gopen2>("open a group", file_, name.c_str(), H5P_DEFAULT);
    if (group < 0) damaged(path_, fmt::format("it has no group {}: {}", name, hdf5_reason("H5Gopen2")));
    name_ = name;
    return open_.emplace(group);
  }

 private:
  hid_t file_;
  const std::filesystem::path& path_;
  std::string name_;
  std::optional<Handle> open_;
};

/// The offset of one array, after a look at its shape, type and bounds.
std::uint64_t offset_of(hid_t group, const std::filesystem::path& path, const std::string& name, hid_t type,
                        const std::vector<hsize_t>& shape, std::uint64_t file_size) {
  const std::string in_group = name.substr(name.rfind('/') + 1);
  const Handle set(attempt_hdf5<H5Dopen2>("open an array", group, in_group.c_str(), H5P_DEFAULT));
  if (set < 0) damaged(path, fmt::format("it has no dataset {}: {}", name, hdf5_reason("H5Dopen2")));
  const Handle space(hdf5<H5Dget_space>("look at " + name, set));
  std::vector<hsize_t> extent(shape.size());
  const bool same_rank = hdf5<H5Sget_simple_extent_ndims>("look at " + name, space) == static_cast<int>(shape.size());
  if (same_rank) hdf5<H5Sget_simple_extent_dims>("look at " + name, space, extent.data(), nullptr);
  if (!same_rank || extent != shape) {
    damaged(path, fmt::format("the shape of {} is not that of its study", name));
  }
  require_type(set, type, name, path);
  auto size = static_cast<std::uint64_t>(hdf5<type_size>("look at " + name, type));
  for (const hsize_t length : shape) {
    if (length > 0 && size > file_size / length)  // before the product could overflow
      damaged(path, fmt::format("{} lies beyond the end of the file", name));
    size *= length;
  }
  if (size == 0) return 0;  // of an empty stage: HDF5 gives what holds nothing no place
  const std::uint64_t offset = place_of(set, name, path);
  if (offset > file_size || size > file_size - offset) {
    damaged(path, fmt::format("{} lies beyond the end of the file", name));
  }
  return offset;
}

/// In an open file of that size.
Offsets locate_in(hid_t file, const std::filesystem::path& path, std::uint64_t size, const FileLayout& layout) {
  OpenGroups groups(file, path);
  const auto offset = [&](const std::string& name, hid_t type, const std::vector<hsize_t>& shape) {
    return offset_of(groups.of(name), path, name, type, shape, size);
  };
  const std::uint64_t cases = layout.case_count();
  const std::uint64_t blocks = layout.blocks_held().size();

  Offsets offsets;
  offsets.ledger = offset(layout.group("ledger/line"), H5T_STD_U64LE, {blocks, 4});
  offsets.closing = offset(layout.group("ledger/closing"), H5T_STD_U64LE, {4});
  offsets.summaries = offset(layout.group("ledger/summary"), H5T_STD_I64LE, {blocks, layout.words_per_block});
  const auto sessions = layout.session_shape();
  for (const Column& column : layout.columns) {
    std::vector<hsize_t> shape(sessions.begin(), sessions.end());
    if (!column.axis.empty()) shape.push_back(values_per_session(column, layout.axes));
    offsets.columns.push_back(offset(layout.group("sessions/" + column.name), file_type(column.type), shape));
  }
  for (const Variable& variable : layout.variables) {
    std::vector<hsize_t> shape{cases};
    for (const std::uint64_t length : layout.lengths(variable))
      shape.push_back(length);
    offsets.variables.push_back(offset(layout.group("summary/" + variable.name), file_type(variable.type), shape));
  }
  if (const std::uint64_t slots = layout.failures_per_block; slots > 0) {
    offsets.failures = {offset(layout.group("failures/session"), H5T_STD_I64LE, {blocks, slots}),
                        offset(layout.group("failures/can_retry"), H5T_STD_U8LE, {blocks, slots}),
                        offset(layout.group("failures/category"), char_type(), {blocks, slots, failure_category_width}),
                        offset(layout.group("failures/reason"), char_type(), {blocks, slots, failure_reason_width})};
  }
  return offsets;
}

}  // namespace

std::vector<std::uint64_t> Offsets::pack() const {
  std::vector<std::uint64_t> all{ledger, closing, summaries};
  all.insert(all.end(), columns.begin(), columns.end());
  all.insert(all.end(), variables.begin(), variables.end());
  all.insert(all.end(), failures.begin(), failures.end());
  return all;
}

Offsets Offsets::unpack(std::span<const std::uint64_t> numbers, const FileLayout& layout) {
  Offsets offsets;
  offsets.ledger = numbers[0];
  offsets.closing = numbers[1];
  offsets.summaries = numbers[2];
  const auto columns = numbers.subspan(3, layout.columns.size());
  const auto variables = numbers.subspan(3 + columns.size(), layout.variables.size());
  const auto failures = numbers.subspan(3 + columns.size() + variables.size());
  offsets.columns.assign(columns.begin(), columns.end());
  offsets.variables.assign(variables.begin(), variables.end());
  offsets.failures.assign(failures.begin(), failures.end());
  return offsets;
}

Offsets locate(const std::filesystem::path& path, const FileLayout& layout) {
  return locate(path, std::vector{layout}).front();
}

std::vector<Offsets> locate(const std::filesystem::path& path, const std::vector<FileLayout>& layouts) {
  const Tuning with = tuning();
  const Handle file = open_result_file(path, with);
  const std::uint64_t size = PositionedFile(path, PositionedFile::Access::read).size();
  std::vector<Offsets> all;
  for (const FileLayout& layout : layouts)
    all.push_back(locate_in(file, path, size, layout));
  return all;
}

}  // namespace ergodic::store

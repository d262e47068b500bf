#include "store/skeleton.hpp"

#include "core/contracts.hpp"
#include "store/disk/positioned_file.hpp"
#include "store/groups.hpp"
#include "store/inputs/kept_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <system_error>
#include <vector>

namespace ergodic::store {
namespace {

/// Writes `value` over `bytes` bytes of the file, some MiB at a time.
template <class T>
void fill(PositionedFile& file, std::uint64_t offset, std::uint64_t bytes, T value) {
  constexpr std::uint64_t most = 1 << 20;
  const std::vector<T> piece(std::min(most, bytes) / sizeof(T), value);
  for (std::uint64_t at = 0; at < bytes; at += most)
    file.write(offset + at, std::as_bytes(std::span(piece)).first(std::min(most, bytes - at)));
}

/// Statistics that are not there yet must not look as if they were: until a run writes them they are NaN, and −1 where
/// they are counts.
void mark_unwritten_summary(PositionedFile& file, const FileLayout& layout, const Offsets& offsets) {
  for (std::size_t i = 0; i < layout.variables.size(); ++i) {
    const Variable& variable = layout.variables[i];
    const std::uint64_t bytes = layout.case_count() * layout.bytes_per_case(variable);
    ERGODIC_EXPECT(variable.type == Type::float64 || variable.type == Type::int64);
    if (variable.type == Type::float64) {
      fill(file, offsets.variables[i], bytes, std::numeric_limits<double>::quiet_NaN());
    } else {
      fill(file, offsets.variables[i], bytes, std::int64_t{-1});
    }
  }
}

std::vector<Offsets> write_skeleton(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                                    const std::string& description) {
  // First see that there is room: HDF5 1.10 does not survive a full disk, or a file size limit, when it closes a file.
  constexpr std::uint64_t room_for_metadata = 4 << 20;
  constexpr std::uint64_t room_for_a_stage = 256 << 10;
  std::uint64_t bytes =
      description.size() + room_for_metadata + stages.size() * room_for_a_stage + room_of(stages.front().kept_tables);
  for (const FileLayout& layout : stages)
    bytes += layout.payload() + layout.bytes_of_names();
  PositionedFile(path, PositionedFile::Access::create).reserve(bytes);

  const Tuning with = tuning();
  Handle file(hdf5<H5Fcreate>(fmt::format("create {}", path.string()), path.c_str(), H5F_ACC_TRUNC, with.file_creation,
                              with.file_access));
  write_result_groups(file, with, stages, description);
  file.close_file(fmt::format("write {}", path.string()));

  PositionedFile reserved(path, PositionedFile::Access::write);
  reserved.reserve(reserved.size());
  std::vector<Offsets> offsets = locate(path, stages);
  for (std::size_t i = 0; i < stages.size(); ++i)
    mark_unwritten_summary(reserved, stages[i], offsets[i]);
  reserved.sync();
  return offsets;
}

}  // namespace

std::vector<Offsets> create_skeleton(const std::filesystem::path& path, const std::vector<FileLayout>& stages,
                                     const std::string& description) {
  try {
    return write_skeleton(path, stages, description);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    throw;
  }
}

}  // namespace ergodic::store

#include "store/skeleton.hpp"

#include "store/disk/positioned_file.hpp"
#include "store/groups.hpp"

#include <fmt/format.h>

#include <system_error>

namespace ergodic::store {
namespace {

void write_skeleton(const std::filesystem::path& path, const FileLayout& layout, const std::string& description) {
  // First see that there is room: HDF5 1.10 does not survive a full disk, or a file size limit, when it closes a file.
  constexpr std::uint64_t room_for_metadata = 4 << 20;
  PositionedFile(path, PositionedFile::Access::create)
      .reserve(layout.payload() + description.size() + room_for_metadata);

  const Tuning with = tuning();
  Handle file(hdf5<H5Fcreate>(fmt::format("create {}", path.string()), path.c_str(), H5F_ACC_TRUNC, with.file_creation,
                              with.file_access));
  write_result_groups(file, with, layout, description);
  file.close_file(fmt::format("write {}", path.string()));

  PositionedFile reserved(path, PositionedFile::Access::write);
  reserved.reserve(reserved.size());
  reserved.sync();
}

}  // namespace

void create_skeleton(const std::filesystem::path& path, const FileLayout& layout, const std::string& description) {
  try {
    write_skeleton(path, layout, description);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    throw;
  }
}

}  // namespace ergodic::store

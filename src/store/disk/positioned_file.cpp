#include "store/disk/positioned_file.hpp"

#include "core/format.hpp"
#include "store/disk/posix.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <optional>
#include <system_error>
#include <utility>

namespace ergodic::store {
namespace {

/// Bytes of disk that the file has taken already.
std::uint64_t allocated(int descriptor) {
  struct stat status {};
  const bool known = !posix<::fstat>("look at a file", descriptor, &status).failed();
  return known ? static_cast<std::uint64_t>(status.st_blocks) * 512 : 0;
}

/// Whether it is the file system that has no way to reserve space, rather than space that is missing. NFS 3 says
/// EOPNOTSUPP, or with some servers ENOTSUPP, a number of the kernel's own; file systems in user space also say EINVAL.
bool cannot_reserve(int error_number) {
  constexpr int ENOTSUPP = 524;  // linux/errno.h, which programs do not see
  return error_number == EOPNOTSUPP || error_number == ENOSYS || error_number == EINVAL || error_number == ENOTSUPP;
}

/// Whether it is these file systems, or this system, that cannot copy, rather than a copy that failed. Two file systems
/// say EXDEV; those in user space, and older kernels, EINVAL, EOPNOTSUPP or ENOSYS; a sandbox EPERM.
bool cannot_copy(int error_number) {
  return error_number == EXDEV || error_number == EINVAL || error_number == EOPNOTSUPP || error_number == ENOSYS ||
         error_number == EPERM;
}

}  // namespace

PositionedFile::PositionedFile(std::filesystem::path path, Access access) : path_(std::move(path)) {
  const int how = access == Access::read ? O_RDONLY : access == Access::write ? O_RDWR : O_RDWR | O_CREAT | O_TRUNC;
  const auto opened = posix<::open>("open a file", path_.c_str(), how | O_CLOEXEC, 0666);
  if (opened.failed())
    throw InputOutputError(failure(access == Access::create ? "create" : "open", path_, opened.error));
  descriptor_ = opened.value;
}

PositionedFile::~PositionedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

PositionedFile::PositionedFile(PositionedFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)), can_copy_(other.can_copy_) {}

void PositionedFile::write(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written =
        posix<::pwrite>("write a part of a file", descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written.failed() && written.error.number == EINTR) continue;
    if (written.failed()) throw InputOutputError(failure("write to", path_, written.error));
    if (written.value == 0) throw InputOutputError(failure("write to", path_, {"pwrite", ENOSPC}));
    bytes = bytes.subspan(static_cast<std::size_t>(written.value));
    offset += static_cast<std::uint64_t>(written.value);
  }
}

void PositionedFile::read(std::uint64_t offset, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const auto got =
        posix<::pread>("read a part of a file", descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got.failed() && got.error.number == EINTR) continue;
    if (got.failed()) throw InputOutputError(failure("read from", path_, got.error));
    if (got.value == 0) {
      throw InputOutputError(
          fmt::format("cannot read from {} (it ends at byte {}) it is cut off: restore it or run the study again",
                      path_.string(), offset));
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got.value));
    offset += static_cast<std::uint64_t>(got.value);
  }
}

std::uint64_t PositionedFile::copy(std::uint64_t offset, const PositionedFile& source, std::uint64_t source_offset,
                                   std::uint64_t size) {
  std::uint64_t copied = 0;
  while (can_copy_ && copied < size) {
    auto from = static_cast<off64_t>(source_offset + copied);
    auto to = static_cast<off64_t>(offset + copied);
    const auto done = until_no_signal([&] {
      return posix<::copy_file_range>("copy a part of a file", source.descriptor_, &from, descriptor_, &to,
                                      static_cast<std::size_t>(size - copied), 0u);
    });
    if (done.failed() && !cannot_copy(done.error.number))
      throw InputOutputError(failure("copy a part of " + source.path_.string() + " to", path_, done.error));
    can_copy_ = !done.failed() && done.value > 0;  // it says 0 where its source is none that it can read
    if (can_copy_) copied += static_cast<std::uint64_t>(done.value);
  }
  return copied;
}

void PositionedFile::sync() {
  const auto synced = until_no_signal([&] { return posix<::fdatasync>("make durable what was written", descriptor_); });
  if (synced.failed()) throw InputOutputError(failure("make durable what was written to", path_, synced.error));
}

void PositionedFile::reserve(std::uint64_t size) {
  const std::string what = fmt::format("reserve {} for", byte_count(size));
  struct statvfs system {};
  const bool known = !posix<::fstatvfs>("see what space is left", descriptor_, &system).failed();
  // fallocate() takes what there is before it fails, from everybody.
  const std::uint64_t had = allocated(descriptor_);
  if (known && size > had && system.f_bavail * system.f_frsize < size - had) {
    throw InputOutputError(failure(what, path_, {"fstatvfs", ENOSPC}));
  }
  if (size == 0) return;
  if (size > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max()))
    throw InputOutputError(failure(what, path_, {"fallocate", EFBIG}));
  const auto length = static_cast<off_t>(size);
  if (this->size() < size) {  // where space cannot be reserved, this shows at least whether a file may be so long
    const auto lengthened = posix<::ftruncate>("make a file longer", descriptor_, length);
    if (lengthened.failed()) throw InputOutputError(failure(what, path_, lengthened.error));
  }
  const auto reserved =
      until_no_signal([&] { return posix<::fallocate>("reserve space", descriptor_, 0, off_t{0}, length); });
  if (reserved.failed() && !cannot_reserve(reserved.error.number))
    throw InputOutputError(failure(what, path_, reserved.error));
}

std::uint64_t PositionedFile::size() const {
  struct stat status {};
  const auto looked = posix<::fstat>("look at a file", descriptor_, &status);
  if (looked.failed()) throw InputOutputError(failure("look at", path_, looked.error));
  return static_cast<std::uint64_t>(status.st_size);
}

Inode PositionedFile::inode() const { return inode_of(descriptor_, path_).inode; }

Place PositionedFile::place() const {
  const OpenInode ours = inode_of(descriptor_, path_);
  const std::optional<Inode> named = inode_of(path_);
  if (named) return *named == ours.inode ? Place::here : Place::replaced;
  return ours.names > 0 ? Place::moved : Place::removed;
}

std::filesystem::path PositionedFile::name_now() const {
  std::error_code unknown;
  auto name = std::filesystem::read_symlink(fmt::format("/proc/self/fd/{}", descriptor_), unknown);
  // Linux tells the name that it was opened by, though the file was linked to another one and that one removed.
  const bool is_ours = !name.empty() && inode_of(name) == inode();
  return is_ours ? name : std::filesystem::path();
}

}  // namespace ergodic::store

#include "store/positioned_file.hpp"

#include "core/format.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace ergodic::store {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// Bytes of disk that the file has taken already.
std::uint64_t allocated(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 ? static_cast<std::uint64_t>(status.st_blocks) * 512 : 0;
}

/// What the user can do about it.
std::string advice(const std::filesystem::path& path, int error_number) {
  if (error_number == ENOSPC || error_number == EDQUOT) {
    struct statvfs system {};
    const bool known = statvfs(folder_of(path).c_str(), &system) == 0;
    return fmt::format(" free space{} and run the same command again",
                       known ? fmt::format(" ({} are left)", byte_count(system.f_bavail * system.f_frsize)) : "");
  }
  if (error_number == EFBIG) return " raise the file size limit (ulimit -f) and run the same command again";
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS)
    return " choose a folder that you may write to";
  return "";
}

}  // namespace

std::string failure(const std::string& what, const std::filesystem::path& path, int error_number) {
  return fmt::format("cannot {} {} ({}){}", what, path.string(), std::strerror(error_number),
                     advice(path, error_number));
}

PositionedFile::PositionedFile(std::filesystem::path path, Access access) : path_(std::move(path)) {
  const int how = access == Access::read ? O_RDONLY : access == Access::write ? O_RDWR : O_RDWR | O_CREAT | O_TRUNC;
  descriptor_ = ::open(path_.c_str(), how | O_CLOEXEC, 0666);
  if (descriptor_ < 0) throw InputOutputError(failure(access == Access::create ? "create" : "open", path_, errno));
}

PositionedFile::~PositionedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

PositionedFile::PositionedFile(PositionedFile&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

void PositionedFile::write(std::uint64_t place, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw InputOutputError(failure("write to", path_, written < 0 ? errno : ENOSPC));
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    place += static_cast<std::uint64_t>(written);
  }
}

void PositionedFile::read(std::uint64_t place, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got = ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(place));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw InputOutputError(failure("read from", path_, errno));
    if (got == 0) {
      throw InputOutputError(
          fmt::format("cannot read from {} (it ends at byte {}) it is cut off: restore it or run the study again",
                      path_.string(), place));
    }
    bytes = bytes.subspan(static_cast<std::size_t>(got));
    place += static_cast<std::uint64_t>(got);
  }
}

void PositionedFile::sync() {
  if (::fdatasync(descriptor_) != 0) throw InputOutputError(failure("make durable what was written to", path_, errno));
}

void PositionedFile::reserve(std::uint64_t size) {
  const std::string what = fmt::format("reserve {} for", byte_count(size));
  struct statvfs system {};
  const bool known = fstatvfs(descriptor_, &system) == 0;
  // fallocate() takes what there is before it fails, from everybody.
  const std::uint64_t had = allocated(descriptor_);
  if (known && size > had && system.f_bavail * system.f_frsize < size - had) {
    throw InputOutputError(failure(what, path_, ENOSPC));
  }
  if (size == 0 || ::fallocate(descriptor_, 0, 0, static_cast<off_t>(size)) == 0) return;
  const int error_number = errno;
  // A file system that cannot reserve (NFS 3): that the space is there now is all that can be seen.
  if (error_number == EOPNOTSUPP || error_number == ENOSYS) return;
  throw InputOutputError(failure(what, path_, error_number));
}

std::uint64_t PositionedFile::size() const {
  struct stat status {};
  if (fstat(descriptor_, &status) != 0) throw InputOutputError(failure("look at", path_, errno));
  return static_cast<std::uint64_t>(status.st_size);
}

void sync_folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = folder_of(path);
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw InputOutputError(failure("open the folder", folder, errno));
  const int status = ::fsync(descriptor);
  const int error_number = errno;
  ::close(descriptor);
  // Some file systems cannot sync a folder, and say EINVAL: their entries are durable by other means.
  if (status != 0 && error_number != EINVAL)
    throw InputOutputError(failure("make durable the folder", folder, error_number));
}

}  // namespace ergodic::store

#include "store/disk/inode.hpp"

#include "store/disk/posix.hpp"

#include <ergodic/errors.hpp>

#include <sys/stat.h>

#include <cerrno>

namespace ergodic::store {
namespace {

Inode inode_in(const struct stat& status) {
  return {static_cast<std::uint64_t>(status.st_dev), static_cast<std::uint64_t>(status.st_ino)};
}

}  // namespace

std::optional<Inode> inode_of(const std::filesystem::path& path) {
  struct stat status {};
  const auto looked = posix<::stat>("see which file has a name", path.c_str(), &status);
  if (!looked.failed()) return inode_in(status);
  if (looked.error.number == ENOENT || looked.error.number == ENOTDIR) return std::nullopt;
  throw InputOutputError(failure("look at", path, looked.error));
}

OpenInode inode_of(int descriptor, const std::filesystem::path& path) {
  struct stat status {};
  const auto looked = posix<::fstat>("see which file is open", descriptor, &status);
  if (looked.failed()) throw InputOutputError(failure("look at", path, looked.error));
  return {inode_in(status), static_cast<std::uint64_t>(status.st_nlink)};
}

}  // namespace ergodic::store

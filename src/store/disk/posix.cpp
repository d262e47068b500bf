#include "store/disk/posix.hpp"

#include "core/format.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <system_error>

namespace ergodic::store {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// What the user can do about it.
std::string advice(std::string_view what, const std::filesystem::path& path, int error_number) {
  if (error_number == ENOSPC || error_number == EDQUOT) {
    struct statvfs system {};
    const bool known = statvfs(folder_of(path).c_str(), &system) == 0;
    return fmt::format(" free space{} and run the same command again",
                       known ? fmt::format(" ({} are left)", byte_count(system.f_bavail * system.f_frsize)) : "");
  }
  if (error_number == EFBIG) return " raise the file size limit (ulimit -f) and run the same command again";
  if (error_number == ENOENT) {
    std::error_code unknown;
    return std::filesystem::exists(folder_of(path), unknown)
               ? " check its name"
               : fmt::format(" check its name: there is no folder {}", folder_of(path).string());
  }
  if (error_number == EACCES && what == "open") return " see who may read and write it: ls -l";
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS)
    return " choose a folder that you may write to";
  return "";
}

}  // namespace

std::string failure(std::string_view what, const std::filesystem::path& path, SystemError error) {
  return fmt::format("cannot {} {} ({}: {}){}", what, path.string(), error.call, std::strerror(error.number),
                     advice(what, path, error.number));
}

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  const auto renamed = posix<std::rename>("rename a file", from.c_str(), to.c_str());
  if (renamed.failed()) throw InputOutputError(failure("give its name to", to, renamed.error));
}

void sync_folder_of(const std::filesystem::path& path) {
  const std::filesystem::path folder = folder_of(path);
  const auto opened = posix<::open>("open a folder", folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened.failed()) throw InputOutputError(failure("open the folder", folder, opened.error));
  const auto synced = posix<::fsync>("make durable a folder", opened.value);
  ::close(opened.value);  // read only: nothing of ours can be lost
  // Some file systems cannot sync a folder, and say EINVAL: their entries are durable by other means.
  if (synced.failed() && synced.error.number != EINVAL)
    throw InputOutputError(failure("make durable the folder", folder, synced.error));
}

}  // namespace ergodic::store

#include "store/disk/shared_memory.hpp"

#include "core/format.hpp"
#include "core/host.hpp"
#include "store/disk/positioned_file.hpp"
#include "store/disk/posix.hpp"

#include <ergodic/errors.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <system_error>

namespace ergodic::store {
namespace {

namespace fs = std::filesystem;

/// mmap, whose failure is −1 as that of other calls is.
std::intptr_t map_file(std::size_t bytes, int protection, int descriptor) {
  return reinterpret_cast<std::intptr_t>(mmap(nullptr, bytes, protection, MAP_SHARED, descriptor, 0));
}

std::shared_ptr<std::byte> mapped(const fs::path& path, std::uint64_t bytes, bool to_write) {
  const auto opened = posix<::open>("open shared memory", path.c_str(), (to_write ? O_RDWR : O_RDONLY) | O_CLOEXEC, 0);
  if (opened.failed()) throw InputOutputError(failure("open the shared memory", path, opened.error));
  const auto at = posix<map_file>("map shared memory", static_cast<std::size_t>(bytes),
                                  to_write ? PROT_READ | PROT_WRITE : PROT_READ, opened.value);
  ::close(opened.value);  // the mapping holds it
  if (at.failed()) throw InputOutputError(failure("map the shared memory", path, at.error));
  return {reinterpret_cast<std::byte*>(at.value), [bytes](std::byte* memory) { munmap(memory, bytes); }};
}

/// The folder that has the room: that of memory, else that for temporary files, which every machine has.
fs::path folder_with(std::uint64_t bytes) {
  std::error_code unknown;
  std::string rooms;
  for (const fs::path& folder : {fs::path("/dev/shm"), fs::temp_directory_path(unknown)}) {
    const fs::space_info space = fs::space(folder, unknown);
    if (!unknown && space.available >= bytes) return folder;
    rooms += fmt::format("; {} has {}", folder.string(), unknown ? "none" : byte_count(space.available));
  }
  throw InputOutputError(
      fmt::format("no room for what the ranks of a machine share ({} are needed{}) give /dev/shm more, or name another "
                  "folder with TMPDIR",
                  byte_count(bytes), rooms));
}

/// A new file, of this user alone, its room reserved. The folder may be everybody's, and other machines' too.
fs::path reserved(std::uint64_t bytes) {
  std::string name = folder_with(bytes) / fmt::format("ergodic-{}-XXXXXX", host_name());
  const auto made = posix<::mkstemp>("make shared memory", name.data());
  if (made.failed()) throw InputOutputError(failure("make the shared memory", name, made.error));
  ::close(made.value);
  fs::path path = name;
  try {
    PositionedFile(path, PositionedFile::Access::write).reserve(bytes);
  } catch (...) {
    std::error_code ignored;
    fs::remove(path, ignored);
    throw;
  }
  return path;
}

}  // namespace

SharedMemory::SharedMemory(std::uint64_t bytes) : bytes_(bytes), path_(reserved(bytes)) {
  try {
    memory_ = mapped(path_, bytes, true);
  } catch (...) {
    std::error_code ignored;
    fs::remove(path_, ignored);
    throw;
  }
}

SharedMemory::~SharedMemory() {
  std::error_code ignored;
  fs::remove(path_, ignored);
}

std::shared_ptr<const std::byte> SharedMemory::sealed() const {
  const auto sealing = posix<::mprotect>("seal shared memory", static_cast<void*>(memory_.get()),
                                         static_cast<std::size_t>(bytes_), PROT_READ);
  if (sealing.failed()) throw InputOutputError(failure("seal the shared memory", path_, sealing.error));
  return memory_;
}

std::shared_ptr<const std::byte> open_shared_memory(const fs::path& path, std::uint64_t bytes) {
  return mapped(path, bytes, false);
}

}  // namespace ergodic::store

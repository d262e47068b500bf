#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace ergodic::store {

// Memory that processes of one machine share: a file that has a name only until all of them have it, in memory
// (/dev/shm) or, where that has too little room, in the folder for temporary files. Its room is reserved when it is
// made, so that a lack of it is an error then and no SIGBUS later. It goes with the last process that has it, however
// that ends, and without a word to the others: not so a window of MPI's, whose freeing waits for all ranks, also for
// those that an error keeps from it.

/// Memory that this process makes, under a name by which others open it.
class SharedMemory {
 public:
  /// Throws InputOutputError: no folder has the room.
  explicit SharedMemory(std::uint64_t bytes);
  ~SharedMemory();  ///< the name goes; the memory stays as long as anybody has it
  SharedMemory(const SharedMemory&) = delete;
  SharedMemory& operator=(const SharedMemory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::byte* data() const { return memory_.get(); }
  /// To be read from now on, and not written any more.
  std::shared_ptr<const std::byte> sealed() const;

 private:
  std::uint64_t bytes_;
  std::filesystem::path path_;
  std::shared_ptr<std::byte> memory_;
};

/// The memory of that name, to be read. Throws InputOutputError.
std::shared_ptr<const std::byte> open_shared_memory(const std::filesystem::path& path, std::uint64_t bytes);

}  // namespace ergodic::store

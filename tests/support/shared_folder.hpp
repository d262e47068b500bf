#pragma once

#include "parallel/communicator.hpp"
#include "support/temporary_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::test {

/// A folder of rank 0's that all ranks know.
class SharedFolder {
 public:
  explicit SharedFolder(const parallel::Communicator& world) : world_(world) {
    if (world.is_root()) folder_.emplace();
    path_ = world.broadcast(folder_ ? (*folder_ / ".").string() : std::string());
  }
  ~SharedFolder() { world_.barrier(); }
  SharedFolder(const SharedFolder&) = delete;
  SharedFolder& operator=(const SharedFolder&) = delete;

  std::filesystem::path operator/(const char* name) const { return std::filesystem::path(path_) / name; }

 private:
  const parallel::Communicator& world_;
  std::optional<TemporaryFolder> folder_;
  std::string path_;
};

}  // namespace ergodic::test

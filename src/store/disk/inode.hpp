#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace ergodic::store {

/// Which file it is, whatever it is called: a name and an open file that have the same one are the same file.
struct Inode {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  bool operator==(const Inode&) const = default;
};

/// Of the file that has this name now; nullopt: there is none. Throws InputOutputError when that cannot be seen.
std::optional<Inode> inode_of(const std::filesystem::path& path);

/// Of an open file, and how many names it has: none once it is removed.
struct OpenInode {
  Inode inode;
  std::uint64_t names = 0;
};
/// `path`: for the error. Throws InputOutputError.
OpenInode inode_of(int descriptor, const std::filesystem::path& path);

}  // namespace ergodic::store

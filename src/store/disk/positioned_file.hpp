#pragma once

#include "store/disk/inode.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace ergodic::store {

/// Where an open file is now.
enum class Place {
  here,      ///< it has the name that it was opened by
  moved,     ///< it has another one alone, as when its folder was renamed
  removed,   ///< it has none: what is in it is lost when it is closed
  replaced,  ///< another file has that name
};

/// A file that is read and written at given offsets only. Every call is checked: a failure throws InputOutputError with
/// the system's reason. Short and interrupted transfers are continued.
class PositionedFile {
 public:
  enum class Access { read, write, create };

  PositionedFile(std::filesystem::path path, Access access);
  ~PositionedFile();
  PositionedFile(PositionedFile&& other) noexcept;
  PositionedFile& operator=(PositionedFile&&) = delete;

  void write(std::uint64_t offset, std::span<const std::byte> bytes);
  /// Throws InputOutputError too when the file ends before.
  void read(std::uint64_t offset, std::span<std::byte> bytes) const;
  /// Copies bytes of another file within the system, where it can: a file system that shares what is equal (Btrfs, XFS)
  /// then copies nothing. Returns how many from the first on were copied; the caller writes the rest.
  std::uint64_t copy(std::uint64_t offset, const PositionedFile& source, std::uint64_t source_offset,
                     std::uint64_t size);
  /// Returns when all that was written is durable.
  void sync();
  /// Reserves the space of bytes 0 … size − 1, so that a full disk shows now and not in a week. Takes nothing when
  /// there is not enough.
  void reserve(std::uint64_t size);
  std::uint64_t size() const;

  Inode inode() const;
  Place place() const;
  /// Its name now, where the system tells it and it has one; else empty.
  std::filesystem::path name_now() const;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int descriptor_;
  bool can_copy_ = true;  ///< until a copy has failed
};

}  // namespace ergodic::store

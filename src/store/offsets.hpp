#pragma once

#include "store/file_layout.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace ergodic::store {

/// Where each array of a result file begins, in bytes from the file's start: found by HDF5 once, on one rank.
struct Offsets {
  std::vector<std::uint64_t> columns;
  std::vector<std::uint64_t> variables;
  std::uint64_t ledger = 0;
  std::uint64_t closing = 0;
  std::uint64_t summaries = 0;
  std::vector<std::uint64_t> failures;  ///< session, can_retry, category, reason; empty when sessions cannot fail

  /// For a broadcast.
  std::vector<std::uint64_t> pack() const;
  static Offsets unpack(std::span<const std::uint64_t> numbers, const FileLayout& layout);
};

/// Finds them, and sees that each array has the shape and type that the layout says and lies inside the file.
/// Throws InputOutputError: the file is damaged.
Offsets locate(const std::filesystem::path& path, const FileLayout& layout);
/// Those of each of a study's stages.
std::vector<Offsets> locate(const std::filesystem::path& path, const std::vector<FileLayout>& layouts);

}  // namespace ergodic::store

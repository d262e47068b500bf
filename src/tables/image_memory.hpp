#pragma once

#include <ergodic/table.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>

namespace ergodic::tables {

/// [bytes] Where in an image things begin is a multiple of it.
constexpr std::uint64_t image_alignment = 64;
constexpr std::uint64_t aligned(std::uint64_t offset) {
  return (offset + image_alignment - 1) / image_alignment * image_alignment;
}

/// [bytes] What stands before the values in an image of so many columns.
constexpr std::uint64_t image_header(std::size_t columns) { return 8 * (2 + 2 * columns); }

/// Memory for an image, not yet touched. Throws std::bad_alloc.
std::shared_ptr<std::byte> image_memory(std::uint64_t bytes);

/// [bytes] What a value of a column takes.
std::size_t width_of(TableColumn::Kind kind);

}  // namespace ergodic::tables

#pragma once

#include <cstddef>

namespace ergodic::tables {

constexpr std::size_t large_page = std::size_t{2} << 20;  ///< [bytes] on x86-64, and with pages of 4 KiB elsewhere

/// Asks the system to give memory that is not yet touched in large pages: 10⁶ rows of 20 columns take 3·10⁴ pages of
/// 4 KiB, whose faults are a fifth of the processor time of reading them. It need not.
void prefer_large_pages(std::byte* memory, std::size_t bytes);

/// Lets go of what is in memory, all but the pages at its ends.
void give_back_pages(std::byte* memory, std::size_t bytes);

}  // namespace ergodic::tables

#pragma once

#include "core/digest.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace ergodic::store {

/// A block's line in the ledger: the digest of what the block left in the file, and a seal over it. A line is one
/// 32-byte write; one that is missing or torn has no right seal, which just means that the block is simulated again.
using LedgerLine = std::array<std::uint64_t, 4>;

/// Where what a block left is: a kill costs nothing of what is written, a power cut nothing of what is durable.
enum class Kept { written, durable };

/// The line of block `block`: digest low, digest high, seal low, seal high. The seal is the digest of (study, block,
/// digest); its bits are inverted as long as the content is only written.
LedgerLine seal(const Digest& study, std::uint64_t block, const Digest& content, Kept kept);

struct LedgerEntry {
  Digest content;
  Kept kept;
};

/// What a line whose seal is right says; nullopt: the block is not done.
std::optional<LedgerEntry> read_line(const Digest& study, std::uint64_t block, const LedgerLine& line);

}  // namespace ergodic::store

#pragma once

#include "core/digest.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace ergodic::store {

/// A block's line in the ledger: the digest of what the block left in the file, and a seal over it. A line that is
/// missing or torn has no right seal, which just means that the block is simulated again.
using LedgerLine = std::array<std::uint64_t, 4>;

/// What a line says of a block: its content is in the file, where a power cut may still take it; or it is on the disk.
enum class Kept { written, durable };

/// The words of a line that say so. A late line of a rank that outlived its run takes nothing back.
constexpr std::size_t words_of(Kept kept) { return kept == Kept::written ? 3 : 4; }

/// The line of block `block`: digest low, digest high, seal low, seal high. The seal is the digest of (study, block,
/// digest); its high word comes when the content is durable.
LedgerLine seal(const Digest& study, std::uint64_t block, const Digest& content);

struct LedgerEntry {
  Digest content;
  Kept kept;
};

/// What a line whose seal is right says; nullopt: the block is not done.
std::optional<LedgerEntry> read_line(const Digest& study, std::uint64_t block, const LedgerLine& line);

}  // namespace ergodic::store

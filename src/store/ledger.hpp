#pragma once

#include "core/digest.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace ergodic::store {

/// A block's line in the ledger: the digest of what the block left in the file, and a seal over it. A line is one
/// 32-byte write; one that is missing or torn has no right seal, which just means that the block is simulated again.
using LedgerLine = std::array<std::uint64_t, 4>;

/// The line of block `block`: digest low, digest high, seal low, seal high. The seal is the digest of (study, block,
/// digest).
LedgerLine seal(const Digest& study, std::uint64_t block, const Digest& content);

/// The digest on a line whose seal is right; nullopt: the block is not done.
std::optional<Digest> read_line(const Digest& study, std::uint64_t block, const LedgerLine& line);

}  // namespace ergodic::store

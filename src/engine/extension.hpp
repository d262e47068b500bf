#pragma once

#include "engine/plan.hpp"
#include "store/identity.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace ergodic::engine {

/// The sessions per case of the file's study, when it is the plan's but for their number; nullopt when the two differ
/// in more than that.
std::optional<std::uint64_t> sessions_of_same_study(const Plan& plan, const store::Identity& identity);

/// Puts a file of the plan's study in the place of one that has fewer sessions, laid out as `shorter`: the blocks that
/// are done there are copied, each held against its ledger line; the last of a case, when it was shorter than it is
/// now, is left to do. Killed at any time, the old file or the new one is there. Throws InputOutputError: the old file
/// stays as it was.
void extend_file(const Plan& plan, const std::filesystem::path& path, const store::FileLayout& shorter);

}  // namespace ergodic::engine

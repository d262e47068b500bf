#pragma once

#include "core/activity.hpp"
#include "engine/plan.hpp"
#include "store/identity.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace ergodic::engine {

/// The sessions per case of the file's study, when it is the plan's but for their number; nullopt when the two differ
/// in more than that.
std::optional<std::uint64_t> sessions_of_same_study(const Plan& plan, const store::Identity& identity);

/// A copy that is about to begin, or to go on.
struct Copying {
  enum class Draft {
    begun,       ///< there was none
    taken_up,    ///< what an earlier run has copied is kept
    begun_anew,  ///< what an earlier run has left is of no use: of another study, or cut off
  };
  Draft draft = Draft::begun;
  std::filesystem::path path = {};  ///< of the draft
  Activity activity = {};           ///< how far it is
  std::uint64_t sessions = 0;       ///< that are done in the shorter file
};

/// What is told of a copy; what they throw ends it.
struct CopyHooks {
  std::function<void(const Copying&)> on_copying = [](const auto&) {};
  OnActivity on_activity = untold;
};

/// Puts a file of the plan's study in the place of one that has fewer sessions, laid out as `shorter`: the blocks that
/// are done there are copied, each held against its ledger line; the last of a case, when it was shorter than it is
/// now, is left to do. Killed at any time, the old file or the new one is there. Throws InputOutputError: the old file
/// stays as it was. So it does when a hook ends the copy, of which a draft stays then, as it may after a kill: the next
/// one goes on from the blocks of it that are durable.
void extend_file(const Plan& plan, const std::filesystem::path& path, const store::FileLayout& shorter,
                 const CopyHooks& hooks = {});

}  // namespace ergodic::engine

#pragma once

#include "engine/plan.hpp"

#include <filesystem>
#include <string>

namespace ergodic::cli {

/// What a run would do, for `--dry-run`.
std::string plan_text(const engine::Plan& plan, const std::filesystem::path& output, int ranks, bool dynamic);

}  // namespace ergodic::cli

#pragma once

#include "engine/plan.hpp"
#include "store/identity.hpp"

#include <ergodic/workload.hpp>

#include <filesystem>

namespace ergodic::engine {

/// The plan that a file was made by. Throws MismatchError when this program cannot make it of what the file says.
Plan plan_of(const std::filesystem::path& path, const store::Identity& identity, const Workloads& workloads);

}  // namespace ergodic::engine

#pragma once

#include "engine/run/run_record.hpp"

#include <cstddef>
#include <string>

namespace ergodic::cli {

/// What a run has spent its time on, and the cases that cost the most of it, in lines of at most `width` characters;
/// empty where the record does not tell.
std::string cost_table(const engine::RunRecord& run, std::size_t width);

}  // namespace ergodic::cli

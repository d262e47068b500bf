#pragma once

#include <ergodic/workload_base.hpp>

#include <string>
#include <string_view>

namespace ergodic::workloads::card_games {

/// The study of a genome of the original, whose formats 1 and 2 are JSON: what it says, with a remark wherever it was
/// lost in that format, was never executed, or cannot be said here. Throws StudyError where nothing playable is left.
ImportedStudy import_genome(std::string_view text, const std::string& origin);

}  // namespace ergodic::workloads::card_games

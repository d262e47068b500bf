#pragma once

#include "engine/chain.hpp"
#include "store/identity.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace ergodic::engine {

/// The description as a file has it: one JSON object, whose keys src/store/README.md tells. What the root attributes
/// say is not in it.
std::string description_text(const Description& description);
/// The same of all stages.
std::string description_text(const Chain& chain);

/// Reads it, with what else the file says of itself: of each stage, one of a study without; none: it is of format 1.0,
/// which says nothing. Throws
/// InputOutputError when it is no description, or contradicts itself: the file is damaged; MismatchError when it does
/// not say which round it holds.
std::vector<Description> read_descriptions(const std::filesystem::path& path, const store::Identity& identity);

}  // namespace ergodic::engine

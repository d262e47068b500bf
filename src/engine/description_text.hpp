#pragma once

#include "engine/description.hpp"
#include "store/identity.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ergodic::engine {

/// The description as a file has it: one JSON object, whose keys src/store/README.md tells. What the root attributes
/// say is not in it.
std::string description_text(const Description& description);

/// Reads it, with what else the file says of itself; nullopt: it is of format 1.0, which has none. Throws
/// InputOutputError when it is no description, or contradicts itself: the file is damaged.
std::optional<Description> read_description(const std::filesystem::path& path, const store::Identity& identity);

}  // namespace ergodic::engine
